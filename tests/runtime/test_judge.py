"""What the engine behind generated code must take from Python without falling over."""

import datetime as dt
import enum
import threading
import uuid
from collections import OrderedDict
from decimal import Decimal
from types import MappingProxyType

import pytest

from schemakit.core.errors import BrokenSchemaError
from schemakit.core.json import Json
from schemakit.core.location import Location, Uri
from schemakit.core.pointer import Pointer
from schemakit.core.violation import Violation
from schemakit.runtime.judge import Library, compile_schema
from schemakit.runtime.values import DEEPEST, as_json

URI = "https://example.test/a"
RECURSIVE = {"items": {"$ref": "#"}, "additionalProperties": {"$ref": "#"}}


def compiled(schema: Json, root: str = URI, *, formats: bool = True, **others: Json):
    resources = {URI: schema} | {f"https://example.test/{name}": other for name, other in others.items()}
    return compile_schema(resources, root, formats=formats)


def nested(levels: int) -> list[Json]:
    value: list[Json] = []
    for _ in range(levels - 1):
        value = [value]
    return value


class Color(enum.Enum):
    RED = "red"


@pytest.mark.parametrize(
    ("value", "schema"),
    [
        ((1, 2), {"const": [1, 2]}),
        (MappingProxyType({"a": (1,)}), {"const": {"a": [1]}}),
        (OrderedDict(a=1), {"const": {"a": 1}}),
        (Color.RED, {"const": "red"}),
        ({Color.RED: Color.RED}, {"const": {"red": "red"}}),
        (uuid.UUID(int=0), {"const": "00000000-0000-0000-0000-000000000000", "format": "uuid"}),
        (dt.datetime(2024, 1, 31, 12, tzinfo=dt.UTC), {"format": "date-time", "type": "string"}),
        (dt.date(2024, 1, 31), {"const": "2024-01-31"}),
        (Decimal("1.50"), {"const": 1.5}),
        (Decimal("1e400"), {"type": "integer", "minimum": 10**399}),
        (2**70, {"const": 2**70, "not": {"const": 2**70 + 1}}),
    ],
)
def test_python_values_are_read_as_the_json_they_mean(value: object, schema: Json):
    judge = compiled(schema)
    assert judge.is_valid(value)
    assert not list(judge.violations(value))
    assert not compiled({"not": schema}).is_valid(value)


@pytest.mark.parametrize("schema", [RECURSIVE, {"additionalProperties": {"items": {"maximum": 1}, "pattern": "."}}])
@pytest.mark.parametrize(
    ("value", "place"),
    [
        ({1: 2}, ""),
        ({None: 2}, ""),
        ({"a": {1, 2}}, "/a"),
        ({"a": b"x"}, "/a"),
        ({"a": [object()]}, "/a/0"),
        ({"a": [float("nan"), b""]}, "/a/0"),
        ({"a": "\ud800", "b": object()}, "/a"),
    ],
)
def test_what_means_nothing_as_json_is_refused_with_the_reason(value: object, place: str, schema: Json):
    judge = compiled(schema)
    assert not judge.is_valid(value)
    assert (place, True) in [(one.instance, bool(one.reason)) for one in judge.violations(value)]


@pytest.mark.parametrize(
    "schema", [RECURSIVE, {"items": {"uniqueItems": True, "items": RECURSIVE}}, {}, {"type": "null"}]
)
@pytest.mark.parametrize("levels", [1, 255, 256, DEEPEST, DEEPEST + 1, 5_000, 100_000])
def test_no_depth_ends_the_process_or_the_agreement_of_verdict_and_violations(schema: Json, levels: int):
    judge = compiled(schema)
    value = nested(levels)
    assert bool(list(judge.violations(value))) != judge.is_valid(value)


