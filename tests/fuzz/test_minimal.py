"""Payloads shrink to what a person would write, and invalid ones keep what they are labelled with."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import find, settings

from fuzzed_schema import fuzzed_schema
from schemakit.core.json import Json
from schemakit.fuzz.coverage import Shown
from schemakit.fuzz.sweep import Sweep
from schemakit.testing import invalid_payloads, payloads
from schemas_of_every_draft import SCHEMAS

_QUIET = settings(database=None, derandomize=True, deadline=None)

_TREE: Json = {
    "type": "object",
    "required": ["c"],
    "properties": {"c": {"type": "array", "items": {"$ref": "#"}}, "name": {"type": "string"}},
}


def anything(payload: Any) -> bool:  # noqa: ANN401 - a payload
    del payload
    return True


@pytest.mark.parametrize(
    ("schema", "wanted", "minimal"),
    [
        ({}, anything, None),
        ({"type": "integer", "minimum": 3}, anything, 3),
        ({"type": "integer", "minimum": 3}, lambda payload: payload > 10, 11),
        ({"type": "integer", "multipleOf": 7, "minimum": 1}, anything, 7),
        ({"type": "number", "minimum": 0.5}, anything, 0.5),
        ({"type": "string", "minLength": 2}, anything, "00"),
        ({"type": "string", "pattern": "^[a-z]+-[0-9]{2}$"}, anything, "a-00"),
        ({"type": "string", "format": "uuid"}, anything, "00000000-0000-0000-0000-000000000000"),
        ({"enum": ["b", "a", 3]}, anything, "b"),
        ({"type": "array", "items": {"type": "integer"}}, lambda payload: len(payload) > 1, [0, 0]),
        ({"type": "array", "contains": {"const": "x"}, "minContains": 2}, anything, ["x", "x"]),
        (
            {"type": "object", "properties": {"a": {"type": "string"}, "b": {}}},
            lambda payload: "b" in payload,
            {"b": None},
        ),
        ({"anyOf": [{"type": "string"}, {"type": "array"}]}, lambda payload: isinstance(payload, list), []),
        (_TREE, anything, {"c": []}),
        (_TREE, lambda payload: payload["c"], {"c": [{"c": []}]}),
    ],
)
def test_a_valid_payload_shrinks(schema: Json, wanted: Callable[[Any], bool], minimal: Json):
    assert find(payloads(schema), wanted, settings=_QUIET) == minimal


@pytest.mark.parametrize(
    ("schema", "keyword", "minimal"),
    [
        ({"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}}}, "required", {}),
        ({"type": "object", "properties": {"a": {"maxLength": 3, "type": "string"}}}, "maxLength", {"a": "0000"}),
        ({"type": "array", "items": {"type": "integer"}, "uniqueItems": True}, "uniqueItems", [0, 0]),
    ],
)
def test_an_invalid_payload_shrinks_to_what_its_label_says(schema: Json, keyword: str, minimal: Json):
    found = find(invalid_payloads(schema), lambda payload: payload.violation.keyword == keyword, settings=_QUIET)
    assert found.value == minimal


@pytest.mark.parametrize(("schema", "dialect"), [one[1:][::-1] for one in SCHEMAS], ids=[one[0] for one in SCHEMAS])
def test_one_payload_for_each_assertion_shows_them_all(schema: Json, dialect: str):
    fuzzed = fuzzed_schema(schema, dialect)
    sweep = Sweep(fuzzed.graph, fuzzed.root, fuzzed.fast.is_valid, fuzzed.reference.violations, near=False)
    swept = sweep.run(0, 0)
    broken = [payload for payload in swept.payloads if payload.violation is not None]
    assert len(broken) <= 1.5 * len(swept.coverage.occurrences)
    assert swept.coverage.count(Shown.OPEN) == 0
    # a member that violates its schema is not evaluated by it either, and `unevaluatedProperties` refuses it, too
    assert swept.coverage.count(Shown.TOGETHER) == (1 if "unevaluatedProperties" in schema and "allOf" in schema else 0)
