"""One finding for one problem: identical hits become the places of a single finding."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

from schemakit.core.finding import Finding
from schemakit.core.location import Location

K = TypeVar("K", bound=Hashable)


def grouped(
    hits: Iterable[tuple[K, Location]], finding: Callable[[K, Location, tuple[Location, ...]], Finding]
) -> Iterator[Finding]:
    """Yield one finding for each key, made from its first place and the others, in the order the keys come up."""
    places: dict[K, list[Location]] = {}
    for key, location in hits:
        places.setdefault(key, []).append(location)
    for key, (first, *others) in places.items():
        yield finding(key, first, tuple(others))


def counted(number: int, one: str, many: str) -> str:
    """Return ``1 reference`` or ``24 references``."""
    return f"{number} {one if number == 1 else many}"