@pytest.mark.parametrize("schema", [RECURSIVE, {"prefixItems": [{"const": 2}]}])
@pytest.mark.parametrize("times", [1, 2, 5_000])
def test_a_value_that_holds_itself_is_refused(schema: Json, times: int):
    value: list[Json] = [1]
    value.extend([value] * times)
    assert not compiled(schema).is_valid(value)
    assert all(one.reason for one in compiled(schema).violations(value))


def test_a_value_that_is_deep_only_through_parts_it_has_twice_ends_no_process():
    parts: list[Json] = []
    chain: Json = []
    for _ in range(40):
        for _ in range(DEEPEST):
            chain = [chain]
        parts.append(chain)
    assert not compiled(RECURSIVE).is_valid(parts)


@pytest.mark.parametrize(
    "value",
    [[Color.RED], {"a": uuid.UUID(int=1)}, [*range(10_000)], [{"a": [number]} for number in range(5_000)]],
    ids=["enum", "uuid", "wide", "wide and deep"],
)
def test_what_the_depth_is_measured_of_thoroughly_is_judged_alike(value: object):
    assert compiled(RECURSIVE).is_valid(value)
    assert not compiled(RECURSIVE | {"maxItems": 0, "maxProperties": 0}).is_valid(value)


def test_recursive_schemas_judge_down_to_the_deepest_level_also_in_a_thread():
    judge = compiled(RECURSIVE)
    verdicts: list[bool] = []
    thread = threading.Thread(target=lambda: verdicts.append(judge.is_valid(nested(DEEPEST))))
    thread.start()
    thread.join()
    assert verdicts == [True]
    assert not judge.is_valid(nested(100_000))


def test_a_value_keeps_its_order_when_read_as_json():
    read = as_json({"b": (1, {"z": 1, "a": 2}), "a": None})
    assert list(read.value) == ["b", "a"]
    assert list(read.value["b"][1]) == ["z", "a"]


@pytest.mark.parametrize(
    ("schema", "value", "expected"),
    [
        ({"type": "string"}, 1, [("type", "/type", "")]),
        ({"properties": {"a~/b": {"maximum": 1}}}, {"a~/b": 2}, [("maximum", "/properties/a~0~1b/maximum", "/a~0~1b")]),
        ({"properties": {"a": False}}, {"a": 1}, [("false", "/properties/a", "/a")]),
        ({"required": ["a", "b"]}, {}, [("required", "/required", "")]),
        ({"dependentRequired": {"a": ["b", "c"]}}, {"a": 1}, [("dependentRequired", "/dependentRequired", "")]),
        ({"contains": {"const": 1}, "maxContains": 1}, [], [("contains", "/contains", "")]),
        ({"contains": {"const": 1}, "maxContains": 1}, [1, 1], [("maxContains", "/maxContains", "")]),
        ({"contains": {"const": 1}, "minContains": 2}, [1], [("minContains", "/minContains", "")]),
        ({"propertyNames": {"maxLength": 1}}, {"ab": 1}, [("propertyNames", "/propertyNames", "")]),
        ({"propertyNames": False}, {"ab": 1}, [("propertyNames", "/propertyNames", "")]),
        (
            {"properties": {"propertyNames": False}},
            {"propertyNames": {}},
            [("false", "/properties/propertyNames", "/propertyNames")],
        ),
        ({"if": True, "then": {"minimum": 2}}, 1, [("minimum", "/then/minimum", "")]),
        ({"$ref": "#/$defs/a", "$defs": {"a": {"minimum": 2}}}, 1, [("minimum", "/$defs/a/minimum", "")]),
        (
            {"$schema": "http://json-schema.org/draft-04/schema#", "minimum": 1, "exclusiveMinimum": True},
            1,
            [("minimum", "/minimum", "")],
        ),
        (
            {
                "$schema": "http://json-schema.org/draft-07/schema#",
                "contentEncoding": "base64",
                "contentMediaType": "application/json",
            },
            "!",
            [("contentEncoding", "/contentEncoding", "")],
        ),
    ],
)
def test_violations_name_the_keyword_its_place_and_the_value(
    schema: Json, value: Json, expected: list[tuple[str, str, str]]
):
    found = [(one.keyword, str(one.schema.pointer), str(one.instance)) for one in compiled(schema).violations(value)]
    assert found == expected


