"""What reports show of documents that hold secrets: stars."""

from typing import final

from schemakit.core.location import Excerpt, Location, Locator, Span
from schemakit.core.record import replace


@final
class Veiled:
    """A locator whose excerpts show stars where secrets are."""

    def __init__(self, locate: Locator, hidden: tuple[Location, ...]) -> None:
        """Put a veil over another locator."""
        self._locate = locate
        self._hidden = hidden

    def __call__(self, location: Location, /) -> Excerpt | None:
        """Return the excerpt with every secret on its lines covered."""
        excerpt = self._locate(location)
        if excerpt is None:
            return None
        covers = (self._locate(place) for place in self._hidden if place.uri == location.uri)
        for cover in covers:
            if cover is not None:
                excerpt = replace(excerpt, lines=_covered(excerpt, cover.span))
        return excerpt


def _covered(excerpt: Excerpt, secret: Span) -> tuple[str, ...]:
    lines = []
    for number, line in enumerate(excerpt.lines, start=excerpt.span.line):
        start = secret.column - 1 if number == secret.line else 0
        end = secret.end_column - 1 if number == secret.end_line else len(line)
        inside = secret.line <= number <= secret.end_line
        lines.append(line[:start] + "*" * len(line[start:end]) + line[end:] if inside else line)
    return tuple(lines)
