"""What is said of values with very many problems is true of them, and is not everything."""

import pytest

from schemakit.core.json import Json
from schemakit.runtime.flood import FIRST
from schemakit.runtime.judge import compile_schema

URI = "https://example.test/a"
MANY = 60_000
STRINGS: Json = {"strings": {"items": {"type": "string"}}}


def keywords(schema: Json, value: Json) -> set[str]:
    return {one.keyword for one in compile_schema({URI: schema}, URI, formats=True).violations(value)}


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"items": {"type": "string"}}, [1] * MANY),
        ({"additionalProperties": {"type": "string"}}, {str(number): number for number in range(MANY)}),
        ({"items": {"items": {"type": "string"}}}, [[1] * 200] * 300),
    ],
)
def test_of_a_flood_only_the_first_are_told_and_that_is_said_first(schema: Json, value: Json):
    said, *told = compile_schema({URI: schema}, URI, formats=True).violations(value)
    assert "too many problems" in said.reason
    assert FIRST / 2 <= len(told) < MANY / 2
    assert {one.keyword for one in told} == {"type"}


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"items": {"type": "integer"}, "minItems": MANY}, set()),
        ({"items": {"type": "integer"}, "contains": {"const": MANY - 1}}, set()),
        ({"items": {"type": "string"}, "minItems": MANY}, {"", "type"}),
        ({"items": {"type": "string"}, "contains": {"const": MANY - 1}}, {"", "type"}),
        ({"if": {"maxItems": 5_000}, "then": {"items": {"type": "string"}}}, set()),
        ({"if": {"maxItems": 5_000}, "then": {"items": {"type": "string"}}, "maxItems": 3}, {"maxItems"}),
        ({"items": {"type": "integer"}, "uniqueItems": True, "maxItems": 2}, {"maxItems"}),
        ({"if": {"maxItems": 5_000}, "then": {"$ref": "#/$defs/strings"}, "$defs": STRINGS}, set()),
    ],
)
def test_nothing_is_told_that_holds_only_for_the_first(schema: Json, expected: set[str]):
    assert keywords(schema, list(range(MANY))) == expected


@pytest.mark.parametrize("name", ["7", "007", "+7", "", "a"])
def test_no_part_is_told_to_lack_what_was_left_out_whatever_it_is_called(name: str):
    least: Json = {"additionalProperties": {"minItems": 2 * FIRST}}
    schema: Json = {"properties": {"b": {"items": {"type": "string"}}}, "additionalProperties": least}
    assert keywords(schema, {name: {"c": [1] * 2 * FIRST}, "b": [1] * MANY}) == {"", "type"}


def test_errors_about_the_names_of_an_object_do_not_fill_the_memory():
    judge = compile_schema({URI: {"propertyNames": {"maxLength": 1}}}, URI, formats=True)
    said, told = judge.violations({f"name{number}": number for number in range(5 * FIRST)})
    assert "too many problems" in said.reason
    assert len(told.members) == FIRST


def test_few_problems_of_a_large_value_are_all_told():
    value: list[Json] = ["a"] * MANY
    value[3] = value[MANY - 1] = 1
    judge = compile_schema({URI: {"items": {"type": "string"}}}, URI, formats=True)
    assert [str(one.instance) for one in judge.violations(value)] == ["/3", f"/{MANY - 1}"]
