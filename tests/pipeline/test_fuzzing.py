"""Fuzzing from schemas to findings: our own subjects agree, and a model that is wrong is found out."""

import json
from pathlib import Path

import pytest

import schemakit
from schemakit.pipeline.fuzzing import fuzz_schemas

ORDER = {
    "type": "object",
    "properties": {
        "id": {"type": "string", "format": "uuid"},
        "note": {"type": "string"},
        "count": {"type": "integer"},
    },
    "required": ["id"],
}
MODELS = """
from typing import Optional
from uuid import UUID
from pydantic import BaseModel

class Order(BaseModel):
    id: UUID
    note: Optional[str] = None
    count: Optional[int] = None

class Other(BaseModel):
    pass
"""


@pytest.fixture
def schemas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> schemakit.Schemas:
    for name in ("Order", "Basket"):
        (tmp_path / f"{name}.json").write_text(json.dumps(ORDER), encoding="utf-8")
    (tmp_path / "shop_models.py").write_text(MODELS, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    return schemakit.load(*tmp_path.glob("*.json"))


def test_a_model_is_held_against_the_schema_of_its_name(schemas: schemakit.Schemas):
    [result] = fuzz_schemas(schemas, models=["shop_models:Order"], max_examples=50)

    assert result.schema == "Order"
    taken = [json.dumps(one.payload.value) for one in result.disagreements if one.what == "too-wide"]
    assert any("null" in payload for payload in taken)
    assert all(one.subject.startswith("shop_models") for one in result.disagreements)


def test_each_disagreement_is_true(schemas: schemakit.Schemas):
    """The judge is asked again, by itself: what is called too wide is invalid, what is called too narrow is valid."""
    validator = schemas.validator("Order", engine="reference")
    [result] = fuzz_schemas(schemas, models=["shop_models:Order"], max_examples=50)

    assert result.disagreements
    for one in result.disagreements:
        if one.what in {"too-wide", "too-narrow"}:
            assert validator.is_valid(one.payload.value) is (one.what == "too-narrow")


def test_the_same_seed_gives_the_same_result(schemas: schemakit.Schemas):
    first, second = (
        [
            (one.what, one.payload.value)
            for result in fuzz_schemas(schemas, ["Order"], models=["shop_models:Order"], seed=7, max_examples=40)
            for one in result.disagreements
        ]
        for _ in range(2)
    )
    assert first == second


def test_a_model_without_a_schema_of_its_name_needs_one_to_be_named(schemas: schemakit.Schemas):
    with pytest.raises(schemakit.UsageError, match="Other"):
        list(fuzz_schemas(schemas, models=["shop_models:Other"]))
    assert [
        result.schema for result in fuzz_schemas(schemas, ["Basket"], models=["shop_models:Other"], max_examples=10)
    ] == ["Basket"]
