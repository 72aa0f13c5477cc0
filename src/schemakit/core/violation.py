"""What an instance does to a schema: the one record that engines report, fuzzers promise and contracts compare."""

from dataclasses import dataclass
from typing import final

from schemakit.core.location import Location
from schemakit.core.pointer import Pointer


@final
@dataclass(frozen=True, slots=True)
class Violation:
    """An assertion that does not hold.

    Attributes:
        keyword: the keyword as the schema spells it; ``false`` for a boolean schema.
        schema: the keyword's place in the *standard* form of the schema: ``SchemaSet.resources``, by canonical URI
            (``SchemaSet.origin`` turns it into the author's place).
        instance: the value that the assertion refuses.
        branches: for ``oneOf`` and ``anyOf``, why each branch was refused.
    """

    keyword: str
    schema: Location
    instance: Pointer
    branches: tuple[tuple["Violation", ...], ...] = ()
