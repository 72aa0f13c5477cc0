"""What reports show of documents that hold secrets: stars."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import final

from schemakit.core.location import Excerpt, Location, Locator, Span, Uri
from schemakit.core.record import replace


@final
class Veiled:
    """A locator whose excerpts show stars where secrets are."""

    def __init__(self, locate: Locator, hidden: tuple[Location, ...]) -> None:
        """Put a veil over another locator."""
        self._locate = locate
        self._hidden: dict[Uri, list[Location]] = {}
        for place in hidden:
            self._hidden.setdefault(place.uri, []).append(place)
        self._spans: dict[Uri, dict[int, list[Span]]] = {}

    def __call__(self, location: Location, /) -> Excerpt | None:
        """Return the excerpt with every secret on its lines covered."""
        excerpt = self._locate(location)
        if excerpt is None:
            return None
        secrets = self._by_line(location.uri)
        first = excerpt.span.line
        for span in {span for line in range(first, first + len(excerpt.lines)) for span in secrets.get(line, ())}:
            excerpt = replace(excerpt, lines=_covered(excerpt, span))
        return excerpt

    def _by_line(self, uri: Uri) -> Mapping[int, Sequence[Span]]:
        """Return the secrets on each line of a document, which are looked for once for all excerpts."""
        if uri not in self._spans:
            lines = self._spans[uri] = defaultdict[int, list[Span]](list)
            for cover in map(self._locate, self._hidden.get(uri, ())):
                if cover is not None:
                    for line in range(cover.span.line, cover.span.end_line + 1):
                        lines[line].append(cover.span)
        return self._spans[uri]


def _covered(excerpt: Excerpt, secret: Span) -> tuple[str, ...]:
    lines = []
    for number, line in enumerate(excerpt.lines, start=excerpt.span.line):
        start = secret.column - 1 if number == secret.line else 0
        end = secret.end_column - 1 if number == secret.end_line else len(line)
        inside = secret.line <= number <= secret.end_line
        lines.append(line[:start] + "*" * len(line[start:end]) + line[end:] if inside else line)
    return tuple(lines)
