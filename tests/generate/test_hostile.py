"""Hostile schemas: what is generated is safe, can be imported, and is exact. ``make conformance`` has them all."""

import pytest

from conformance.models import of_hostile
from hostile_schemas import hostile
from published_schemas import Published
from schemakit.core.errors import BrokenSchemaError
from schemakit.core.json import Json
from schemakit.pipeline.generating import build_model, generated_files
from schemakit.pipeline.schemas import from_schema

#: One of so many; each has all the keywords that hold text.
SAMPLE = [*hostile(large=False)][::5]


@pytest.mark.parametrize("schema", SAMPLE, ids=lambda schema: schema.name)
def test_what_is_generated_is_safe_and_exact(schema: Published) -> None:
    for target, result in of_hostile(schema).items():
        assert result.shortfalls == []
        assert result.counts["models"] == 1, target


def test_there_are_many_hostile_schemas() -> None:
    names = [schema.name for schema in hostile()]
    assert len(set(names)) == len(names) >= 60


@pytest.mark.parametrize("schema", [{"properties": {"\ud800": {}}}, {"description": "\udfff"}, {"enum": ["\ud83d"]}])
def test_half_a_character_is_an_error_that_says_so(schema: Json) -> None:
    for make in (build_model, generated_files):
        with pytest.raises(BrokenSchemaError, match="half of a character"):
            make(from_schema(schema))
