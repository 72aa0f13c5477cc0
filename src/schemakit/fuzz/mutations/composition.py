"""Instances that satisfy too few branches, or too many."""

from collections.abc import Iterator
from itertools import combinations, islice

from schemakit.fuzz.terms import Fails, Holds, Scope, Way
from schemakit.ir.assertions import AllOf, AnyOf, Assertion, Conditional, Not, OneOf, Refers

#: A ``oneOf`` of hundreds of branches has tens of thousands of pairs.
_PAIRS = 64


def ways(assertion: Assertion, keyword: str, scope: Scope) -> Iterator[Way]:
    """Yield what makes the composition fail."""
    match assertion, keyword:
        case AllOf(schemas), _:
            for schema in schemas:
                yield (Fails(schema, scope),)
        case AnyOf(schemas), _:
            yield tuple(Fails(schema, scope) for schema in schemas)
        case OneOf(schemas), _:
            yield tuple(Fails(schema, scope) for schema in schemas)
            for one, other in islice(combinations(schemas, 2), _PAIRS):
                yield Holds(one, scope), Holds(other, scope)
        case Not(schema), _:
            yield (Holds(schema, scope),)
        case Conditional(condition, schema, _), "then" if schema is not None:
            yield Holds(condition, scope), Fails(schema, scope)
        case Conditional(condition, _, schema), "else" if schema is not None:
            yield Fails(condition, scope), Fails(schema, scope)
        case Refers(target), _:
            yield (Fails(target, scope),)
        case _:
            pass
