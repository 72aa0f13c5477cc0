"""What to write instead, and why something is asked for."""

import pytest

from schemakit.core.json import Json
from schemakit.pipeline import from_schema
from schemakit.validate.hints import meant_instead, more_about

US = {"properties": {"country": {"const": "US"}}, "required": ["country"]}


def helps(schema: Json, value: Json) -> list[str]:
    return [line for finding in from_schema(schema).validator("Root").findings(value) for line in finding.help]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("schema", "value", "why"),
    [
        ({"if": US, "then": {"required": ["zip"]}}, {"country": "US"}, 'because the value has `country` "US"'),
        ({"if": US, "else": {"required": ["vat"]}}, {"country": "DE"}, 'unless the value has `country` "US"'),
        ({"if": {"maxProperties": 9}, "then": {"required": ["a"]}}, {}, "by `then`, which its `if` decides about"),
        ({"dependentSchemas": {"card": {"required": ["cvc"]}}}, {"card": 1}, "because `card` is there"),
        (
            {"items": {"if": US, "then": {"required": ["zip"]}}},
            [{"country": "US"}],
            'because the value has `country` "US"',
        ),
    ],
)
def test_a_condition_is_given_as_the_reason(schema: Json, value: Json, why: str):
    assert f"this is asked for {why}" in helps(schema, value)


def test_a_property_that_is_called_like_a_keyword_is_no_condition():
    assert helps({"properties": {"then": {"properties": {"a": False}}}}, {"then": {"a": 1}}) == []


def test_null_is_told_from_leaving_out_where_that_is_allowed():
    schema: Json = {"properties": {"a": {"type": "string"}, "b": {"type": "string"}}, "required": ["b"]}
    assert helps(schema, {"a": None, "b": None}) == ["leave `a` out instead of writing null"]


@pytest.mark.parametrize(
    ("expected", "value", "said"),
    [
        ({"a": {"b": [1, 2]}}, {"a": {"b": [1, 3]}}, "it differs at /a/b/1: 2 is asked for, and 3 is there"),
        ({"a": 1}, {"b": 1}, "it differs: it lacks `a` and has `b` too much"),
    ],
)
def test_large_constants_are_compared_for_the_reader(expected: Json, value: Json, said: str):
    assert list(more_about("const", {"const": expected}, value)) == [said]


@pytest.mark.parametrize(
    ("step", "value", "note"),
    [
        (12, 30, "the nearest are 24 and 36"),
        (0.01, 9.999, "the nearest are 9.99 and 10"),
        (5, -7, "the nearest are -10 and -5"),
        (2, -1, "the nearest are -2 and 0"),
        (0.1, 10**400, ""),
        (3e-20, 1e14 + 1, ""),
        (5e-324, 0.1, ""),
        (
            0.12345678901234566,
            1e14 + 1,
            "the nearest are 100000000000000.96415431196016528 and 100000000000001.08761110097251094",
        ),
    ],
)
def test_the_nearest_multiples_are_named(step: float, value: float, note: str):
    assert meant_instead("multipleOf", {"multipleOf": step}, value) == (note, None)
