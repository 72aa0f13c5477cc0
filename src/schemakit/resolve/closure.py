"""Which resources a resource needs: what its references reach, and theirs."""

from collections.abc import Mapping
from typing import final

from schemakit.core.location import Location, Uri
from schemakit.core.pointer import Pointer, ancestors
from schemakit.core.record import dataclass
from schemakit.resolve.schema_set import SchemaSet


@final
@dataclass(frozen=True, slots=True)
class Closure:
    """The edges between resources, counted once for a set."""

    edges: Mapping[Uri, tuple[Uri, ...]]

    @classmethod
    def of(cls, schemas: SchemaSet) -> "Closure":
        """Count the edges of a set; a custom metaschema is needed by who names it."""
        at: dict[Location, list[Uri]] = {}
        for resource in schemas.resources.values():  # a document stands for several where its views differ
            at.setdefault(resource.location, []).append(resource.uri)
        edges: dict[Uri, dict[Uri, None]] = {uri: {} for uri in schemas.resources}
        for reference in schemas.references:
            targets = _resources_at(reference.target, at)
            for source in _resources_at(reference.location, at) if targets else ():
                edges[source].update(dict.fromkeys(targets))
        for resource in schemas.resources.values():
            if resource.dialect.metaschema in schemas.resources and resource.dialect.metaschema is not None:
                edges[resource.uri][resource.dialect.metaschema] = None
        return cls({uri: tuple(targets) for uri, targets in edges.items()})

    def reachable(self, start: Uri) -> tuple[Uri, ...]:
        """Return the resource itself and all it needs, in the order in which references lead to them."""
        met: dict[Uri, None] = {}
        work = [start]
        while work:
            uri = work.pop()
            if uri not in met:
                met[uri] = None
                work.extend(reversed(self.edges.get(uri, ())))
        return tuple(met)


def _resources_at(place: Location | None, at: Mapping[Location, list[Uri]]) -> list[Uri]:
    if place is None:
        return []
    around = (Location(place.uri, pointer) for pointer in ancestors(Pointer(place.pointer)))
    return next((at[location] for location in around if location in at), [])
