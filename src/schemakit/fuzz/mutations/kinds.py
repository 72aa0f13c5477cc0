"""Another type, and the values that careless code takes for the right one."""

from collections.abc import Iterator, Mapping
from typing import Final

from schemakit.core.json import JSON_TYPES, Json, JsonType
from schemakit.fuzz.terms import Scope, Way
from schemakit.ir.assertions import Assertion, TypeIs, ValueIn

#: What is not of a type, yet read as if it were by code that converts: null for absent, "1" and true for 1, ...
NEAR_MISSES: Final[Mapping[JsonType, tuple[Json, ...]]] = {
    "null": ("", False, 0, "null"),
    "boolean": (None, "true", 1, 0, "false"),
    "integer": (None, "1", True, 1.5, "1.0", ""),
    "number": (None, "1.5", True, "NaN", ""),
    "string": (None, 1, True, [], {}),
    "array": (None, "", {}, "[]"),
    "object": (None, [], "", "{}"),
}


def spread(types: frozenset[JsonType]) -> frozenset[JsonType]:
    """Return the most specific types that a ``type`` keyword admits: a number may be an integer."""
    return types | {"integer"} if "number" in types else types


def ways(assertion: Assertion, keyword: str, scope: Scope) -> Iterator[Way]:
    """Yield other types, the near misses first one by one."""
    del keyword, scope
    if isinstance(assertion, TypeIs):
        admitted = spread(assertion.types)
        yield (TypeIs(frozenset(JSON_TYPES) - admitted),)
        for kind in JSON_TYPES:
            if kind in assertion.types:
                for value in NEAR_MISSES[kind]:
                    yield TypeIs(frozenset(JSON_TYPES) - admitted), ValueIn((value,))
