"""Too few or too many items, members, matches."""

from collections.abc import Iterator
from typing import Final

from schemakit.fuzz.terms import Scope, Scoped, Way
from schemakit.ir.assertions import Assertion, Contains, ItemCount, PropertyCount, TypeIs

ARRAYS: Final = TypeIs(frozenset({"array"}))
OBJECTS: Final = TypeIs(frozenset({"object"}))


def ways(assertion: Assertion, keyword: str, scope: Scope) -> Iterator[Way]:
    """Yield one too few, one too many."""
    match assertion, keyword:
        case ItemCount(minimum=bound), "minItems" if bound:
            yield ARRAYS, ItemCount(maximum=bound - 1)
        case ItemCount(maximum=bound), "maxItems" if bound is not None:
            yield ARRAYS, ItemCount(minimum=bound + 1)
        case PropertyCount(minimum=bound), "minProperties" if bound:
            yield OBJECTS, PropertyCount(maximum=bound - 1)
        case PropertyCount(maximum=bound), "maxProperties" if bound is not None:
            yield OBJECTS, PropertyCount(minimum=bound + 1)
        case Contains(schema, minimum, _, evaluates), "contains" | "minContains" if minimum != 0:
            fewest = 1 if minimum is None else minimum
            yield ARRAYS, Scoped(Contains(schema, 0, fewest - 1, evaluates), scope)
        case Contains(schema, _, maximum, evaluates), "maxContains" if maximum is not None:
            yield ARRAYS, Scoped(Contains(schema, maximum + 1, None, evaluates), scope)
        case _:
            pass
