"""What the annotations of generated classes mean for filling them: compiled once, by the names they use."""

import sys
from collections import ChainMap
from collections.abc import Mapping
from enum import Enum
from types import ModuleType, NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Final,
    ForwardRef,
    Literal,
    NotRequired,
    TypeAlias,
    Union,
    final,
    get_args,
    get_origin,
)

from schemakit.core.record import dataclass
from schemakit.runtime.records import Library


@final
@dataclass(frozen=True, slots=True)
class Plain:
    """The value as it is; ``kinds``: those of "object", "array", "number" and "scalar" that it can be."""

    kinds: frozenset[str]


@final
@dataclass(frozen=True, slots=True)
class Whole:
    """An integer; 1.0 is 1 (JSON Schema Core 2020-12, section 4.2.3)."""


@final
@dataclass(frozen=True, slots=True)
class MemberOf:
    """A member of an enum, by its value."""

    members: Mapping[object, Enum]


@final
@dataclass(frozen=True, slots=True)
class ItemsOf:
    """A list."""

    item: "Part"


@final
@dataclass(frozen=True, slots=True)
class TupleOf:
    """A tuple: the first items one by one, then the others."""

    first: tuple["Part", ...]
    rest: "Part | None"


@final
@dataclass(frozen=True, slots=True)
class ValuesOf:
    """A dictionary."""

    value: "Part"


@final
@dataclass(frozen=True, slots=True)
class Instance:
    """An instance of a class with fields."""

    type: type


@final
@dataclass(frozen=True, slots=True)
class Wrapped:
    """An instance of a class around one value."""

    type: type


@final
@dataclass(frozen=True, slots=True)
class OneOf:
    """Any of these."""

    parts: tuple["Part", ...]


@final
@dataclass(frozen=True, slots=True)
class Called:
    """What the package calls so; it may come back to itself."""

    name: str


Part: TypeAlias = Plain | Whole | MemberOf | ItemsOf | TupleOf | ValuesOf | Instance | Wrapped | OneOf | Called

_SCALAR: Final = Plain(frozenset(("scalar",)))
_NUMBER: Final = Plain(frozenset(("scalar", "number")))
_LIST: Final = Plain(frozenset(("array",)))
_MAPPING: Final = Plain(frozenset(("object",)))
ANYTHING: Final = Plain(_NUMBER.kinds | _LIST.kinds | _MAPPING.kinds)

_KINDS: Final[Mapping[object, Part]] = {
    Any: ANYTHING,
    str: _SCALAR,
    bool: _SCALAR,
    NoneType: _SCALAR,
    float: _NUMBER,
    int: Whole(),
    list: _LIST,
    dict: _MAPPING,
}

_NOWHERE: Final[Mapping[str, Any]] = {}


@final
class Parts:
    """What the annotations of one package mean.

    The names in them are looked up in all modules of the package, among which none is defined twice; also where the
    package is not in ``sys.modules`` any more.
    """

    def __init__(self, package: str, library: Library) -> None:
        """Remember the package, whose modules need not be there yet, while it is being imported."""
        self._package = package
        self._module = sys.modules[package]
        self._library = library
        self._known = 0
        self._found: dict[str, Any] = {}
        self._called: dict[str, Part] = {}

    def of(self, annotation: object, home: Mapping[str, Any] = _NOWHERE) -> Part:
        """Return the meaning of an annotation, evaluated or not; ``home``: the names of a module around the package."""
        match annotation:
            case ForwardRef(__forward_arg__=text) | (str() as text):
                names = self._names()
                if text in names and home.get(text, names[text]) is names[text]:
                    return Called(text)
                # The text of an annotation in a module that has run already; its own names hide those of the package.
                return self.of(eval(text, {}, ChainMap({**home}, names)), home)  # noqa: S307 - as it would be evaluated there
            case _ if hasattr(annotation, "__value__"):  # a TypeAliasType
                return Called(getattr(annotation, "__name__", ""))
            case type() if annotation in _KINDS:
                return _KINDS[annotation]
            case type() if issubclass(annotation, Enum):
                return MemberOf({member.value: member for member in annotation})
            case type() if issubclass(annotation, self._library.model):
                return Instance(annotation)
            case type() if issubclass(annotation, self._library.root):
                return Wrapped(annotation)
            case None:
                return _SCALAR
            case _:
                return self._generic(annotation, home)

    def called(self, name: str) -> Part:
        """Return the meaning of a name of the package."""
        if name not in self._called:
            value = self._names()[name]
            self._called[name] = self.of(getattr(value, "__value__", value))
        return self._called[name]

    def _generic(self, annotation: object, home: Mapping[str, Any]) -> Part:
        origin, arguments = get_origin(annotation), get_args(annotation)
        if origin in {Annotated, NotRequired}:
            return self.of(arguments[0], home)
        if origin is Literal:
            return _NUMBER
        if origin in {Union, UnionType}:
            absent = self._library.absent
            return _either([self.of(one, home) for one in arguments if one is not absent and one is not type(absent)])
        parts = [self.of(one, home) for one in arguments if one is not Ellipsis]
        if origin is list:
            return _LIST if isinstance(parts[0], Plain) else ItemsOf(parts[0])
        if origin is dict:
            return _MAPPING if isinstance(parts[1], Plain) else ValuesOf(parts[1])
        if origin is tuple:
            endless = Ellipsis in arguments
            return TupleOf(tuple(parts[:-1] if endless else parts), parts[-1] if endless else None)
        raise TypeError(f"no generated type is annotated with {annotation}")

    def _names(self) -> dict[str, Any]:
        modules = [module for module in vars(self._module).values() if self._is_ours(module)]
        if len(modules) != self._known:  # more have been imported
            self._known = len(modules)
            self._found = {
                name: value for module in modules for name, value in vars(module).items() if name[:2] != "__"
            }
        return self._found

    def _is_ours(self, value: object) -> bool:
        return isinstance(value, ModuleType) and value.__name__.startswith(f"{self._package}.")


def _either(parts: list[Part]) -> Part:
    kinds = [part.kinds for part in parts if isinstance(part, Plain)]
    others = [part for part in parts if not isinstance(part, Plain)]
    merged = [*others, *([Plain(frozenset().union(*kinds))] if kinds else [])]
    return merged[0] if len(merged) == 1 else OneOf(tuple(merged))
