"""The text of a file: lines, columns, and locations of stretches that no JSON Pointer names."""

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import cached_property
from typing import Final, final

from schemakit.core.location import Excerpt, Location, Span, Uri
from schemakit.core.pointer import ROOT, Pointer

#: Line ends as editors count them; YAML 1.2, section 5.4, knows no others either.
#: Compiled when the first line is asked for.
_LINE_END: Final = r"\r\n|\n|\r"

#: How many lines of a place are shown at most.
EXCERPT_LINES: Final = 3

#: Longest piece of a document that a message repeats, in characters.
_LONGEST: Final = 60


def shorten(text: str) -> str:
    """Return a piece of a document for use in a message, cut where it is long."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 3] + "..."


@final
class Text:
    """A decoded file, by the name people know it by; the table of its lines is made when first needed."""

    def __init__(
        self,
        content: str,
        *,
        path: str,
        uri: Uri,
        written: tuple[str, Callable[[tuple[int, int]], tuple[int, int]]] | None = None,
    ) -> None:
        """Keep the content, without a byte order mark.

        ``written``: where the content is a translation, the text of the file, and what tells which of its stretches
        one of the content stands for.
        """
        self.content = content
        self.path = path
        self.uri = uri
        self._written = written[0] if written else content
        self._stretch = written[1] if written else None
        self._shown: dict[int, str] = {}

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer(_LINE_END, self._written))]

    def span(self, start: int, end: int) -> Span:
        """Return the lines and columns of a stretch, given by offsets in code points."""
        if self._stretch is not None:
            start, end = self._stretch((start, end))
        return Span(*self._position(start), *self._position(max(start, end)))

    def excerpt(self, start: int, end: int) -> Excerpt:
        """Return a stretch with the first lines it touches."""
        span = self.span(start, end)
        last = min(span.end_line, span.line + EXCERPT_LINES - 1)
        return Excerpt(self.path, span, tuple(self._line(number) for number in range(span.line, last + 1)))

    def location(self, start: int, end: int, pointer: Pointer = ROOT, *, key: bool = False) -> Location:
        """Return the location of a stretch that its pointer alone would not lead to."""
        return Location(self.uri, pointer, key, self.excerpt(start, end))

    def _position(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def _line(self, number: int) -> str:
        """Return a line without its end; the same string each time, for a line may be the whole file."""
        if number not in self._shown:
            end = self._starts[number] if number < len(self._starts) else len(self._written)
            self._shown[number] = self._written[self._starts[number - 1] : end].rstrip("\r\n")
        return self._shown[number]
