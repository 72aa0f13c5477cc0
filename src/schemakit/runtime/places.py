"""Where in which document an absolute URI points, also for schemas that have an identifier inside another document."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import final

from schemakit.core.json import Json
from schemakit.core.location import Location, Uri
from schemakit.core.pointer import ROOT, Pointer, child, from_fragment
from schemakit.core.uri import join, split


@final
class Places:
    """The places of a library of schemas."""

    def __init__(self, resources: Mapping[str, Json]) -> None:
        """Remember the documents, by absolute URI without fragment."""
        self._resources = resources

    def place(self, absolute: str) -> Location:
        """Return the place of an absolute URI; one whose fragment is a plain name means its whole resource."""
        uri, fragment = split(absolute)
        pointer = from_fragment(fragment) or ROOT
        if uri in self._resources:
            return Location(uri, pointer)
        around = self._embedded.get(uri, Location(uri))
        return Location(around.uri, Pointer(around.pointer + pointer))

    @cached_property
    def _embedded(self) -> Mapping[str, Location]:
        return {
            uri: place
            for resource, document in self._resources.items()
            for uri, place in _embedded(resource, document)
            if uri not in self._resources
        }


def _embedded(resource: str, document: Json) -> Iterator[tuple[str, Location]]:
    """Yield the URI and place of every schema inside a document that has an identifier of its own."""
    work: list[tuple[str, Pointer, Json]] = [(resource, ROOT, document)]
    while work:
        base, pointer, value = work.pop()
        match value:
            case dict():
                for keyword in ("$id", "id"):
                    if pointer and isinstance(identifier := value.get(keyword), str):
                        base, fragment = split(join(base, identifier))
                        if not fragment:
                            yield base, Location(Uri(resource), pointer)
                work.extend((base, child(pointer, name), member) for name, member in value.items())
            case list():
                work.extend((base, child(pointer, index), item) for index, item in enumerate(value))
            case _:
                pass
