"""Values that no message and no report may show: those of ``writeOnly`` properties and of ``format: password``."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from schemakit.core.json import Json
from schemakit.core.location import Location, Uri
from schemakit.core.pointer import child, is_within, lookup
from schemakit.resolve.schema_set import SchemaSet
from schemakit.validate.applicable import Applicable
from schemakit.validate.engines.same import Same
from schemakit.validate.suggest import name_like


def secrets(applicable: Applicable, value: Json, document: Uri) -> tuple[Location, ...]:
    """Return the places of a document whose values are secret, outermost only; a slip in a name hides nothing less."""
    found: list[Location] = []
    for pointer, places in applicable.walk(value):
        schemas = [applicable.schema(place) for place in places]
        if any(map(_is_secret, schemas)):
            found.append(Location(document, pointer))
        known = [properties for schema in schemas if isinstance(properties := schema.get("properties"), dict)]
        hidden = [name for properties in known for name in _secret_names(properties)]
        if hidden:
            around = lookup(value, pointer)
            names = {name for properties in known for name in properties}
            others = [name for name in around if name not in names] if isinstance(around, dict) else []
            found += [
                Location(document, child(pointer, name)) for name in others if name_like(name, hidden) is not None
            ]
    return tuple(place for place in sorted(found) if not any(_inside(place, other) for other in found))


def may_hold_secrets(schemas: SchemaSet) -> bool:
    """Tell whether any schema of a set says that something is secret: looking at every part of a value takes long."""
    return _says_so(Same(schemas))


@lru_cache(maxsize=8)
def _says_so(same: Same) -> bool:
    work = [resource.schema for resource in same.schemas.resources.values()]
    while work:
        part = work.pop()
        if isinstance(part, dict):
            if _is_secret(part):
                return True
            work.extend(part.values())
        elif isinstance(part, list):
            work.extend(part)
    return False


def is_hidden(place: Location, hidden: tuple[Location, ...]) -> bool:
    """Tell whether a place is secret or lies in a value that is, or holds one that is."""
    return any(
        place.uri == other.uri and (is_within(place.pointer, other.pointer) or is_within(other.pointer, place.pointer))
        for other in hidden
    )


def _secret_names(properties: Mapping[str, Json]) -> Iterator[str]:
    yield from (name for name, schema in properties.items() if isinstance(schema, dict) and _is_secret(schema))


def _is_secret(schema: Mapping[str, Json]) -> bool:
    return schema.get("writeOnly") is True or schema.get("format") == "password"


def _inside(place: Location, other: Location) -> bool:
    return place != other and is_within(place.pointer, other.pointer)
