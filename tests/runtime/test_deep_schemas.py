"""Schemas deeper than the engine reads are judged like shallow ones, and their places are the author's."""

import pytest

from schemakit.core.finding import Severity
from schemakit.core.json import Json
from schemakit.core.pointer import lookup
from schemakit.pipeline import from_schema
from schemakit.runtime.judge import Library
from schemakit.validate.engine import judge

DRAFTS = ("draft-04", "draft-06", "draft-07", "2019-09", "2020-12")


def around(schema: Json, keyword: str, levels: int) -> Json:
    for _ in range(levels):
        if keyword in {"allOf", "anyOf", "oneOf"}:
            schema = {keyword: [schema]}
        else:
            schema = {keyword: {"a": schema} if keyword in {"properties", "patternProperties"} else schema}
    return schema


def inside(value: Json, keyword: str, levels: int) -> Json:
    for _ in range(levels):
        value = [value] if keyword == "items" else {"a": value}
    return value


@pytest.mark.parametrize("levels", [60, 124, 250, 310])
@pytest.mark.parametrize("keyword", ["properties", "patternProperties", "additionalProperties", "items"])
@pytest.mark.parametrize("draft", DRAFTS)
def test_what_is_deep_inside_counts(draft: str, keyword: str, levels: int) -> None:
    schemas = from_schema(around({"type": "integer", "maximum": 5}, keyword, levels), dialect=draft)
    compiled = judge(schemas.set, schemas.root("Root"), engine="fast", formats=True)
    assert compiled.is_valid(inside(5, keyword, levels))
    wrong = inside(6, keyword, levels)
    assert not compiled.is_valid(wrong)
    [violation] = compiled.violations(wrong)
    assert violation.keyword == "maximum"
    assert lookup(wrong, violation.instance) == 6
    assert lookup(schemas.set.resources[violation.schema.uri].schema, violation.schema.pointer) == 5


@pytest.mark.parametrize("keyword", ["allOf", "anyOf", "oneOf", "not"])
def test_depth_on_the_spot_counts_too(keyword: str) -> None:
    validator = from_schema(around({"type": "integer"}, keyword, 300)).validator("Root")
    assert validator.is_valid(1)
    assert not validator.is_valid("1")


def test_references_reach_into_the_depth_and_out_of_it() -> None:
    deep = around({"$ref": "#/$defs/small"}, "properties", 200)
    pointer = "/properties/a" * 150
    documents: dict[str, Json] = {
        "https://example.test/a": {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$defs": {"small": {"maximum": 5}},
            "properties": {"deep": deep, "same": {"$ref": f"#/properties/deep{pointer}"}},
        },
        "https://example.test/b": {"$ref": f"a#/properties/deep{pointer}"},
    }
    library = Library(documents)
    for place, steps in (("a", ["deep", *["a"] * 200]), ("a", ["same", *["a"] * 50]), ("b", ["a"] * 50)):
        compiled = library.compile(f"https://example.test/{place}", formats=True)
        for number, valid in ((5, True), (6, False)):
            value: Json = number
            for step in reversed(steps):
                value = {step: value}
            assert compiled.is_valid(value) is valid
    part = library.compile(f"https://example.test/a#/properties/deep{pointer}", formats=True)
    assert not part.is_valid(inside(6, "properties", 50))


@pytest.mark.parametrize("keyword", ["allOf", "anyOf", "oneOf"])
def test_what_is_wrong_in_the_depth_can_be_told(keyword: str) -> None:
    findings = from_schema(around({"type": "integer"}, keyword, 300)).validator("Root").findings("1")
    assert findings[0].severity is Severity.ERROR
