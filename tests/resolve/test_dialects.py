"""The readings of OpenAPI keywords: what each accepts and refuses, judged by an engine on the standard form."""

from typing import Final

import jsonschema_rs
import pytest

from documents import source
from schemakit.core.json import Json
from schemakit.resolve.resolve import resolve
from schemakit.resolve.schema_set import SchemaSet

REF: Final = {"$ref": "#/$defs/colour"}
DEFS: Final = {"$defs": {"colour": {"type": "string", "enum": ["red"]}, "null": {"enum": [None]}}}

# schema, what intent accepts, what intent refuses, what strict accepts, what strict refuses
CASES: Final[dict[str, tuple[dict[str, Json], list[Json], list[Json], list[Json], list[Json]]]] = {
    "type": ({"type": "string", "nullable": True}, ["a", None], [1], ["a", None], [1]),
    "type list": ({"type": ["string", "null"], "nullable": True}, ["a", None], [1], ["a", None], [1]),
    "type and enum": ({"type": "string", "enum": ["a"], "nullable": True}, ["a", None], ["b"], ["a"], ["b", None]),
    "type and enum with null": (
        {"type": "string", "enum": ["a", None], "nullable": True}, ["a", None], ["b"], [None], ["b"],
    ),
    "enum alone": ({"enum": ["a"], "nullable": True}, ["a", None], ["b"], ["a"], ["b", None]),
    "bare": ({"nullable": True, "maxLength": 1}, ["a", None, 3], ["ab"], ["a", None], ["ab"]),
    "reference": ({**REF, "nullable": True}, ["red", None], ["blue"], ["red"], ["blue", None]),
    "allOf": ({"allOf": [REF], "nullable": True}, ["red", None], ["blue"], ["red"], ["blue", None]),
    "oneOf": ({"oneOf": [REF, {"type": "integer"}], "nullable": True}, ["red", 1, None], ["blue"], ["red"], [None]),
    "oneOf with a null branch": (
        {"oneOf": [REF, {"$ref": "#/$defs/null"}], "nullable": True}, ["red", None], ["blue"], ["red", None], ["blue"],
    ),
    "oneOf whose branches accept null twice": (
        {"oneOf": [{"enum": [None]}, {"type": "null"}], "nullable": True}, [None], ["red"], [], [None, "red"],
    ),
    "oneOf whose branches accept null by another spelling": (
        {"oneOf": [{"type": "string", "x-nullable": True}, {"type": "null"}], "nullable": True},
        ["a", None], [1], ["a"], [None, 1],
    ),
    "type and allOf": (
        {"type": "string", "allOf": [REF], "nullable": True}, ["red", None], ["blue"], ["red"], ["blue", None],
    ),
    "type and const": ({"type": "string", "const": "a", "nullable": True}, ["a", None], ["b"], ["a"], ["b", None]),
    "not": ({"not": {"type": ["null", "string"]}, "nullable": True}, [None, 1], ["a"], [1], [None, "a"]),
    "nullable: false": ({"type": "string", "nullable": False}, ["a"], [None], ["a"], [None]),
    "x-nullable": ({"type": "string", "x-nullable": True}, ["a", None], [1], ["a", None], [1]),
    "exclusiveMinimum": ({"minimum": 1, "exclusiveMinimum": True}, [2], [1], [2], [1]),
    "exclusiveMaximum": ({"maximum": 1, "exclusiveMaximum": True}, [0], [1], [0], [1]),
    "exclusiveMinimum: false": ({"minimum": 1, "exclusiveMinimum": False}, [1], [0], [1], [0]),
    "exclusiveMinimum alone": ({"exclusiveMinimum": True}, [0, -1], [], [0, -1], []),
    "byte": ({"type": "string", "format": "byte"}, ["not base64!"], [1], ["YQ=="], [1]),
    "properties named like keywords": (
        {"properties": {"nullable": {"type": "integer"}, "example": {"type": "integer"}}, "required": ["nullable"]},
        [{"nullable": 1, "example": 2}], [{"nullable": True}, {"nullable": 1, "example": "a"}, {}],
        [{"nullable": 1}], [{"nullable": True}],
    ),
    "data that looks like a schema": (
        {"enum": [{"type": "string", "nullable": True}]}, [{"type": "string", "nullable": True}], [{"type": "string"}],
        [{"type": "string", "nullable": True}], [{"type": ["string", "null"]}],
    ),
    "const that looks like a schema": (
        {"const": {"minimum": 1, "exclusiveMinimum": True, "$ref": "#/nowhere"}},
        [{"minimum": 1, "exclusiveMinimum": True, "$ref": "#/nowhere"}], [{"exclusiveMinimum": 1}],
        [{"minimum": 1, "exclusiveMinimum": True, "$ref": "#/nowhere"}], [None],
    ),
    "below a wrapped schema": (
        {"type": "object", "allOf": [{"properties": {"a": {"type": "string", "nullable": True}}}], "nullable": True},
        [None, {"a": None}], [{"a": 1}, "x"], [{"a": None}, None], ["x", {"a": 1}],
    ),
}  # fmt: skip


