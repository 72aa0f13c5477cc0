"""Members that are missing, and members that their schema refuses."""

from collections.abc import Iterator

from schemakit.fuzz.mutations.counts import OBJECTS
from schemakit.fuzz.terms import Fails, Lacks, Member, MemberMatching, MemberNamed, Scope, Way
from schemakit.ir.assertions import Assertion, Properties, PropertyNames, Required


def ways(assertion: Assertion, keyword: str, scope: Scope) -> Iterator[Way]:
    """Yield objects that lack each required name, or in which one member or name is out of place."""
    match assertion, keyword:
        case Required(names), _:
            for name in names:
                yield OBJECTS, Lacks((name,))
        case Properties(named=named), "properties":
            for name, schema in named.items():
                yield OBJECTS, Member(name, (Fails(schema, scope),), schema)
        case Properties(patterns=patterns), "patternProperties":
            for pattern, schema in patterns.items():
                yield OBJECTS, MemberMatching(pattern, (Fails(schema, scope),), schema)
        case PropertyNames(schema), _:
            yield OBJECTS, MemberNamed((Fails(schema, scope),), schema)
        case _:
            pass