def test_places_are_those_of_the_resource_and_not_of_the_reference_that_led_there():
    schema = {"$id": URI, "items": {"$ref": "b"}, "$defs": {"n": {"$id": "n", "type": "null"}}, "not": {"$ref": "n"}}
    other = {"$id": "https://example.test/b", "properties": {"a": {"$ref": "n"}}}
    [violation] = compiled(schema, b=other).violations([{"a": 1}])
    assert violation == Violation("type", Location(Uri(URI), Pointer("/$defs/n/type")), Pointer("/0/a"))


def test_branches_say_why_each_was_refused():
    schema = {"anyOf": [{"type": "string"}, {"required": ["a"]}]}
    [violation] = compiled(schema).violations({})
    assert [[one.keyword for one in branch] for branch in violation.branches] == [["type"], ["required"]]
    assert violation.branches[1][0].members == ("a",)


def test_formats_are_asserted_only_where_asked_for_and_unknown_ones_never():
    assert not compiled({"format": "date"}).is_valid("x")
    assert compiled({"format": "date"}, formats=False).is_valid("x")
    assert compiled({"format": "unheard-of"}).is_valid("x")


def test_a_pattern_that_takes_too_many_steps_refuses_the_value_with_that_reason():
    judge = compiled({"properties": {"a": {"pattern": "^(?=(a|aa)+$)(?:\\w+\\s?)+\\1$"}}})
    value = {"a": "a" * 60 + "!"}
    assert not judge.is_valid(value) or not list(judge.violations(value))
    slow = compiled({"pattern": "(?:a|b|ab)*(?=c)\\b(?!d)"})
    [violation] = slow.violations("ab" * 3_000)
    assert "too many steps" in violation.reason


@pytest.mark.parametrize(
    ("schema", "says"),
    [
        ({"type": 5}, "not a valid schema"),
        ({"pattern": "("}, "ECMA-262"),
        ({"$ref": "#/nowhere"}, "leads nowhere"),
        ({"$ref": "https://example.test/missing"}, "https://example.test/missing"),
        ({"$schema": "https://example.test/unheard-of"}, "unheard-of"),
    ],
)
def test_schemas_that_cannot_be_compiled_are_broken_and_say_why(schema: Json, says: str):
    with pytest.raises(BrokenSchemaError, match=says):
        compiled(schema)


def test_a_library_compiles_many_schemas_and_parts_of_them():
    library = Library({URI: {"$defs": {"a": {"$anchor": "there", "type": "string"}}, "type": "object"}})
    assert library.compile(URI, formats=True).is_valid({})
    assert library.compile(f"{URI}#/$defs/a", formats=True).is_valid("")
    assert not library.compile(f"{URI}#there", formats=True).is_valid({})


@pytest.mark.parametrize("keyword", ["$ref", "$id", "id"])
@pytest.mark.parametrize("text", ["http://[x", "http://[x#/patternProperties/a", "//["])
@pytest.mark.parametrize("schema", [{}, {"patternProperties": {"^a.": True}}, {"not": {"$id": "part", "const": 1}}])
def test_what_is_no_uri_in_data_is_of_no_consequence(schema: Json, keyword: str, text: str):
    assert isinstance(schema, dict)
    judge = compiled({**schema, "type": "string", "default": {keyword: text}})
    assert judge.is_valid("a")
    assert "type" in {violation.keyword for violation in judge.violations(1)}


def test_what_is_no_identifier_in_data_does_not_hide_where_a_schema_is():
    judge = compiled({"allOf": [{"$id": "part", "type": "string"}], "default": {"$id": "http://[x"}})
    assert [violation.schema for violation in judge.violations(1)] == [Location(Uri(URI), Pointer("/allOf/0/type"))]
