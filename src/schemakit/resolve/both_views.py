"""Requests and responses side by side: every schema that the way of a value makes a difference to stands for two.

``User`` becomes ``UserRequest`` and ``UserResponse``, and so does what it defines below ``$defs`` where that differs.
What is the same both ways is there once, and both refer to it.
"""

from collections.abc import Iterator, Mapping
from typing import Final, final

from schemakit.core.json import Json, json_equal
from schemakit.core.location import Location, Uri
from schemakit.core.pointer import ROOT, Pointer, child, lookup, to_fragment, tokens
from schemakit.core.record import dataclass, replace
from schemakit.resolve.identify import REFERENCE_KEYWORDS
from schemakit.resolve.rewriting import Rewriting
from schemakit.resolve.schema_set import Name, Resource, SchemaSet
from schemakit.resolve.vocabulary import subschemas

_DEFINITIONS: Final = ("$defs", "definitions")
_SUFFIXES: Final = {"request": "Request", "response": "Response"}

#: What says where a schema is; references into a copy go by its place alone.
_IDENTITY: Final = ("$id", "id", "$anchor")


def both(schemas: SchemaSet, request: SchemaSet, response: SchemaSet) -> SchemaSet:
    """Return a set of two views of the same schemas."""
    if request is schemas and response is schemas:
        return schemas
    parts = _Parts.of(schemas)
    affected = parts.affected(request, response)
    by_resource: dict[Uri, list[Location]] = {uri: [] for uri in schemas.resources}
    for part in sorted(affected):
        by_resource[part.uri].append(part)
    resources = dict(schemas.resources)
    for way, seen in (("request", request), ("response", response)):
        for uri in (uri for uri, own in by_resource.items() if own):
            copied = _Copy(seen, parts, affected, tuple(by_resource[uri]), way, uri).resource()
            resources[copied.uri] = copied
    return replace(schemas, resources=resources, names=_named(schemas, affected))


def _named(schemas: SchemaSet, affected: frozenset[Location]) -> Mapping[Name, Uri]:
    names: dict[Name, Uri] = {}
    for name, uri in schemas.names.items():
        if Location(uri) not in affected:
            names[name] = uri
            continue
        for way, suffix in _SUFFIXES.items():
            wanted = Name(name + suffix)
            while wanted in schemas.names or wanted in names:
                wanted = Name(wanted + "View")  # somebody has a schema of that name already
            names[wanted] = _uri(uri, way)
    return names


def _uri(uri: Uri, way: str) -> Uri:
    return Uri(f"{uri}:{way}")


@final
@dataclass(frozen=True, slots=True)
class _Parts:
    """The parts of a set that can differ apart from each other: root schemas, and what they define.

    Attributes:
        schemas: the set.
        edges: the parts that each part refers to.
        targets: where each reference leads, by the place of its keyword; both in standard form.
    """

    schemas: SchemaSet
    edges: Mapping[Location, frozenset[Location]]
    targets: Mapping[Location, Location]

    @classmethod
    def of(cls, schemas: SchemaSet) -> "_Parts":
        """Find the parts, and which refer to which."""
        meant = {edge.location: edge.target for edge in schemas.references if edge.target is not None}
        standing: dict[Location, Location] = {}
        asked: dict[Location, Location] = {}
        for resource in schemas.resources.values():
            for pointer, schema in _schemas(resource):
                place = Location(resource.uri, pointer)
                standing.setdefault(schemas.origin(place), place)
                for keyword in REFERENCE_KEYWORDS:
                    if keyword in schema:
                        said = Location(resource.uri, child(pointer, keyword))
                        target = meant.get(schemas.origin(said))
                        if target is not None:
                            asked[said] = target
        targets = {said: standing[target] for said, target in asked.items() if target in standing}
        edges: dict[Location, set[Location]] = {}
        for said, target in targets.items():
            edges.setdefault(part_of(said), set()).add(part_of(target))
        return cls(schemas, {part: frozenset(uses) for part, uses in edges.items()}, targets)

    def affected(self, request: SchemaSet, response: SchemaSet) -> frozenset[Location]:
        """Return the parts that are not the same both ways, or refer to one that is not."""
        found: set[Location] = set()
        for uri, resource in self.schemas.resources.items():
            versions = [views.resources[uri].schema for views in (request, response)]
            if versions[0] is resource.schema and versions[1] is resource.schema:
                continue
            for part in {part_of(Location(uri, pointer)) for pointer, _ in _schemas(resource)}:
                left, right = (_own(schema, part.pointer) for schema in versions)
                if not json_equal(left, right):
                    found.add(part)
        users: dict[Location, list[Location]] = {}
        for part, uses in self.edges.items():
            for used in uses:
                users.setdefault(used, []).append(part)
        work = list(found)
        while work:
            fresh = [user for user in users.get(work.pop(), ()) if user not in found]
            found.update(fresh)
            work.extend(fresh)
        return frozenset(found)


