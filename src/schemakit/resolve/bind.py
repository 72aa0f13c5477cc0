"""Finds the target of every reference, in the order that published files were measured to need.

First by the rules of JSON Schema inside the set, the metaschemas included; then a sibling whose ``$id`` is the text of
the reference, or a component of an OpenAPI document of the set. Nothing is fetched.
"""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias, final
from urllib.parse import unquote

from schemakit.core import uri
from schemakit.core.json import Json
from schemakit.core.location import Location, Uri
from schemakit.core.pointer import Pointer, ancestors, from_fragment, lookup
from schemakit.loading.source import Source
from schemakit.resolve.detect import Root, dialect_of, openapi_dialect, roots_of
from schemakit.resolve.draft import Dialect
from schemakit.resolve.identify import Embedded, Found, Identified, identifier
from schemakit.resolve.metaschemas import metaschema_source
from schemakit.resolve.schema_set import Reference, Via

#: Finds a document by URI that is not in the set yet but may be read (a file inside the roots); None: there is none.
Retrieve: TypeAlias = Callable[[Uri], Source | None]


@final
class Binding:
    """Everything known about identity while references are being bound; grows, then is read.

    Attributes:
        sources: the documents of the set, by URI.
        roots: where their schemas begin.
        identified: what walking them has met.
        bound: each reference with its target, by its place.
        ambiguous: the places that a reference could have meant, where there are several.
        islands: schemas that references lead to and no keyword does.
    """

    def __init__(self, default: Dialect, retrieve: Retrieve, announced: Mapping[Uri, Source]) -> None:
        """Begin with nothing.

        ``default`` is the dialect of documents that name none; ``announced`` are documents that will be added: one of
        them may be the metaschema of another that comes before it.
        """
        self.default = default
        self.sources: dict[Uri, Source] = {}
        self.roots: dict[Location, Root] = {}
        self.identified = Identified(self.custom_metaschema)
        self.bound: dict[Location, Reference] = {}
        self.ambiguous: dict[Location, tuple[Location, ...]] = {}
        self.islands: list[Location] = []
        self._retrieve = retrieve
        self._announced = announced
        self._pending: deque[Found] = deque()
        # What a fragment names beyond the rules: by ``$id`` text (or as a component), and where.
        self._fragments: dict[tuple[Uri, Pointer], list[Location]] = {}

    def add(self, source: Source) -> None:
        """Take a document into the set and note what it identifies and refers to."""
        self.sources[source.uri] = source
        whole = Location(source.uri)
        embedded = Embedded(source.uri, whole, self.default, "")
        self.identified.resources.setdefault(source.uri, embedded)
        for root in roots_of(source, self.default, self.custom_metaschema):
            self._add_root(root)

    def custom_metaschema(self, named: Uri) -> Json:
        """Return the document of the set that a ``$schema`` names."""
        announced = self._announced.get(named)
        if announced is not None:
            return announced.document
        embedded = self._resource(named)
        return self.value(embedded.location) if embedded is not None else None

    def value(self, location: Location) -> Json:
        """Return what stands at an author's place; raises ``LookupError`` where nothing does."""
        return lookup(self.sources[location.uri].document, location.pointer)

    def bind_all(self) -> None:
        """Bind every reference, following those that lead to new places or documents."""
        while self._pending:
            found = self._pending.popleft()
            target, via = self._target(found)
            if target is not None:
                self._reach(target)
            self.bound[found.location] = Reference(found.location, found.keyword, found.text, target, via)

    def _add_root(self, root: Root) -> None:
        self.roots[root.location] = root
        schema = self.value(root.location)
        self._identify(schema, root.location, root.dialect, root.location.uri)
        for key in self._fragment_names(schema, root):
            self._fragments.setdefault(key, []).append(root.location)

    def _fragment_names(self, schema: Json, root: Root) -> Iterator[tuple[Uri, Pointer]]:
        if root.component is not None:
            yield Uri(""), root.location.pointer
        text = identifier(schema, root.dialect.draft) if isinstance(schema, dict) else None
        absolute, fragment = uri.split(text or "")
        pointer = from_fragment(fragment)
        if pointer:
            yield absolute, pointer

    def _identify(self, schema: Json, location: Location, dialect: Dialect, base: Uri) -> None:
        seen = len(self.identified.references)
        self.identified.walk(schema, location, dialect, base)
        self._pending.extend(self.identified.references[seen:])

    def _target(self, found: Found) -> tuple[Location | None, Via | None]:
        absolute, fragment = uri.split(uri.join(found.base, found.text))
        target = self._by_specification(absolute, fragment)
        if target is not None:
            return target, Via.SPECIFICATION
        pointer = from_fragment(fragment)
        if pointer:
            own = absolute == found.location.uri
            target = self._by_fragment(Uri("") if own else absolute, pointer, found.location)
            if target is not None:
                openapi = self.roots[self._root_around(target)].component is not None
                return target, Via.DOCUMENT if openapi else Via.SIBLING
        return None, None

    def _by_specification(self, absolute: Uri, fragment: str) -> Location | None:
        resource = self._resource(absolute)
        if resource is None:
            return None
        pointer = from_fragment(fragment)
        if pointer is None:
            known = self.identified.dialects.get(resource.location)
            base = absolute if known is None else known[1]  # the document of a file may have a URI of its own
            return self.identified.anchors.get((base, unquote(fragment)))
        target = Location(resource.location.uri, Pointer(resource.location.pointer + pointer))
        return target if self._is_schema(target) else None

    def _resource(self, absolute: Uri) -> Embedded | None:
        if absolute not in self.identified.resources:
            source = metaschema_source(absolute) or self._retrieve(absolute)
            if source is not None and source.uri not in self.sources:
                self.add(source)
            if source is not None and uri.is_file(absolute):  # links and escapes give a file many names
                self.identified.resources.setdefault(absolute, self.identified.resources[source.uri])
        return self.identified.resources.get(absolute)

    def _by_fragment(self, absolute: Uri, pointer: Pointer, asking: Location) -> Location | None:
        """The name first, then the rest of the pointer inside the document it names."""
        for prefix in ancestors(pointer):
            candidates = self._fragments.get((absolute, prefix), [])
            siblings = [place for place in candidates if uri.folder(place.uri) == uri.folder(asking.uri)]
            chosen = siblings or candidates
            if len(chosen) > 1:
                self.ambiguous[asking] = tuple(chosen)
            if chosen:
                target = Location(chosen[0].uri, Pointer(chosen[0].pointer + pointer[len(prefix) :]))
                return target if self._is_schema(target) else None
        return None

    def _is_schema(self, location: Location) -> bool:
        try:
            return isinstance(self.value(location), (dict, bool))
        except LookupError:
            return False

    def _root_around(self, location: Location) -> Location:
        for pointer in ancestors(location.pointer):
            if Location(location.uri, pointer) in self.roots:
                return Location(location.uri, pointer)
        return location

    def _reach(self, target: Location) -> None:
        """Walk a target that no keyword leads to: below an unknown keyword, or elsewhere in an OpenAPI document."""
        if target in self.identified.dialects:
            return
        for pointer in ancestors(target.pointer):
            around = self.identified.dialects.get(Location(target.uri, pointer))
            if around is not None:
                self.islands.append(target)
                self._identify(self.value(target), target, *around)
                return
        document = self.sources[target.uri].document
        openapi = openapi_dialect(document) if isinstance(document, dict) else None
        dialect = dialect_of(self.value(target), openapi or self.default, self.custom_metaschema)[0]
        self._add_root(Root(target, dialect))
