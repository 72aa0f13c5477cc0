"""Equal items, and items that their schema refuses."""

from collections.abc import Iterator

from schemakit.fuzz.mutations.counts import ARRAYS
from schemakit.fuzz.terms import Fails, ItemAt, RepeatsItems, Scope, Way
from schemakit.ir.assertions import Assertion, Items, Unevaluated, UniqueItems


def ways(assertion: Assertion, keyword: str, scope: Scope) -> Iterator[Way]:
    """Yield arrays with one item out of place."""
    match assertion, keyword:
        case UniqueItems(), _:
            yield ARRAYS, RepeatsItems()
        case Items(prefix, _), "prefixItems":
            for index, schema in enumerate(prefix):
                yield ARRAYS, ItemAt(index, (Fails(schema, scope),), schema)
        case Items(prefix, rest), "items" if rest is not None:
            yield ARRAYS, ItemAt(len(prefix), (Fails(rest, scope),), rest)
        case Unevaluated(items=schema), "unevaluatedItems" if schema is not None:
            for index in range(4):  # where the evaluated items end is known to the judge alone
                yield ARRAYS, ItemAt(index, (Fails(schema, scope),), schema, unevaluated=True)
        case _:
            pass
