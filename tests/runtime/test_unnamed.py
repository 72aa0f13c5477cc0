"""Members with an empty name: the fast engine leaves them out of the paths it tells, we do not."""

import pytest

from fuzzed_schema import fuzzed_schema
from schemakit.core.json import Json

_INNER: Json = {"additionalProperties": {"properties": {"a": {"type": "string"}}}}


@pytest.mark.parametrize(
    ("schema", "payload"),
    [
        (_INNER, {"": {"a": 1}}),
        ({"anyOf": [_INNER, False]}, {"": {"a": 1}}),
        ({"additionalProperties": {"type": "string"}}, {"": 1}),
        ({"additionalProperties": {"additionalProperties": {"type": "string"}}}, {"": {"": 1}, "b": {"": 2}}),
        ({"items": _INNER}, [{}, {"": {"a": 1}, "a": {"a": "b"}}]),
    ],
)
def test_places_are_those_of_the_reference_engine(schema: Json, payload: Json):
    fuzzed = fuzzed_schema(schema)
    told = [(one.instance, [inner.instance for branch in one.branches for inner in branch])
            for one in fuzzed.fast.violations(payload)]  # fmt: skip
    expected = [(one.instance, [inner.instance for branch in one.branches for inner in branch])
                for one in fuzzed.reference.violations(payload)]  # fmt: skip
    assert told
    assert sorted(told) == sorted(expected)
