"""Numbers just outside their bounds, or between the multiples."""

from collections.abc import Iterator
from typing import Final

from schemakit.fuzz.terms import NotMultipleOf, Scope, Way
from schemakit.ir.assertions import Assertion, MultipleOf, Number, NumberBounds, TypeIs, ValueIn

NUMBERS: Final = TypeIs(frozenset({"number", "integer"}))


def ways(assertion: Assertion, keyword: str, scope: Scope) -> Iterator[Way]:
    """Yield the bound itself where it is exclusive, its neighbour where not, then anything beyond."""
    del scope
    match assertion, keyword:
        case NumberBounds(minimum=bound), "minimum" if bound is not None:
            yield NUMBERS, NumberBounds(exclusive_maximum=bound)
            yield NUMBERS, ValueIn((_beside(bound, -1),))
        case NumberBounds(maximum=bound), "maximum" if bound is not None:
            yield NUMBERS, NumberBounds(exclusive_minimum=bound)
            yield NUMBERS, ValueIn((_beside(bound, 1),))
        case NumberBounds(exclusive_minimum=bound), "exclusiveMinimum" if bound is not None:
            yield NUMBERS, NumberBounds(maximum=bound)
            yield NUMBERS, ValueIn((bound,))
        case NumberBounds(exclusive_maximum=bound), "exclusiveMaximum" if bound is not None:
            yield NUMBERS, NumberBounds(minimum=bound)
            yield NUMBERS, ValueIn((bound,))
        case MultipleOf(divisor), _:
            yield NUMBERS, NotMultipleOf(divisor)
        case _:
            pass


def _beside(bound: Number, step: int) -> Number:
    return bound + step
