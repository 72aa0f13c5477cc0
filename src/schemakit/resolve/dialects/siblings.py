"""What stands beside ``$ref`` in OpenAPI 3.0 and Swagger 2.0, whose Reference Object allows nothing there."""

from typing import Final

from schemakit.resolve.dialects.read import AcceptsNull, Mode, Note, Read
from schemakit.resolve.draft import Dialect

_REFERENCE_OBJECTS: Final = ("openapi-3.0", "swagger-2.0")


#: What is no statement about the instance stays: other references may lead through it.
_STAYS: Final = frozenset({"$ref", "$id", "$schema", "$anchor", "$defs", "definitions"})


def read(so_far: Read, dialect: Dialect, mode: Mode, _accepts_null: AcceptsNull) -> Read:
    """Drop the siblings in ``strict`` mode; authors mean them, so ``intent`` keeps them."""
    beside = [name for name in so_far.schema if name not in _STAYS]
    to_the_letter = dialect.name in _REFERENCE_OBJECTS or "nullable" in beside
    if mode == "intent" or not isinstance(so_far.schema.get("$ref"), str) or not to_the_letter:
        return so_far
    for name in beside:
        reason = f"beside `$ref` nothing counts to the letter: `{name}` is dropped"
        so_far = so_far.without(name, Note(name, "ref-siblings", reason, lossy=True))
    return so_far
