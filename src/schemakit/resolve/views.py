"""Request and response views: what ``readOnly`` and ``writeOnly`` mean once it is known which way a value goes.

OpenAPI 3.0.3, Schema Object: a read-only property "MAY be sent as part of a response but SHOULD NOT be sent as part of
the request", and where it "is in the required list, the required will take effect on the response only"; ``writeOnly``
the other way round. JSON Schema 2020-12, Validation section 9.4: one occurrence that says true counts for all.

So a view refuses the properties of the other direction and requires none of them. Below ``not`` and ``if`` nothing
changes: a condition is read as it is written.
"""

from collections.abc import Iterator, Mapping
from typing import Final, Literal, TypeAlias, final

from schemakit.core.json import Json
from schemakit.core.location import Location, Uri
from schemakit.core.pointer import Pointer, ancestors, child, parent
from schemakit.core.record import dataclass, field, replace
from schemakit.resolve.both_views import both
from schemakit.resolve.rewriting import Rewriting
from schemakit.resolve.schema_set import Resource, SchemaSet
from schemakit.resolve.sides import Place, Sides, sides

#: Which way the values go.
Direction: TypeAlias = Literal["request", "response"]

#: The annotation that keeps a property out of values that go this way.
MARKS: Final[Mapping[Direction, str]] = {"request": "readOnly", "response": "writeOnly"}

#: What a property that is refused still says to readers.
_KEPT: Final = ("title", "description", "deprecated")


def view(schemas: SchemaSet, which: Direction | Literal["both"]) -> SchemaSet:
    """Return the schemas as they judge values that go one way, or either way; the same set where nothing is marked.

    Places keep their origins: what refuses a property points at the author's ``readOnly`` or ``writeOnly``.
    """
    if which == "both":
        return both(schemas, _view(schemas, "request"), _view(schemas, "response"))
    return _view(schemas, which)


def _view(schemas: SchemaSet, direction: Direction) -> SchemaSet:
    mark = MARKS[direction]
    found = sides(schemas, mark)
    if not found.marked:
        return schemas
    by_resource: dict[Uri, list[Place]] = {}
    for place in found.places.values():
        by_resource.setdefault(place.at.uri, []).append(place)
    kept = [reference.target for reference in schemas.references if reference.target is not None]
    targets = frozenset(pointer for target in kept for pointer in _around(target))
    resources = {
        uri: _View(resource, mark, found, targets, Rewriting(resource.schema)).run(by_resource.get(uri, []))
        for uri, resource in schemas.resources.items()
    }
    return replace(schemas, resources=resources)


def _around(target: Location) -> Iterator[tuple[Uri, Pointer]]:
    return ((target.uri, pointer) for pointer in ancestors(target.pointer))


@final
@dataclass(slots=True)
class _View:
    """One resource on its way to a view.

    ``targets`` are the author's places that references lead to or into: they stay where they are. ``origins`` are those
    of what is written.
    """

    resource: Resource
    mark: str
    sides: Sides
    targets: frozenset[tuple[Uri, Pointer]]
    schema: Rewriting
    origins: dict[Pointer, Location] = field(default_factory=dict)
    replaced: set[Pointer] = field(default_factory=set)

    def run(self, places: list[Place]) -> Resource:
        for place in places:  # outer ones come first
            if not place.conditional and not self._is_gone(place.at.pointer):
                self._refuse(place)
                self._release(place)
        if self.schema.schema is self.resource.schema:
            return self.resource
        before = {at: origin for at, origin in self.resource.origins.items() if not self._is_gone(parent(at))}
        return replace(self.resource, schema=self.schema.schema, origins=before | self.origins)

    def _is_gone(self, pointer: Pointer) -> bool:
        """Tell whether a place is, or is in, what was replaced."""
        return bool(self.replaced) and not self.replaced.isdisjoint(ancestors(pointer))

    def _refuse(self, place: Place) -> None:
        for path, part in place.members:
            said = self.sides.marked.get(part)
            if said is None:
                continue
            author = self.sides.places[part].author
            if (author.uri, author.pointer) not in self.targets:
                self._replace(part.pointer, said)
            elif path[0] == "properties":
                self._refuse_beside(place, str(path[1]), author, said)

    def _replace(self, pointer: Pointer, said: Location) -> None:
        self.schema.put(pointer, self._refusing(self.schema.get(pointer)))
        self.replaced.add(pointer)
        for keyword in (self.mark, "not"):
            self.origins[child(pointer, keyword)] = said

    def _refuse_beside(self, place: Place, name: str, author: Location, said: Location) -> None:
        """Leave a property that others refer to where it is, and refuse it in an ``allOf`` beside it."""
        before = self.schema.members(place.at.pointer).get("allOf")
        parts: list[Json] = list(before) if isinstance(before, list) else []
        refused: Json = {"properties": {name: self._refusing(None)}}
        self.schema.put(child(place.at.pointer, "allOf"), [*parts, refused])
        here = child(place.at.pointer, "allOf", len(parts))
        self.origins[here] = place.author
        self.origins[child(here, "properties", name)] = author
        for keyword in (self.mark, "not"):
            self.origins[child(here, "properties", name, keyword)] = said

    def _refusing(self, old: Json) -> Json:
        kept: dict[str, Json] = {name: old[name] for name in _KEPT if name in old} if isinstance(old, dict) else {}
        return {**kept, self.mark: True, "not": {}}

    def _release(self, place: Place) -> None:
        """Take the names that are refused out of the keywords that require names."""
        names = self.sides.names.get(place.at, frozenset())
        required = place.schema.get("required")
        if isinstance(required, list) and not names.isdisjoint(_texts(required)):
            self._require(place.at.pointer, "required", [name for name in required if name not in names])
        for keyword in ("dependentRequired", "dependencies"):
            held = place.schema.get(keyword)
            for trigger, wanted in held.items() if isinstance(held, dict) else ():
                if isinstance(wanted, list) and not names.isdisjoint(_texts(wanted)):
                    left = [name for name in wanted if name not in names]
                    self._require(child(place.at.pointer, keyword), trigger, left)

    def _require(self, pointer: Pointer, keyword: str, names: list[Json]) -> None:
        if names:
            self.schema.members(pointer)[keyword] = names
        else:
            del self.schema.members(pointer)[keyword]  # draft-04 wants at least one name (Validation, section 5.4.3)


def _texts(names: list[Json]) -> frozenset[str]:
    return frozenset(name for name in names if isinstance(name, str))