def standard_form(schema: Json, mode: str) -> SchemaSet:
    """The set of one schema."""
    return resolve([source(schema)], nullable="strict" if mode == "strict" else "intent").value


def accepts(schemas: SchemaSet, value: Json) -> bool:
    """The verdict of an engine that knows nothing of OpenAPI on the set's first schema."""
    registry = jsonschema_rs.Registry([(uri, resource.schema) for uri, resource in schemas.resources.items()])
    root = next(iter(schemas.names.values()))
    return jsonschema_rs.validator_for({"$ref": root}, registry=registry, offline=True).is_valid(value)


@pytest.mark.parametrize("mode", ["intent", "strict"])
@pytest.mark.parametrize("case", CASES)
def test_a_reading_accepts_and_refuses_what_its_author_meant(case: str, mode: str):
    schema, accepted, refused, strictly_accepted, strictly_refused = CASES[case]
    schemas = standard_form({**DEFS, **schema}, mode)

    expected_accepted = strictly_accepted if mode == "strict" else accepted
    expected_refused = strictly_refused if mode == "strict" else refused

    assert [value for value in expected_accepted if not accepts(schemas, value)] == []
    assert [value for value in expected_refused if accepts(schemas, value)] == []


@pytest.mark.parametrize("mode", ["intent", "strict"])
@pytest.mark.parametrize("case", CASES)
def test_every_dialect_keyword_that_goes_is_reported_where_it_stood(case: str, mode: str):
    schema = {**DEFS, **CASES[case][0]}
    schemas = standard_form(schema, mode)

    standard = next(iter(schemas.resources.values())).schema
    assert isinstance(standard, dict)
    gone = {f"/{keyword}" for keyword in ("nullable", "x-nullable", "example") if keyword in schema}

    assert gone <= {reading.location.pointer for reading in schemas.readings}
    assert not gone & {f"/{keyword}" for keyword in standard}


def test_annotations_stay_outside_when_null_is_added_beside_a_schema():
    schemas = standard_form({**DEFS, **REF, "nullable": True, "description": "a colour", "x-order": 1}, "intent")

    standard = next(iter(schemas.resources.values())).schema
    assert isinstance(standard, dict)
    assert standard["description"] == "a colour"
    assert standard["x-order"] == 1
    assert standard["anyOf"] == [{"$ref": "#/$defs/colour"}, {"type": "null"}]


def test_example_becomes_one_of_the_examples():
    schemas = standard_form({"examples": ["a"], "example": "b", "type": "string"}, "intent")

    standard = next(iter(schemas.resources.values())).schema
    assert isinstance(standard, dict)
    assert standard["examples"] == ["a", "b"]
    assert "example" not in standard


def test_draft_04_keeps_its_own_boolean_bounds():
    draft4 = {"$schema": "http://json-schema.org/draft-04/schema#", "minimum": 1, "exclusiveMinimum": True}

    assert not accepts(standard_form(draft4, "intent"), 1)
    assert next(iter(standard_form(draft4, "intent").resources.values())).schema == draft4 | {
        "id": "urn:schemakit:thing"
    }


def test_the_published_schema_is_never_changed():
    schema = {**DEFS, **REF, "nullable": True, "properties": {"a": {"nullable": True, "type": "string", "example": 1}}}
    before = repr(schema)

    standard_form(schema, "intent")
    standard_form(schema, "strict")

    assert repr(schema) == before
