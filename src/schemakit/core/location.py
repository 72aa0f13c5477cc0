"""Places in documents: by pointer while computing, by line and column only when something is printed."""

from dataclasses import dataclass
from typing import NewType, Protocol, final

from schemakit.core.pointer import ROOT, Pointer

#: An absolute URI without a fragment: which document.
Uri = NewType("Uri", str)


@final
@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a document as its author wrote it, before any rewriting.

    ``key`` tells that the member's name is meant rather than its value.
    """

    uri: Uri
    pointer: Pointer = ROOT
    key: bool = False


@final
@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text: lines and columns count from 1, columns in code points, the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@final
@dataclass(frozen=True, slots=True)
class Excerpt:
    """What a report shows of a place: the name people know its file by, where in it, and the lines of the span."""

    path: str
    span: Span
    lines: tuple[str, ...]


class Locator(Protocol):
    """Turns a location into what a person can look at.

    ``report`` sees only ``core``, so positions reach it as this function.
    """

    def __call__(self, location: Location, /) -> Excerpt | None:
        """Return the excerpt of a location, or None where its document has no text (made in memory)."""
        ...
