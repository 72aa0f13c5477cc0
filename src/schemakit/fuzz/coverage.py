"""Assertion coverage: what payloads have shown about each occurrence."""

from collections.abc import Iterable
from enum import StrEnum
from typing import final

from schemakit.core.json import Json
from schemakit.core.location import Location
from schemakit.core.record import dataclass


class Shown(StrEnum):
    """How far payloads got with the violation of one occurrence."""

    ALONE = "violated alone"
    TOGETHER = "violated together with others"
    IMPOSSIBLE = "cannot be violated: no payload is left that violates it"
    DOMINATED = "cannot be violated alone: what violates it violates others"
    OPEN = "not violated: no payload was found"


@final
@dataclass(frozen=True, slots=True)
class Covered:
    """One occurrence.

    Attributes:
        keyword: as the schema spells it, ``false`` for a boolean schema.
        place: in the standard resource.
        reached: a valid payload has a part that the assertion applies to.
        shown: what is known about violating it.
        examples: the shortest payload that violates it, alone where one does; empty where none is known.
    """

    keyword: str
    place: Location
    reached: bool
    shown: Shown
    examples: tuple[Json, ...] = ()


@final
@dataclass(frozen=True, slots=True)
class Coverage:
    """What is known about every occurrence that a schema reaches, in breadth-first order."""

    occurrences: tuple[Covered, ...]

    @property
    def reached(self) -> int:
        """How many occurrences valid payloads reach."""
        return sum(one.reached for one in self.occurrences)

    @property
    def violated(self) -> int:
        """How many occurrences some payload violates."""
        return self.count(Shown.ALONE, Shown.TOGETHER, Shown.DOMINATED)

    def count(self, *shown: Shown) -> int:
        """Return how many occurrences are in one of these states."""
        return sum(one.shown in shown for one in self.occurrences)

    def open(self) -> Iterable[Covered]:
        """Yield the occurrences that nobody knows a payload for, nor a reason why not."""
        return (one for one in self.occurrences if one.shown is Shown.OPEN)
