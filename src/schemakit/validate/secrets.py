"""Values that no message and no report may show: those of ``writeOnly`` properties and of ``format: password``."""

from collections.abc import Mapping
from typing import final

from schemakit.core.json import Json
from schemakit.core.location import Excerpt, Location, Locator, Span, Uri
from schemakit.core.pointer import is_within
from schemakit.core.record import replace
from schemakit.validate.applicable import Applicable


def secrets(applicable: Applicable, value: Json, document: Uri) -> tuple[Location, ...]:
    """Return the places of a document whose values are secret, outermost only."""
    found: list[Location] = []
    for pointer, places in applicable.walk(value):
        if any(_is_secret(applicable.schema(place)) for place in places):
            found.append(Location(document, pointer))
    return tuple(place for place in sorted(found) if not any(_inside(place, other) for other in found))


def is_hidden(place: Location, hidden: tuple[Location, ...]) -> bool:
    """Tell whether a place is secret or lies in a value that is, or holds one that is."""
    return any(
        place.uri == other.uri and (is_within(place.pointer, other.pointer) or is_within(other.pointer, place.pointer))
        for other in hidden
    )


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


def _is_secret(schema: Mapping[str, Json]) -> bool:
    return schema.get("writeOnly") is True or schema.get("format") == "password"


def _inside(place: Location, other: Location) -> bool:
    return place != other and is_within(place.pointer, other.pointer)
