"""Places in documents: by pointer while computing, by line and column only when something is printed."""

from typing import NewType, Protocol, final

from schemakit.core.pointer import ROOT, Pointer
from schemakit.core.record import dataclass

#: An absolute URI without a fragment: which document.
Uri = NewType("Uri", str)


@final
@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text: lines and columns count from 1, columns in code points, the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@final
@dataclass(frozen=True, slots=True, order=True)
class Excerpt:
    """What a report shows of a place: the name people know its file by, where in it, and the first lines of the span.

    ``lines`` begins with the span's first line; it is empty where there is no text to show (an unreadable file).
    """

    path: str
    span: Span
    lines: tuple[str, ...]


@final
@dataclass(frozen=True, slots=True)
class Location:
    """A place in a document as its author wrote it, before any rewriting.

    Attributes:
        uri: which document.
        pointer: the value that is meant.
        key: the member's name is meant rather than its value.
        excerpt: only for text that no pointer names (a file that does not parse, the first of two equal keys): the
            text itself. Locators hand it out as it is.
    """

    uri: Uri
    pointer: Pointer = ROOT
    key: bool = False
    excerpt: Excerpt | None = None

    def __lt__(self, other: "Location") -> bool:
        """Order by document, pointer, value before key, then text; ``order=True`` cannot compare None."""
        return self._rank() < other._rank()

    def _rank(self) -> tuple[str, str, bool, tuple[Excerpt, ...]]:
        return self.uri, self.pointer, self.key, () if self.excerpt is None else (self.excerpt,)


class Locator(Protocol):
    """Turns a location into what a person can look at.

    ``report`` sees only ``core``, so positions reach it as this function.
    """

    def __call__(self, location: Location, /) -> Excerpt | None:
        """Return the excerpt of a location, or None where its document has no text (made in memory)."""
        ...
