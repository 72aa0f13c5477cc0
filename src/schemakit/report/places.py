"""Places as people read them, and the summary of a finding's many places."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from schemakit.core.finding import Finding
from schemakit.core.location import Excerpt, Location, Locator
from schemakit.core.pointer import to_fragment
from schemakit.report.alike import Alike
from schemakit.report.presentation import Presentation
from schemakit.report.screen import harmless

_NAMED: Final = 3  # places or texts that are named before the rest is counted
_LONGEST_TEXT: Final = 60


def place(location: Location, excerpt: Excerpt | None) -> str:
    """Return ``path:line:column``, or the URI and pointer of a document that has no text."""
    if excerpt is None:
        return f"{location.uri}#{to_fragment(location.pointer)}"
    return f"{excerpt.path}:{excerpt.span.line}:{excerpt.span.column}"


def repeats(finding: Finding) -> tuple[Location, ...]:
    """Return the other places of the same problem."""
    return finding.related if _is_about_schemas(finding) else ()


def reasons(finding: Finding) -> tuple[Location, ...]:
    """Return the places of the schemas that refuse a payload, the nearest first."""
    return () if _is_about_schemas(finding) else finding.related


def also(one: Alike, locate: Locator, presentation: Presentation) -> Iterator[str]:
    """Yield what stands after ``= also:``: every further place, or a summary of them in one line."""
    others = (*repeats(one.finding), *one.elsewhere)
    excerpts = [locate(location) for location in others]
    places = [place(*pair) for pair in zip(others, excerpts, strict=True)]
    if presentation.every_place or len(places) == 1:
        yield from (harmless(text, unicode=presentation.unicode) for text in places)
    elif places:
        texts = [_text(excerpt) for excerpt in excerpts]
        mine = _text(locate(one.finding.location))
        is_told_by_text = not one.elsewhere and len({*texts, mine}) > 1 and None not in texts
        summary = _by_text(texts, mine) if is_told_by_text else _by_place(places)
        yield f"{harmless(summary, unicode=presentation.unicode)} (--all lists every place)"


def _is_about_schemas(finding: Finding) -> bool:
    """Tell whether it has a code of its own; a refused payload is called by the keyword that refuses it."""
    return finding.code.startswith("SK")


def _by_text(texts: list[str | None], mine: str | None) -> str:
    others = Counter(text for text in texts if text is not None and text != mine)
    named = ", ".join(f"{text} x{count}" if count > 1 else text for text, count in others.most_common(_NAMED))
    return f"{named}, ..." if len(others) > _NAMED else named


def _by_place(places: list[str]) -> str:
    more = len(places) - _NAMED
    return ", ".join(places[:_NAMED]) + (f" and {more:,} more" if more > 0 else "")


def _text(excerpt: Excerpt | None) -> str | None:
    """Return what a place says, in short: the last segment of a quoted reference, else the marked text."""
    if excerpt is None or excerpt.span.line != excerpt.span.end_line or not excerpt.lines:
        return None
    text = excerpt.lines[0][excerpt.span.column - 1 : excerpt.span.end_column - 1].strip("\"'")
    short = text.rpartition("/")[2] or text
    return short if len(short) <= _LONGEST_TEXT else None
