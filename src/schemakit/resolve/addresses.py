"""The canonical text of every place that a reference may mean."""

from collections.abc import Mapping
from typing import final

from schemakit.core import uri
from schemakit.core.location import Location, Uri
from schemakit.core.pointer import Pointer, ancestors, from_fragment, to_fragment
from schemakit.core.record import dataclass, field
from schemakit.resolve.draught import Draught
from schemakit.resolve.identify import Identified
from schemakit.resolve.schema_set import Reference


@final
@dataclass(slots=True)
class Addresses:
    """Where every root and embedded resource stands in the set."""

    identified: Identified
    draughts: Mapping[Location, Draught]
    resources: dict[Location, Uri] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Give each embedded resource its canonical URI: its own, or one below its document's where that was a file."""
        for location, draught in self.draughts.items():
            self.resources[location] = draught.standing.canonical
        for embedded in self.identified.resources.values():
            around = self._draught_around(embedded.location)
            if embedded.location not in self.resources and embedded.text and around is not None:
                below = f"{around.standing.canonical}:{uri.segment(embedded.text)}"
                self.resources[embedded.location] = Uri(below) if uri.is_file(embedded.uri) else embedded.uri

    def text(self, reference: Reference) -> str:
        """Return what a reference says in standard form: its own text where that already finds the target.

        What no URI holds is written as URIs have it: one engine takes it as it is, another refuses all schemas for it.
        """
        return uri.in_ascii(self._text(reference))

    def _text(self, reference: Reference) -> str:
        source = self._resource_around(reference.location)
        if reference.target is None:
            return _dangling(reference.text, self.resources[source] if source is not None else "")
        target = self._resource_around(reference.target)
        if target is None:
            return reference.text
        fragment = self._fragment(reference, target)
        if source == target and reference.text.startswith("#"):
            return reference.text if _same_fragment(reference.text[1:], fragment) else f"#{fragment}"
        address = f"{self.resources[target]}#{fragment}" if fragment else str(self.resources[target])
        base = self.resources[source] if source is not None else ""
        joined, own = uri.split(uri.join(base, reference.text))
        return reference.text if joined == self.resources[target] and _same_fragment(own, fragment) else address

    def _fragment(self, reference: Reference, resource: Location) -> str:
        fragment = reference.text.partition("#")[2]
        if reference.target is None:
            return fragment
        if from_fragment(fragment) is None and not fragment.startswith("/"):
            return fragment  # an anchor: it moves with its schema
        draught = self._draught_around(reference.target)
        if draught is None:
            return fragment
        inside = draught.new_place(reference.target.pointer)
        return to_fragment(Pointer(inside[len(draught.new_place(resource.pointer)) :]))

    def _draught_around(self, place: Location) -> Draught | None:
        for pointer in ancestors(place.pointer):
            draught = self.draughts.get(Location(place.uri, pointer))
            if draught is not None:
                return draught
        return None

    def _resource_around(self, place: Location) -> Location | None:
        for pointer in ancestors(place.pointer):
            location = Location(place.uri, pointer)
            if location in self.resources:
                return location
        return None


def _dangling(text: str, base: str) -> str:
    """Return a text that leads nowhere by the rules: nothing is relative to a URN, and an engine refuses to try."""
    absolute, fragment = uri.split(text)
    if not absolute or uri.is_absolute(absolute) or not base.startswith("urn:"):
        return text
    return f"{base}:{uri.segment(absolute)}" + (f"#{fragment}" if fragment else "")


def _same_fragment(left: str, right: str) -> bool:
    return from_fragment(left) == from_fragment(right) if left.startswith("/") or not left else left == right
