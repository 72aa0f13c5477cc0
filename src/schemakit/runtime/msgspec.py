"""What generated msgspec structs have in common, and the way into and out of them.

msgspec's own decoder knows their shape, not their schema: it rounds integers and decimals, and drops nothing but what
it does not know. `load` and `dump` are exact.
"""

from collections.abc import Iterator
from typing import Any, Final

from msgspec import NODEFAULT, UNSET, Struct, UnsetType, field

from schemakit.runtime.door import RecordDoor
from schemakit.runtime.guard import Schemas
from schemakit.runtime.records import EXPLICIT, EXTRAS, Attribute, Library

__all__ = ["UNSET", "ExactModel", "ExactRoot", "UnsetType", "door"]


class ExactModel(Struct, kw_only=True, omit_defaults=True, repr_omit_defaults=True):
    """An object; `load` and `dump` hold it to its schema.

    Absent properties are `UNSET`, or read as the schema's `default`; either way they are not sent.

    Attributes:
        extras: properties that the schema allows and does not name, as JSON values.
        explicit: names of fields that are sent although they hold their default, as in what was loaded.
    """

    # Called so that no property can be: msgspec has one name for one field, and these are never sent.
    extras: dict[str, Any] = field(default_factory=dict, name="\ufdd0extras")
    explicit: frozenset[str] = field(default=frozenset(), name="\ufdd0explicit")


class ExactRoot(Struct, kw_only=True):
    """A value that is no object, or not only; `load` and `dump` hold it to its schema. It is in `root`."""


def door(schemas: Schemas, package: str) -> RecordDoor:
    """Return the way into and out of the structs of a package, which is being imported."""
    return RecordDoor(schemas, package, _LIBRARY)


def _attributes(type_: type[Struct]) -> Iterator[Attribute]:
    names, wires, defaults = type_.__struct_fields__, type_.__struct_encode_fields__, type_.__struct_defaults__
    known = (NODEFAULT,) * (len(names) - len(defaults)) + defaults
    for name, wire, default in zip(names, wires, known, strict=True):
        if name not in {EXTRAS, EXPLICIT}:
            yield Attribute(name, wire, UNSET if default is NODEFAULT else default)


_LIBRARY: Final = Library(ExactModel, ExactRoot, UNSET, _attributes)
