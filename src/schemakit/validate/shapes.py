"""Sets of JSON values that a typed parser can check while it parses."""

from collections.abc import Mapping
from typing import Literal, TypeAlias, final

from schemakit.core.record import dataclass


@final
@dataclass(frozen=True, slots=True)
class Anything:
    """Any value."""


@final
@dataclass(frozen=True, slots=True)
class Plain:
    """Null, or both booleans."""

    kind: Literal["null", "boolean"]


@final
@dataclass(frozen=True, slots=True)
class Words:
    """One of these strings."""

    values: tuple[str, ...]


@final
@dataclass(frozen=True, slots=True)
class Numerals:
    """One of these integers, written without fraction and exponent."""

    values: tuple[int, ...]


@final
@dataclass(frozen=True, slots=True)
class Integers:
    """An integer from ``low`` to ``high``, written without fraction and exponent."""

    low: int | None
    high: int | None


@final
@dataclass(frozen=True, slots=True)
class Reals:
    """A number with fraction or exponent, strictly between the bounds, or equal to one that is ``inclusive``."""

    low: float | None
    high: float | None
    low_inclusive: bool
    high_inclusive: bool


@final
@dataclass(frozen=True, slots=True)
class Strings:
    """A string of this many code points; ``is_uuid``: hexadecimal digits and hyphens of RFC 9562 as well."""

    low: int | None
    high: int | None
    is_uuid: bool = False


@final
@dataclass(frozen=True, slots=True)
class Lists:
    """An array."""

    items: "Shapes"
    low: int | None
    high: int | None


@final
@dataclass(frozen=True, slots=True)
class Records:
    """An object with no other members than these; each with what its value may be, and whether it must be there."""

    members: Mapping[str, tuple["Shapes", bool]]


@final
@dataclass(frozen=True, slots=True)
class Maps:
    """An object with any names."""

    values: "Shapes"
    low: int | None
    high: int | None


Shape: TypeAlias = Anything | Plain | Words | Numerals | Integers | Reals | Strings | Lists | Records | Maps

#: A value of one of these shapes, at most one for each JSON type; no shape at all: no value.
Shapes: TypeAlias = tuple[Shape, ...]
