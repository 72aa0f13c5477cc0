"""Members that nobody asked for."""

from collections.abc import Iterator

from schemakit.fuzz.mutations.counts import OBJECTS
from schemakit.fuzz.terms import ExtraMember, Fails, Member, Scope, Way
from schemakit.ir.assertions import Assertion, Properties, Unevaluated

_MISSPELT = 3


def ways(assertion: Assertion, keyword: str, scope: Scope) -> Iterator[Way]:
    """Yield objects with a member that no name and no pattern covers; the key of another in other letters."""
    match assertion, keyword:
        case Properties(named, patterns, schema), "additionalProperties" if schema is not None:
            refused = (Fails(schema, scope),)
            yield OBJECTS, ExtraMember(tuple(named), tuple(patterns), refused, schema)
            for name in tuple(named)[:_MISSPELT]:
                for other in (name.upper(), name.capitalize(), name + " "):
                    if other not in named:
                        yield OBJECTS, Member(other, refused, schema)
        case Unevaluated(properties=schema), "unevaluatedProperties" if schema is not None:
            yield OBJECTS, ExtraMember((), (), (Fails(schema, scope),), schema, unevaluated=True)
        case _:
            pass
