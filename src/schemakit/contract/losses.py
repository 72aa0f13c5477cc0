"""In what a payload that came back differs from the one that was sent: every way of it a cause of its own."""

from collections.abc import Iterator
from typing import final

from schemakit.core.json import Json, json_equal
from schemakit.core.pointer import ROOT, Pointer, child
from schemakit.core.record import dataclass


@final
@dataclass(frozen=True, slots=True)
class Loss:
    """A difference.

    Attributes:
        kind: ``adds``: an object has members that were not sent; ``drops``: one is gone; ``changes``: another value.
        place: of the object, or of the value; the items of an array are all one place.
        pointer: of the object, the member that is gone, the value.
        value: what is there now; None where nothing is.
    """

    kind: str
    place: str
    pointer: Pointer
    value: Json = None


def losses(sent: Json, returned: Json) -> Iterator[Loss]:
    """Yield each difference once for its place."""
    known: set[tuple[str, str]] = set()
    waiting: list[tuple[str, Pointer, Json, Json]] = [("", ROOT, sent, returned)]
    for place, pointer, before, after in waiting:  # grows while it is read
        match before, after:
            case dict(), dict():
                found = list(_members(place, pointer, before, after))
                waiting += (
                    (f"{place}/{name}", child(pointer, name), member, after[name])
                    for name, member in before.items()
                    if name in after
                )
            case list(), list() if len(before) == len(after):
                found = []
                pairs = enumerate(zip(before, after, strict=True))
                waiting += ((f"{place}/*", child(pointer, index), left, right) for index, (left, right) in pairs)
            case _:
                found = [] if json_equal(before, after) else [Loss("changes", place, pointer, after)]
        for loss in found:
            if (loss.kind, loss.place) not in known:
                known.add((loss.kind, loss.place))
                yield loss


def _members(place: str, pointer: Pointer, before: dict[str, Json], after: dict[str, Json]) -> Iterator[Loss]:
    if after.keys() - before.keys():
        yield Loss("adds", place, pointer, after)
    for name in before:
        if name not in after:
            yield Loss("drops", place, child(pointer, name))
