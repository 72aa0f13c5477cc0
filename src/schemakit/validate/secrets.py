"""Values that no message and no report may show: those of ``writeOnly`` properties and of ``format: password``."""

from collections.abc import Mapping

from schemakit.core.json import Json
from schemakit.core.location import Location, Uri
from schemakit.core.pointer import is_within
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


def _is_secret(schema: Mapping[str, Json]) -> bool:
    return schema.get("writeOnly") is True or schema.get("format") == "password"


def _inside(place: Location, other: Location) -> bool:
    return place != other and is_within(place.pointer, other.pointer)
