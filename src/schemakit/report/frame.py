"""The code frame: the marked line of a document in the manner of rustc and ruff."""

from collections.abc import Iterator
from typing import Final, final

from schemakit.core.finding import Severity
from schemakit.core.location import Excerpt
from schemakit.core.record import dataclass
from schemakit.report.palette import ROLES, paint
from schemakit.report.presentation import Presentation
from schemakit.report.screen import cell, harmless

#: Columns of a document's line that are shown; what is longer is cut around the marked text.
_LIMIT: Final = 120
#: Characters kept before the marked text when its line is cut.
_LEAD: Final = 11
_SMALLEST_GUTTER: Final = 2


@final
@dataclass(frozen=True, slots=True)
class _Marked:
    """A line as shown, with the columns to skip and to mark below it."""

    text: str
    skip: int
    width: int


def gutter_width(excerpt: Excerpt) -> int:
    """Return the width of the column that the line numbers need."""
    return max(_SMALLEST_GUTTER, len(str(excerpt.span.end_line)))


def draw(excerpt: Excerpt, note: str, severity: Severity, presentation: Presentation) -> Iterator[str]:
    """Yield the lines of the frame: a margin, each marked line with its carets, a margin; ``excerpt`` has lines."""
    width = gutter_width(excerpt)
    margin = _gutter("", width, presentation)
    note = harmless(note, unicode=presentation.unicode)
    marked = tuple(_marked_lines(excerpt, presentation))
    yield margin
    for number, line in marked:
        yield f"{_gutter(str(number), width, presentation)} {line.text}".rstrip()
        closing = note if (number, line) == marked[-1] else ""
        carets = f"{'^' * line.width} {closing}".rstrip()
        yield f"{margin} {' ' * line.skip}{paint(carets, ROLES[severity], color=presentation.color)}"
        if number == excerpt.span.line and excerpt.span.end_line - number >= len(marked):
            yield paint("...".rjust(width + 2), "gutter", color=presentation.color)
    yield margin


def _gutter(number: str, width: int, presentation: Presentation) -> str:
    return paint(f"{number.rjust(width)} |", "gutter", color=presentation.color)


def _marked_lines(excerpt: Excerpt, presentation: Presentation) -> Iterator[tuple[int, _Marked]]:
    """Yield the first line of the span, marked to its end, and the last one, marked up to the end of the span."""
    span, lines = excerpt.span, excerpt.lines
    first = lines[0]
    if span.line == span.end_line:
        yield span.line, _mark(first, span.column - 1, span.end_column - 1, presentation)
        return
    yield span.line, _mark(first, span.column - 1, len(first), presentation)
    if len(lines) <= span.end_line - span.line:  # an excerpt holds the first lines only
        return
    indent = len(lines[-1]) - len(lines[-1].lstrip())
    yield span.end_line, _mark(lines[-1], indent, span.end_column - 1, presentation)


def _mark(line: str, start: int, end: int, presentation: Presentation) -> _Marked:
    """Return the part of a line that is shown, ``start`` and ``end`` being the code points to mark."""
    unicode = presentation.unicode
    ellipsis = "…" if unicode else "..."
    fits = end <= _LIMIT and sum(cell(char, unicode=unicode).width for char in line[:end]) <= _LIMIT
    left = 0 if fits else max(0, start - _LEAD)
    shown, width = [], 0
    for char in line[left : left + _LIMIT]:
        drawn = cell(char, unicode=unicode)
        width += drawn.width
        if width > _LIMIT:
            break
        shown.append(drawn)
    before = ellipsis if left else ""
    after = ellipsis if left + len(shown) < len(line) else ""
    text = "".join(drawn.text for drawn in shown)
    skip = len(before) + sum(drawn.width for drawn in shown[: start - left])
    marks = sum(drawn.width for drawn in shown[start - left : end - left])
    return _Marked(f"{before}{text}{after}", skip, max(1, marks))
