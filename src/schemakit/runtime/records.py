"""Classes with fields, of any library, as the way in and out of generated types sees them."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, TypeAlias, final

from schemakit.core.record import dataclass
from schemakit.runtime.values import DEEPEST

#: Fields that every class has besides its properties: unknown properties, and the names of fields that are sent
#: although they hold their default.
EXTRAS: Final = "extras"
EXPLICIT: Final = "explicit"


@final
@dataclass(frozen=True, slots=True)
class Attribute:
    """A field: its name, the one in JSON, and its default; what the library calls absent is none."""

    name: str
    wire: str
    default: object


def _called(type_: type[Any], given: Mapping[str, Any]) -> object:
    made: object = type_(**given)
    return made


@final
@dataclass(frozen=True, slots=True)
class Library:
    """What one library has for classes.

    Attributes:
        model: what classes with fields inherit from.
        root: what classes around one value, in ``root``, inherit from.
        absent: what an absent property without a default reads as; its class is its type in annotations.
        attributes: the fields of a class, but for ``EXTRAS`` and ``EXPLICIT``.
        keyed: instances are dictionaries, which hold what is unknown beside what is known, and have no defaults.
        extras: what an instance is made of has unknown properties by this name; no field is called so.
        make: makes an instance of its fields by name, and of unknown ones and ``EXPLICIT``, where there are any.
    """

    model: type[Any]
    root: type[Any]
    absent: object
    attributes: Callable[[type], Iterable[Attribute]]
    keyed: bool = False
    extras: str = EXTRAS
    make: Callable[[type[Any], Mapping[str, Any]], object] = _called


#: A list by indexes or a dictionary by names; the token fits its container.
_Holder: TypeAlias = Any

#: Of what values without parts mostly are.
_SCALARS: Final = frozenset((str, int, float, bool, type(None)))


@final
class Sender:
    """Takes instances apart, wherever they are in a value, into what they send."""

    def __init__(self, library: Library, members: Callable[..., dict[str, Any]] | None = None) -> None:
        """Remember the library; ``members``: what an instance sends, where it has no ``EXTRAS`` and ``EXPLICIT``."""
        self._library = library
        self._members = members or self._of_fields
        self._attributes: dict[type, tuple[Attribute, ...]] = {}

    def sent(self, value: object, *, defaults: bool) -> object:
        """Return a value with mappings for instances; ``defaults``: with those of absent properties.

        What is nested deeper than any judge goes stays as it is.
        """
        top: _Holder = [value]
        # Containers are copied first and looked into later, so that no depth of nesting costs a Python frame.
        work: list[tuple[_Holder, Any, int]] = [(top, 0, 0)]
        while work:
            into, token, depth = work.pop()
            item: Any = into[token]
            if depth > DEEPEST:
                continue
            if isinstance(item, self._library.root):
                into[token] = item.root
                work.append((into, token, depth + 1))
            elif isinstance(item, (Mapping, self._library.model)):
                members = dict(item) if isinstance(item, Mapping) else self._members(item, defaults=defaults)
                into[token] = members
                work.extend(
                    (members, name, depth + 1) for name, one in members.items() if one.__class__ not in _SCALARS
                )
            elif isinstance(item, (list, tuple)):
                items = list(item)
                into[token] = items
                work.extend(
                    (items, index, depth + 1) for index, one in enumerate(items) if one.__class__ not in _SCALARS
                )
        sent: object = top[0]
        return sent

    def _of_fields(self, instance: Any, *, defaults: bool) -> dict[str, Any]:  # noqa: ANN401 - of any class with fields
        absent = self._library.absent
        explicit = instance.explicit
        members: dict[str, Any] = {}
        for field in self._fields(type(instance)):
            value = getattr(instance, field.name)
            if value is absent:
                continue
            if defaults or field.default is absent or field.name in explicit or not _same(value, field.default):
                members[field.wire] = value
        return members | {name: value for name, value in instance.extras.items() if name not in members}

    def _fields(self, type_: type) -> tuple[Attribute, ...]:
        if type_ not in self._attributes:
            self._attributes[type_] = tuple(self._library.attributes(type_))
        return self._attributes[type_]


def _same(value: object, default: object) -> bool:
    return type(value) is type(default) and value == default
