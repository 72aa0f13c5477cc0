"""Whether a schema has everything it refers to is asked before anything is made, and of each document once."""

import pytest

import schemakit
from schemakit.core.json import Json
from schemakit.pipeline import completeness
from schemakit.pipeline.completeness import complete_names
from schemakit.resolve.closure import Closure
from schemakit.runtime.text import write_json


def test_each_document_is_read_once_however_many_schemas_need_it(monkeypatch: pytest.MonkeyPatch) -> None:
    documents: dict[str, Json] = {
        f"https://example.com/{number}": {"items": {"$ref": str((number + 1) % 20)}} for number in range(20)
    }
    schemas = schemakit.from_schema({"anyOf": [{"$ref": uri} for uri in documents]}, resources=documents)
    read: list[Json] = []
    monkeypatch.setattr(completeness, "write_json", lambda value: read.append(value) or write_json(value))

    assert complete_names(schemas, ["Root"] * 3, Closure.of(schemas.set)) == ("Root",) * 3
    assert len(read) == len(schemas.set.resources) == 21
