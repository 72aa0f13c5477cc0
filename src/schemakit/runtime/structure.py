"""Fills the types of a generated package with JSON values: structure only, nothing is judged and nothing is lost."""

import sys
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Final, TypeAlias, final

from schemakit.core.json import Json, json_type
from schemakit.core.record import dataclass
from schemakit.runtime.parts import (
    ANYTHING,
    Called,
    Instance,
    ItemsOf,
    MemberOf,
    OneOf,
    Part,
    Parts,
    Plain,
    TupleOf,
    ValuesOf,
    Whole,
    Wrapped,
)
from schemakit.runtime.records import EXPLICIT, Library

#: Annotations inside annotations that are looked into to tell the alternatives of a value apart.
_DEEPEST: Final = 8

#: A list by indexes or a dictionary by names; the token fits its container.
_Holder: TypeAlias = Any

#: What is done with when it is met: nothing in it is of another part.
_SCALARS: Final = frozenset((Plain, MemberOf, Whole))

_NO_NUMBER_NOR_TEXT: Final = frozenset((bool, dict, list))


@final
@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    part: Part
    default: object


@final
class Builder:
    """Makes values of the types of one package.

    Where a value could be of several types, it is of the first whose own schema accepts it; the schema of the whole
    said already that it is valid, so where none does, it stays what it is in JSON.
    """

    def __init__(self, parts: Parts, library: Library, accepts: Callable[[type, object], bool]) -> None:
        """Remember what annotations mean, and ``accepts``, which tells whether a value is valid for a class."""
        self._parts = parts
        self._library = library
        self._accepts = accepts
        self._fields: dict[type, Mapping[str, _Field]] = {}

    def build(self, type_: type, value: Json, *, defaults: bool = False) -> object:
        """Return a valid value as one of the type; ``defaults``: dictionaries have those of absent properties."""
        top: _Holder = [None]
        # Lists and dictionaries are filled on the way; classes are made in the end, the innermost first, so that no
        # depth of nesting costs a Python frame.
        made: list[tuple[type[Any], _Holder, _Holder, Any]] = []
        work: list[tuple[Part, Json, _Holder, Any]] = [(self._parts.of(type_), value, top, 0)]
        while work:
            part, item, into, token = work.pop()
            match self._chosen(part, item), item:
                case Instance(cls), dict():
                    members: dict[str, Any] = {}
                    work.extend(self._members(cls, item, members))
                    if defaults:
                        members |= self._defaults(cls, members)
                    made.append((cls, members, into, token))
                case Wrapped(cls), _:
                    root: dict[str, Any] = {}
                    work.append((self._root(cls), item, root, "root"))
                    made.append((cls, root, into, token))
                case ItemsOf(inner), list():
                    items: list[Any] = [None] * len(item)
                    into[token] = items
                    work.extend((inner, one, items, index) for index, one in enumerate(item))
                case TupleOf(first, rest), list():
                    ordered: list[Any] = list(item)
                    inners = (*first, *[rest] * (len(item) - len(first))) if rest is not None else first
                    work.extend((one, ordered[index], ordered, index) for index, one in enumerate(inners[: len(item)]))
                    made.append((tuple, ordered, into, token))
                case ValuesOf(inner), dict():
                    values: dict[str, Any] = dict(item)
                    into[token] = values
                    work.extend((inner, one, values, name) for name, one in item.items())
                case chosen, _:
                    into[token] = _scalar(chosen, item)
        make = self._library.make
        for cls, given, into, token in reversed(made):
            into[token] = make(cls, given) if isinstance(given, dict) else tuple(given)
        built: object = top[0]
        return built

    def _members(
        self, type_: type, value: Mapping[str, Json], into: dict[str, Any]
    ) -> Iterator[tuple[Part, Json, _Holder, str]]:
        """Put the fields of an instance, by name, into a dictionary; yield those that are still to be filled."""
        fields = self._fields_of(type_)
        keyed, absent = self._library.keyed, self._library.absent
        extras: dict[str, Json] = into if keyed else {}
        explicit: list[str] = []
        for wire, item in value.items():
            field = fields.get(wire)
            if field is None:
                extras[wire] = item
                continue
            part = field.part
            into[field.name] = _scalar(part, item)
            if field.default is not absent:
                explicit.append(field.name)
            if part.__class__ not in _SCALARS:
                yield part, item, into, field.name
        if extras and not keyed:
            into[self._library.extras] = extras
        if explicit and not keyed:
            into[EXPLICIT] = frozenset(explicit)

    def _defaults(self, type_: type, members: Mapping[str, Any]) -> Mapping[str, Any]:
        return {
            wire: field.default
            for wire, field in self._fields_of(type_).items()
            if field.default is not self._library.absent and wire not in members
        }

    def _fields_of(self, type_: type) -> Mapping[str, _Field]:
        if type_ not in self._fields:
            attributes = tuple(self._library.attributes(type_))
            annotated = dict(self._annotated(type_, {attribute.name for attribute in attributes}))
            self._fields[type_] = {
                attribute.wire: _Field(attribute.name, annotated[attribute.name], attribute.default)
                for attribute in attributes
            }
        return self._fields[type_]

    def _root(self, type_: type) -> Part:
        if type_ not in self._fields:
            self._fields[type_] = {
                "root": _Field("root", dict(self._annotated(type_, {"root"}))["root"], self._library.absent)
            }
        return self._fields[type_]["root"].part

    def _annotated(self, type_: type, names: set[str]) -> Iterator[tuple[str, Part]]:
        ours = (self._library.model, self._library.root)
        for base in reversed(type_.__mro__):
            if base not in ours and issubclass(base, ours):
                home = sys.modules.get(base.__module__)
                annotations = vars(base).get("__annotations__", {})
                for name in names & annotations.keys():
                    annotation = annotations[name]
                    yield name, self._parts.of(annotation, {} if home is None else vars(home))

    def _chosen(self, part: Part, value: Json) -> Part:
        """Return the part that a value is of, which is no name and no choice."""
        while True:
            match part:
                case Called(name):
                    part = self._parts.called(name)
                case OneOf(parts):
                    part = self._alternative(parts, value)
                case _:
                    return part

    def _alternative(self, parts: tuple[Part, ...], value: Json) -> Part:
        possible = [part for part in map(self._named, parts) if _could_be(part, value)]
        if len(possible) == 1:
            return possible[0]
        fitting = (part for part in possible if self._fits(part, value, 0))
        return next(fitting, ANYTHING)

    def _named(self, part: Part) -> Part:
        while isinstance(part, Called):
            part = self._parts.called(part.name)
        return part

    def _fits(self, part: Part, value: Json, depth: int) -> bool:
        part = self._named(part)
        match part, value:
            case _ if depth > _DEEPEST:
                return True
            case ((Instance(cls) | Wrapped(cls)), _):
                return self._accepts(cls, value)
            case OneOf(parts), _:
                return any(self._fits(one, value, depth + 1) for one in parts)
            case ItemsOf(inner), list():
                return all(self._fits(inner, one, depth + 1) for one in value)
            case TupleOf(first, rest), list():
                return (rest is not None or len(value) <= len(first)) and all(
                    self._fits(inner, one, depth + 1) for inner, one in zip(first, value, strict=False)
                )
            case ValuesOf(inner), dict():
                return all(self._fits(inner, one, depth + 1) for one in value.values())
            case _:
                return _could_be(part, value)


def _could_be(part: Part, value: Json) -> bool:
    """Tell whether a value can be of a part, as far as the kind of the value tells."""
    match part, value:
        case ((OneOf() | Wrapped() | Called()), _):
            return True
        case Plain(kinds), _:
            return _kind(value) in kinds
        case ((Instance() | ValuesOf()), dict()):
            return True
        case ((ItemsOf() | TupleOf()), list()):
            return True
        case MemberOf(), _:
            return _scalar(part, value) is not value
        case Whole(), _:
            return json_type(value) == "integer"
        case _:
            return False


def _kind(value: Json) -> str:
    match value:
        case dict():
            return "object"
        case list():
            return "array"
        case bool() | str() | None:
            return "scalar"
        case _:
            return "number"


def _scalar(part: Part, value: Json) -> object:
    """Return a value as an integer or member of an enum, where its part says so and it is one."""
    if value is None or value.__class__ in _NO_NUMBER_NOR_TEXT:
        return value
    if isinstance(part, MemberOf):
        found: object = part.members.get(value, value)  # equal numbers are equal keys
        return found
    if isinstance(part, Whole) and isinstance(value, (float, Decimal)) and json_type(value) == "integer":
        return int(value)
    return value
