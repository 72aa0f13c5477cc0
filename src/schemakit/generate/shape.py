"""What a generated type looks like, before any target: the closed vocabulary between ``plan`` and the targets.

A shape holds every valid value, and maybe more. Match exhaustively, end with ``assert_never``.
"""

from collections.abc import Iterable, Mapping
from typing import TypeAlias, final

from schemakit.core.json import Json
from schemakit.core.location import Location
from schemakit.core.record import dataclass
from schemakit.ir.assertions import NodeId, Number


@final
@dataclass(frozen=True, slots=True)
class Anything:
    """Any JSON value."""


@final
@dataclass(frozen=True, slots=True)
class Null:
    """Only null."""


@final
@dataclass(frozen=True, slots=True)
class Boolean:
    """True or false."""


@final
@dataclass(frozen=True, slots=True)
class Bounds:
    """How small and how large a number is; None: as it likes."""

    at_least: Number | None = None
    more_than: Number | None = None
    at_most: Number | None = None
    less_than: Number | None = None


@final
@dataclass(frozen=True, slots=True)
class Numeric:
    """A number; ``whole``: without a fractional part; ``step``: which it is a multiple of."""

    whole: bool
    bounds: Bounds = Bounds()
    step: int | None = None


@final
@dataclass(frozen=True, slots=True)
class Text:
    """A string, and how many characters it has; ``pattern`` means the same to every engine of regular expressions."""

    shortest: int | None = None
    longest: int | None = None
    pattern: str | None = None


@final
@dataclass(frozen=True, slots=True)
class Constants:
    """One of these strings, integers, booleans or null; never an integer beside a boolean, which Python calls equal."""

    values: tuple[str | int | None, ...]


@final
@dataclass(frozen=True, slots=True)
class ListOf:
    """An array, and how many items it has."""

    items: "Shape"
    fewest: int | None = None
    most: int | None = None


@final
@dataclass(frozen=True, slots=True)
class TupleOf:
    """An array of so many items, each with a shape of its own."""

    items: tuple["Shape", ...]


@final
@dataclass(frozen=True, slots=True)
class MapOf:
    """An object whose names are data."""

    values: "Shape"


@final
@dataclass(frozen=True, slots=True)
class Either:
    """A value of any of these shapes: two or more, no two the same.

    Attributes:
        shapes: null last.
        tag: the property whose value tells which of these classes, as each of them has a constant of its own for it.
    """

    shapes: tuple["Shape", ...]
    tag: str | None = None


@final
@dataclass(frozen=True, slots=True)
class Named:
    """What the definition of this node looks like."""

    node: NodeId


Shape: TypeAlias = Anything | Null | Boolean | Numeric | Text | Constants | ListOf | TupleOf | MapOf | Either | Named


def either(shapes: Iterable[Shape]) -> Shape:
    """Return the shape of values of any of these: flat, each once, constants together, null last; one as itself."""
    flat: dict[Shape, None] = {}
    for shape in shapes:
        flat |= dict.fromkeys(shape.shapes if isinstance(shape, Either) else (shape,))
    if Anything() in flat:
        return Anything()
    texts = [
        shape for shape in flat if isinstance(shape, Constants) and all(isinstance(one, str) for one in shape.values)
    ]
    if len(texts) > 1:
        values = dict.fromkeys(value for shape in texts for value in shape.values)
        flat = {shape: None for shape in (Constants(tuple(values)), *flat) if shape not in texts}
    ordered = sorted(flat, key=lambda shape: isinstance(shape, Null))
    return ordered[0] if len(ordered) == 1 else Either(tuple(ordered))


@final
@dataclass(frozen=True, slots=True)
class Notes:
    """What a schema says to readers."""

    description: str | None = None
    deprecated: bool = False
    read_only: bool = False
    write_only: bool = False
    examples: tuple[Json, ...] = ()


@final
@dataclass(frozen=True, slots=True)
class Default:
    """The value that an absent property stands for."""

    value: Json


@final
@dataclass(frozen=True, slots=True)
class Property:
    """A property of a class; ``name`` is the one in JSON."""

    name: str
    shape: Shape
    required: bool
    default: Default | None
    notes: Notes


@final
@dataclass(frozen=True, slots=True)
class ClassOf:
    """An object with known properties; ``closed``: and no others."""

    properties: tuple[Property, ...]
    closed: bool
    notes: Notes


@final
@dataclass(frozen=True, slots=True)
class Member:
    """One value of an enum; ``label`` says to people what it means, where that is more than the value."""

    value: str | int
    label: str = ""


@final
@dataclass(frozen=True, slots=True)
class EnumOf:
    """A closed set of strings, or of integers."""

    members: tuple[Member, ...]
    notes: Notes


@final
@dataclass(frozen=True, slots=True)
class RootOf:
    """A root schema that is no class and no enum: a type of its own around a value."""

    shape: Shape
    notes: Notes


@final
@dataclass(frozen=True, slots=True)
class AliasOf:
    """A name for a shape, where one is needed: recursion, or a place that takes only names."""

    shape: Shape
    notes: Notes


Definition: TypeAlias = ClassOf | EnumOf | RootOf | AliasOf


@final
@dataclass(frozen=True, slots=True)
class Origin:
    """Where a definition comes from, for its name.

    Attributes:
        name: of a root schema, or the key in ``$defs``; empty where neither.
        root: it is a root schema, asked for or not.
        within: the definition it was first met in.
        path: the steps from there: names of properties, ``item``, ``value``.
    """

    name: str = ""
    root: bool = False
    within: NodeId | None = None
    path: tuple[str, ...] = ()


@final
@dataclass(frozen=True, slots=True)
class Residual:
    """A keyword that a type does not show, and leaves to the guard."""

    keyword: str
    place: Location


@final
@dataclass(frozen=True, slots=True)
class Plan:
    """The types of a package.

    Attributes:
        definitions: by the node whose values they hold, in document order.
        origins: of each definition.
        residuals: of each definition.
        roots: the definition of each root schema asked for.
    """

    definitions: Mapping[NodeId, Definition]
    origins: Mapping[NodeId, Origin]
    residuals: Mapping[NodeId, tuple[Residual, ...]]
    roots: Mapping[str, NodeId]
