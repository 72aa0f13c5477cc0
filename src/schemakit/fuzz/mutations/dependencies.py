"""A member without those it needs."""

from collections.abc import Iterator

from schemakit.fuzz.mutations.counts import OBJECTS
from schemakit.fuzz.terms import Fails, Lacks, Scope, Way
from schemakit.ir.assertions import Assertion, DependentRequired, DependentSchemas, Required


def ways(assertion: Assertion, keyword: str, scope: Scope) -> Iterator[Way]:
    """Yield objects that have the member and lack a name, or violate the schema, it depends on."""
    del keyword
    match assertion:
        case DependentRequired(names):
            for trigger, needed in names.items():
                for name in needed:
                    yield OBJECTS, Required((trigger,)), Lacks((name,))
        case DependentSchemas(schemas):
            for trigger, schema in schemas.items():
                yield OBJECTS, Required((trigger,)), Fails(schema, scope)
        case _:
            pass
