"""Values that no message and no report may show: those of ``writeOnly`` properties and of ``format: password``."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from schemakit.core.json import Json
from schemakit.core.location import Location, Uri
from schemakit.core.pointer import Pointer, ancestors, child, is_within, lookup
from schemakit.resolve.schema_set import SchemaSet
from schemakit.validate.applicable import Applicable
from schemakit.validate.engines.same import Same
from schemakit.validate.suggest import name_like


def secrets(applicable: Applicable, value: Json, document: Uri) -> tuple[Location, ...]:
    """Return the places of a document whose values are secret, outermost only; a slip in a name hides nothing less."""
    found: set[Pointer] = set()
    for pointer, places in applicable.walk(value):
        schemas = [applicable.schema(place) for place in places]
        if any(map(_is_secret, schemas)):
            found.add(pointer)
        known = [properties for schema in schemas if isinstance(properties := schema.get("properties"), dict)]
        hidden = [name for properties in known for name in _secret_names(properties)]
        if hidden:
            around = lookup(value, pointer)
            names = {name for properties in known for name in properties}
            others = [name for name in around if name not in names] if isinstance(around, dict) else []
            found |= {child(pointer, name) for name in others if name_like(name, hidden) is not None}
    outermost = (one for one in sorted(found) if found.isdisjoint(islice(ancestors(one), 1, None)))
    return tuple(Location(document, pointer) for pointer in outermost)


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


def is_hidden(pointer: Pointer, hidden: Sequence[Pointer]) -> bool:
    """Tell whether a place is one of those that are ``hidden``, in order, or lies in one, or holds one."""
    below = bisect_left(hidden, f"{pointer}/")
    holds = below < len(hidden) and is_within(hidden[below], pointer)
    return holds or any(_is_among(one, hidden) for one in ancestors(pointer))


def _is_among(pointer: Pointer, known: Sequence[Pointer]) -> bool:
    at = bisect_left(known, pointer)
    return at < len(known) and known[at] == pointer


def _secret_names(properties: Mapping[str, Json]) -> Iterator[str]:
    yield from (name for name, schema in properties.items() if isinstance(schema, dict) and _is_secret(schema))


def _is_secret(schema: Mapping[str, Json]) -> bool:
    return schema.get("writeOnly") is True or schema.get("format") == "password"
