"""A value outside ``enum`` or ``const``: anything else, or the same in other letters."""

from collections.abc import Iterator

from schemakit.core.json import Json
from schemakit.fuzz.terms import Excludes, Scope, Way
from schemakit.ir.assertions import Assertion, ValueIn

#: Misspellings are made of the first members only: one is enough to find code that folds case or trims.
_SPELLED = 3


def near_misses(value: Json) -> Iterator[Json]:
    """Yield values that are close to a value and differ as JSON."""
    match value:
        case bool():
            yield from (int(value), str(value).lower())
        case str():
            yield from (value.upper(), value.lower(), value.capitalize(), value + " ", value[:-1])
        case int() | float():
            yield from (str(value), value + 1, bool(value))
        case None:
            yield from ("", "null", False)
        case _:
            yield str(value)


def ways(assertion: Assertion, keyword: str, scope: Scope) -> Iterator[Way]:
    """Yield any other value, then misspellings and null."""
    del keyword, scope
    if isinstance(assertion, ValueIn):
        outside = Excludes(assertion.values)
        yield (outside,)
        for value in assertion.values[:_SPELLED]:
            for near in near_misses(value):
                yield outside, ValueIn((near,))
        if assertion.values:
            yield outside, ValueIn((None,))
