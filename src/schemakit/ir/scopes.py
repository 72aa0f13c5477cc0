"""Which resource and dialect every schema of a set belongs to, and what the text of a reference means there.

JSON Schema Core 2020-12, sections 8.2 and 9. Walking is ``resolve``'s; this is the standard form's index of it.
"""

from collections.abc import Iterator, Mapping
from typing import Final, final
from urllib.parse import unquote

from schemakit.core import uri
from schemakit.core.json import Json
from schemakit.core.location import Location, Uri
from schemakit.core.pointer import Pointer, ancestors, child, from_fragment, lookup
from schemakit.core.record import dataclass
from schemakit.resolve.draft import Dialect, Draft
from schemakit.resolve.identify import Embedded, Identified
from schemakit.resolve.schema_set import SchemaSet
from schemakit.resolve.vocabulary import subschemas

#: The name that ``$recursiveAnchor: true``, which has none of its own, gets as a dynamic anchor.
RECURSIVE_ANCHOR: Final = "_recursiveAnchor"


@final
@dataclass(frozen=True, slots=True)
class Scope:
    """What surrounds a schema: the dialect it is read in, and the URI of the innermost resource."""

    dialect: Dialect
    resource: Uri


@final
@dataclass(frozen=True, slots=True)
class Target:
    """What a reference means.

    Attributes:
        place: the schema.
        name: the plain name that the reference's fragment is, if it is one.
        anchors: the dynamic anchors of the schema.
    """

    place: Location
    name: str | None = None
    anchors: tuple[str, ...] = ()


@final
@dataclass(frozen=True, slots=True)
class Scopes:
    """An index of a set.

    Attributes:
        documents: the schema of each document, by canonical URI.
        identified: resources and anchors by name, dialect and base of every place that a keyword leads to.
        schemas: what is written at each of these places.
        dynamic: the names of the dynamic anchors, by place.
    """

    documents: Mapping[Uri, Json]
    identified: Identified
    schemas: Mapping[Location, Json]
    dynamic: Mapping[Location, tuple[str, ...]]

    def at(self, place: Location) -> Scope:
        """Return what surrounds a place, which may lie below a keyword that nobody knows."""
        for pointer in ancestors(place.pointer):
            known = self.identified.dialects.get(Location(place.uri, pointer))
            if known is not None:
                return Scope(*known)
        raise LookupError(place)

    def place(self, absolute: str) -> Location:
        """Return the place of an absolute URI; raises ``LookupError`` where it dangles."""
        target = self.resolve(absolute, Uri(""))
        if target is None:
            raise LookupError(absolute)
        return target.place

    def value(self, place: Location) -> Json:
        """Return what is written at a place; raises ``LookupError`` where nothing is."""
        known = self.schemas.get(place)
        return lookup(self.documents[place.uri], place.pointer) if known is None else known

    def resolve(self, text: str, base: Uri) -> Target | None:
        """Return what a reference in the resource ``base`` means, or None where it dangles."""
        absolute, fragment = uri.split(uri.join(base, text))
        resource = self.identified.resources.get(absolute)
        if resource is None:
            return None
        pointer = from_fragment(fragment)
        if pointer is None:
            name = unquote(fragment)
            named = self.identified.anchors.get((absolute, name))
            return None if named is None else Target(named, name, self.dynamic.get(named, ()))
        place = Location(resource.location.uri, Pointer(resource.location.pointer + pointer))
        try:
            is_schema = isinstance(self.value(place), (dict, bool))
        except LookupError:
            return None
        return Target(place, None, self.dynamic.get(place, ())) if is_schema else None


def index(schemas: SchemaSet) -> Scopes:
    """Find every schema, resource and anchor of a set; where two claim one name, the first has it."""
    documents = {resource.uri: resource.schema for resource in schemas.resources.values()}
    identified = Identified(metaschema=documents.get)
    for resource in schemas.resources.values():
        # Its canonical URI identifies a document before anything inside it can claim that URI.
        root = Location(resource.uri)
        identified.resources[resource.uri] = Embedded(resource.uri, root, resource.dialect, "")
    for resource in schemas.resources.values():
        identified.walk(resource.schema, Location(resource.uri), resource.dialect, resource.uri)
    schemas_in = dict(_schemas(documents, identified))
    return Scopes(documents, identified, schemas_in, _dynamic_anchors(schemas_in, identified))


def _schemas(documents: Mapping[Uri, Json], identified: Identified) -> Iterator[tuple[Location, Json]]:
    work = [(Location(uri), document) for uri, document in documents.items()]
    while work:
        place, schema = work.pop()
        yield place, schema
        draft = identified.dialects[place][0].draft
        below = [
            (Location(place.uri, child(place.pointer, *path)), subschema)
            for path, subschema in subschemas(schema, draft)
        ]
        work.extend(reversed(below))


def _dynamic_anchors(schemas: Mapping[Location, Json], identified: Identified) -> dict[Location, tuple[str, ...]]:
    found: dict[Location, tuple[str, ...]] = {}
    for place, schema in schemas.items():
        dialect, resource = identified.dialects[place]
        if not isinstance(schema, dict):
            continue
        name = schema.get("$dynamicAnchor") if dialect.draft >= Draft.DRAFT2020_12 else None
        # Core, section 8.2.2: a name is unique in its resource; where it is not, the first schema has it
        if isinstance(name, str) and identified.anchors.get((resource, name)) == place:
            found[place] = (name,)
        # 2019-09 Core, section 8.2.4.2.2: only the root of a resource is a recursive anchor
        recursive = dialect.draft is Draft.DRAFT2019_09 and schema.get("$recursiveAnchor") is True
        if recursive and identified.resources[resource].location == place:
            found[place] = (RECURSIVE_ANCHOR,)
    return found
