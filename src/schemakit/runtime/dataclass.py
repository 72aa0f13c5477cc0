"""What generated dataclasses have in common, and the way into and out of them."""

from collections.abc import Iterator
from dataclasses import MISSING, dataclass, field, fields
from typing import Any, Final

from schemakit.runtime.absent import ABSENT, Absent
from schemakit.runtime.door import RecordDoor
from schemakit.runtime.guard import Schemas
from schemakit.runtime.records import EXPLICIT, EXTRAS, Attribute, Library

__all__ = ["ABSENT", "Absent", "ExactModel", "ExactRoot", "door"]


@dataclass(kw_only=True, slots=True)
class ExactModel:
    """An object; `load` and `dump` hold it to its schema.

    Absent properties are `ABSENT`, or read as the schema's `default`; either way they are not sent.

    Attributes:
        extras: properties that the schema allows and does not name, as JSON values.
        explicit: names of fields that are sent although they hold their default, as in what was loaded.
    """

    extras: dict[str, Any] = field(default_factory=dict)
    explicit: frozenset[str] = field(default=frozenset(), compare=False)

    def __init_subclass__(cls) -> None:
        """Give a class without a representation of its own the short one; as a dataclass, it would get the long one."""
        if "__repr__" not in vars(cls):
            cls.__repr__ = _short  # type: ignore[method-assign] # it is one of ours

    def __repr__(self) -> str:
        """Return what is there."""
        return _short(self)


@dataclass(kw_only=True, slots=True)
class ExactRoot:
    """A value that is no object, or not only; `load` and `dump` hold it to its schema. It is in `root`."""


def door(schemas: Schemas, package: str) -> RecordDoor:
    """Return the way into and out of the dataclasses of a package, which is being imported."""
    return RecordDoor(schemas, package, _LIBRARY)


def _short(self: ExactModel) -> str:
    there = [(one.name, getattr(self, one.name)) for one in fields(self) if one.name not in {EXTRAS, EXPLICIT}]
    shown = [f"{name}={value!r}" for name, value in there if value is not ABSENT]
    extras = [f"{EXTRAS}={self.extras!r}"] if self.extras else []
    return f"{type(self).__qualname__}({', '.join([*shown, *extras])})"


def _attributes(type_: type) -> Iterator[Attribute]:
    for one in fields(type_):
        if one.name not in {EXTRAS, EXPLICIT}:
            default = ABSENT if one.default is MISSING else one.default
            yield Attribute(one.name, one.metadata.get("name", one.name), default)


_LIBRARY: Final = Library(ExactModel, ExactRoot, ABSENT, _attributes)