def part_of(place: Location) -> Location:
    """Return the part that a place belongs to."""
    path = tokens(place.pointer)
    if len(path) > 1 and path[0] in _DEFINITIONS:
        return Location(place.uri, child(ROOT, *path[:2]))
    return Location(place.uri)


def _own(schema: Json, part: Pointer) -> Json:
    """Return what a part says itself, without what it defines."""
    value = lookup(schema, part)
    if part or not isinstance(value, dict):
        return value
    return {name: held for name, held in value.items() if name not in _DEFINITIONS}


def _schemas(resource: Resource) -> Iterator[tuple[Pointer, dict[str, Json]]]:
    work: list[tuple[Pointer, Json]] = [(ROOT, resource.schema)]
    while work:
        pointer, schema = work.pop()
        if isinstance(schema, dict):
            yield pointer, schema
            below = [(child(pointer, *path), part) for path, part in subschemas(schema, resource.dialect.draft)]
            work.extend(reversed(below))


@final
@dataclass(frozen=True, slots=True)
class _Copy:
    """One resource as it is one way, under a URI of its own; ``own`` are the affected parts that are in it."""

    seen: SchemaSet
    parts: _Parts
    affected: frozenset[Location]
    own: tuple[Location, ...]
    way: str
    uri: Uri

    def resource(self) -> Resource:
        """Return the copy: what is the same both ways is not in it, and referred to where it was."""
        before = self.seen.resources[self.uri]
        copied = Rewriting(before.schema)
        for pointer, schema in _schemas(before):
            place = Location(self.uri, pointer)
            if part_of(place) in self.affected:
                self._address(copied, pointer, schema)
        root = copied.members(ROOT)
        if Location(self.uri) not in self.affected:
            for keyword in [name for name in root if name not in {"$schema", "$id", "id", *_DEFINITIONS}]:
                del root[keyword]
        for keyword in ("$id", "id"):
            if root.get(keyword) == self.uri:
                root[keyword] = _uri(self.uri, self.way)
        self._define(copied)
        return replace(before, uri=_uri(self.uri, self.way), schema=copied.schema, origins=self._origins(before))

    def _address(self, copied: Rewriting, pointer: Pointer, schema: dict[str, Json]) -> None:
        """Let the references of a schema lead to the copies of their targets, where there are any."""
        for keyword in _IDENTITY:
            if pointer and isinstance(schema.get(keyword), str):
                del copied.members(pointer)[keyword]
        target = self.parts.targets.get(Location(self.uri, child(pointer, "$ref"))) if "$ref" in schema else None
        if target is not None:
            is_copied = part_of(target) in self.affected
            uri = _uri(target.uri, self.way) if is_copied else target.uri
            inside = self._moved(target) if is_copied else target.pointer
            text = f"{uri}#{to_fragment(inside)}" if inside else uri
            copied.members(pointer)["$ref"] = text

    def _define(self, copied: Rewriting) -> None:
        for keyword in _DEFINITIONS:
            held = copied.members(ROOT).get(keyword)
            if isinstance(held, dict):
                kept: dict[str, Json] = {
                    self._name(held, name): schema
                    for name, schema in held.items()
                    if Location(self.uri, child(ROOT, keyword, name)) in self.affected
                }
                copied.put(child(ROOT, keyword), kept)

    def _moved(self, place: Location) -> Pointer:
        """Return where a place of a copied part stands in the copy."""
        path = tokens(place.pointer)
        if len(path) < 2 or path[0] not in _DEFINITIONS:
            return place.pointer
        around = self.parts.schemas.resources[place.uri].schema
        held = around.get(path[0]) if isinstance(around, dict) else None
        name = self._name(held if isinstance(held, dict) else {}, path[1])
        return child(ROOT, path[0], name, *path[2:])

    def _name(self, others: Mapping[str, Json], name: str) -> str:
        wanted = name + _SUFFIXES[self.way]
        while wanted in others:
            wanted += "View"
        return wanted

    def _origins(self, before: Resource) -> Mapping[Pointer, Location]:
        moved = {self._moved(Location(self.uri, pointer)): origin for pointer, origin in before.origins.items()}
        for part in self.own:
            if part.pointer:
                moved.setdefault(self._moved(part), self.seen.origin(part))
        return moved
