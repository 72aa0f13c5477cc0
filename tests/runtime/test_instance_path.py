"""Names of members that look like numbers are told as they are spelled."""

import pytest

from schemakit.core.json import Json
from schemakit.pipeline import from_schema
from schemakit.validate.engine import ENGINES, EngineName, judge

SCHEMA: Json = {"additionalProperties": {"additionalProperties": {"type": "integer"}, "items": {"type": "integer"}}}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", ["007", "7", "0", "00", "+7", "-7", "07a", "\u0663", ""])
def test_a_violation_stands_at_the_member_as_it_is_spelled(engine: EngineName, name: str) -> None:
    schemas = from_schema(SCHEMA)
    compiled = judge(schemas.set, schemas.root("Root"), engine=engine, formats=True)
    for value, place in (
        ({"a": {name: "x"}}, f"/a/{name}"),
        ({name: ["x"]}, f"/{name}/0"),
        ({"a": {"b": 1, name: 1.5}}, f"/a/{name}"),
    ):
        assert [violation.instance for violation in compiled.violations(value)] == [place]
        assert schemas.validator("Root", engine=engine).findings(value)
