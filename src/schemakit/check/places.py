"""The schema objects that rules look at: each with its place, its dialect and the way it is held."""

from collections.abc import Iterator
from typing import final

from schemakit.core.json import Json
from schemakit.core.location import Location, Uri
from schemakit.core.pointer import Pointer, child, lookup
from schemakit.core.record import dataclass
from schemakit.ir.assertions import NodeId
from schemakit.ir.lower import node_id
from schemakit.resolve.detect import dialect_of
from schemakit.resolve.draft import Dialect, Draft
from schemakit.resolve.identify import identifier
from schemakit.resolve.schema_set import Resource, SchemaSet, Via
from schemakit.resolve.vocabulary import KEYWORDS, subschemas


@final
@dataclass(frozen=True, slots=True)
class Place:
    """A schema object.

    Attributes:
        schema: the object itself; booleans are no places, there is nothing to look at.
        authored: where its author wrote it.
        standard: where it is in the standard form (the same as ``authored`` for an object as it was written).
        dialect: what its keywords mean.
        held: the keyword, then the member name or index, by which the schema around it holds it; () for a root.
    """

    schema: dict[str, Json]
    authored: Location
    standard: Location
    dialect: Dialect
    held: tuple[str | int, ...] = ()

    @property
    def draft(self) -> Draft:
        """The draft its keywords belong to."""
        return self.dialect.draft

    @property
    def node(self) -> NodeId:
        """Its id in the graph, which is also what the judge is asked for; only in standard form."""
        return node_id(self.standard)

    def at(self, *path: str | int) -> Location:
        """Return the author's place of a value in it; of an object in standard form, ``SchemaSet.origin`` knows."""
        return Location(self.authored.uri, child(self.authored.pointer, *path))

    def key(self, keyword: str) -> Location:
        """Return the author's place of a keyword's name."""
        return Location(self.authored.uri, child(self.authored.pointer, keyword), key=True)

    @property
    def is_branch(self) -> bool:
        """Whether it says something about the same instance as the schema around it: ``allOf``, ``if``, ``not``."""
        keyword = KEYWORDS.get(str(self.held[0])) if self.held else None
        return keyword is not None and keyword.in_place


def made_by_schemakit(schemas: SchemaSet) -> frozenset[Uri]:
    """Return the documents that no file holds: rebuilt enums, and the constants of drf-spectacular."""
    vias = (Via.RECOVERED, Via.CONSTANT)
    return frozenset(edge.target.uri for edge in schemas.references if edge.target is not None and edge.via in vias)


def own_resources(schemas: SchemaSet) -> Iterator[Resource]:
    """Yield what the person gave and can change: no libraries, no metaschemas, nothing made by schemakit."""
    made = made_by_schemakit(schemas)
    named = {uri.partition("#")[0] for uri in schemas.names.values()}
    documents = {resource.location.uri for resource in schemas.resources.values() if resource.uri in named} - made
    return (resource for resource in schemas.resources.values() if resource.location.uri in documents)


def authored_places(schemas: SchemaSet) -> Iterator[Place]:
    """Yield every schema object as its author wrote it, in document order."""
    for resource in own_resources(schemas):
        document = schemas.sources[resource.location.uri].document
        root = resource.location
        for schema, pointer, dialect, held in _walk(lookup(document, root.pointer), resource.dialect):
            place = Location(root.uri, Pointer(root.pointer + pointer))
            yield Place(schema, place, place, dialect, held)


def standard_places(schemas: SchemaSet) -> Iterator[Place]:
    """Yield every schema object of the standard form, in document order."""
    for resource in own_resources(schemas):
        for schema, pointer, dialect, held in _walk(resource.schema, resource.dialect):
            place = Location(resource.uri, pointer)
            yield Place(schema, schemas.origin(place), place, dialect, held)


def _walk(root: Json, dialect: Dialect) -> Iterator[tuple[dict[str, Json], Pointer, Dialect, tuple[str | int, ...]]]:
    work: list[tuple[Json, Pointer, Dialect, tuple[str | int, ...]]] = [(root, Pointer(""), dialect, ())]
    while work:
        schema, pointer, dialect, held = work.pop()
        if not isinstance(schema, dict):
            continue
        identified = identifier(schema, dialect.draft) if held else None
        if identified is not None and not identified.startswith("#"):
            dialect = dialect_of(schema, dialect)[0]  # only where a resource begins (Core, section 8.1.1)
        yield schema, pointer, dialect, held
        below = [(inner, child(pointer, *path), dialect, path) for path, inner in subschemas(schema, dialect.draft)]
        work.extend(reversed(below))
