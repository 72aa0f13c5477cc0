"""Which properties of which objects are marked, through references and combinations: what a view is made from."""

from collections.abc import Callable, Iterator, Mapping
from heapq import heappop, heappush
from typing import Final, TypeAlias, final

from schemakit.core.json import Json
from schemakit.core.location import Location
from schemakit.core.pointer import ROOT, Pointer, child
from schemakit.core.record import dataclass
from schemakit.resolve.identify import REFERENCE_KEYWORDS
from schemakit.resolve.schema_set import Resource, SchemaSet
from schemakit.resolve.vocabulary import KEYWORDS, ignores_siblings, subschemas

_Path: TypeAlias = tuple[str | int, ...]

#: Keywords that hold the schemas of members.
_OF_MEMBERS: Final = frozenset({"properties", "patternProperties", "additionalProperties", "unevaluatedProperties"})
_CHOICES: Final = ("anyOf", "oneOf")
_CONDITIONS: Final = frozenset({"not", "if"})


@final
@dataclass(frozen=True, slots=True)
class Place:
    """One schema object of a set.

    Attributes:
        at: where it stands in standard form.
        author: where its author wrote it.
        schema: itself.
        marked: it says the mark of itself.
        conditional: it stands below ``not`` or ``if``.
        members: the schemas of members, by path.
        parts: the other schemas that apply to the same value, by keyword; those of references are not among them.
        targets: the author's places that its references mean.
    """

    at: Location
    author: Location
    schema: dict[str, Json]
    marked: bool
    conditional: bool
    members: tuple[tuple[_Path, Location], ...]
    parts: tuple[tuple[str, Location], ...]
    targets: tuple[Location, ...]


@final
@dataclass(frozen=True, slots=True)
class Sides:
    """What is marked in a set.

    Attributes:
        places: every schema object, in document order.
        marked: the author's place of the mark, for every schema whose values are marked.
        names: the marked properties of the values that a schema applies to, where there are any.
    """

    places: Mapping[Location, Place]
    marked: Mapping[Location, Location]
    names: Mapping[Location, frozenset[str]]


def sides(schemas: SchemaSet, mark: str) -> Sides:
    """Find what is marked, ``readOnly`` or ``writeOnly``; where nothing is, nothing else is looked for."""
    if not any(_mentions(resource.schema, mark) for resource in schemas.resources.values()):
        return Sides({}, {}, {})
    edges = {edge.location: edge.target for edge in schemas.references if edge.target is not None}
    places = {
        place.at: place for resource in schemas.resources.values() for place in _places(schemas, resource, mark, edges)
    }
    standing: dict[Location, Location] = {}
    for place in places.values():  # the outermost, where a dialect's reading put a schema around another
        standing.setdefault(place.author, place.at)
    web = _Web(places, standing)
    marked = web.marked(mark)
    return Sides(places, marked, web.names(marked))


def _mentions(schema: Json, mark: str) -> bool:
    work = [schema]
    while work:
        value = work.pop()
        if isinstance(value, dict):
            if value.get(mark) is True:
                return True
            work.extend(value.values())
        elif isinstance(value, list):
            work.extend(value)
    return False


def _places(schemas: SchemaSet, resource: Resource, mark: str, edges: Mapping[Location, Location]) -> Iterator[Place]:
    draft = resource.dialect.draft
    work: list[tuple[Pointer, Json, bool]] = [(ROOT, resource.schema, False)]
    while work:
        pointer, schema, conditional = work.pop()
        if not isinstance(schema, dict):
            continue
        below = [
            (path, Location(resource.uri, child(pointer, *path)), part) for path, part in subschemas(schema, draft)
        ]
        at = Location(resource.uri, pointer)
        author = schemas.origin(at)
        asked = [edges.get(Location(author.uri, child(author.pointer, name))) for name in REFERENCE_KEYWORDS]
        yield Place(
            at=at,
            author=author,
            schema=schema,
            marked=schema.get(mark) is True and not ignores_siblings(schema, draft),
            conditional=conditional,
            members=tuple((path, place) for path, place, _ in below if path[0] in _OF_MEMBERS),
            parts=tuple((str(path[0]), place) for path, place, _ in below if KEYWORDS[str(path[0])].in_place),
            targets=tuple(target for target in asked if target is not None),
        )
        work.extend(
            (place.pointer, part, conditional or path[0] in _CONDITIONS) for path, place, part in reversed(below)
        )


@final
@dataclass(frozen=True, slots=True)
class _Web:
    """The schemas of a set, and which of them apply to the same value."""

    places: Mapping[Location, Place]
    standing: Mapping[Location, Location]

    def marked(self, mark: str) -> Mapping[Location, Location]:
        """Return the author's place of the mark, for each schema that is marked, itself or by all that it means."""
        known: dict[Location, Location] = {}

        def found(place: Place) -> bool:
            if place.at in known:
                return False
            said = self._said(place, known, mark)
            if said is not None:
                known[place.at] = said
            return said is not None

        self._settle(found)
        return known

    def _said(self, place: Place, known: Mapping[Location, Location], mark: str) -> Location | None:
        if place.marked:
            return Location(place.author.uri, child(place.author.pointer, mark), key=True)
        for part in self._always(place):
            if part in known:
                return known[part]
        for branches in self._choices(place):
            if all(branch in known for branch in branches):
                return known[branches[0]]
        return None

    def names(self, marked: Mapping[Location, Location]) -> Mapping[Location, frozenset[str]]:
        """Return the marked properties of the values that each schema applies to."""
        known: dict[Location, frozenset[str]] = {}
        none: frozenset[str] = frozenset()

        def found(place: Place) -> bool:
            own = (str(path[1]) for path, part in place.members if path[0] == "properties" and part in marked)
            answer = frozenset(own).union(*(known.get(part, none) for part in self._always(place)))
            for branches in self._choices(place):
                answer |= known.get(branches[0], none).intersection(*(known.get(one, none) for one in branches[1:]))
            changed = answer != known.get(place.at, none)
            known[place.at] = answer
            return changed

        self._settle(found)
        return self._handed_down(known)

    def _settle(self, found: Callable[[Place], bool]) -> None:
        """Ask in rounds, inner places first, until none has another answer: recursion is ordinary.

        After the first round only those are asked who rely on a place with another answer.
        """
        inner_first = list(self.places.values())[::-1]
        relying: dict[Location, list[int]] = {}
        for number, place in enumerate(inner_first):
            for at in (*self._always(place), *(at for branches in self._choices(place) for at in branches)):
                relying.setdefault(at, []).append(number)
        work = [(0, number) for number in range(len(inner_first))]
        known = set(work)
        while work:
            turn, number = heappop(work)
            if found(inner_first[number]):
                again = {(turn + (other <= number), other) for other in relying.get(inner_first[number].at, ())} - known
                known |= again
                for one in again:
                    heappush(work, one)

    def _handed_down(self, known: dict[Location, frozenset[str]]) -> Mapping[Location, frozenset[str]]:
        """Tell every part of a schema what the whole says about its values."""
        work = [at for at, names in known.items() if names]
        while work:
            place = self.places[work.pop()]
            asserted = [at for keyword, at in place.parts if keyword not in _CONDITIONS]
            for at in (*asserted, *self._meant(place)):
                if at in known and not known[place.at] <= known[at]:
                    known[at] |= known[place.at]
                    work.append(at)
        return known

    def _always(self, place: Place) -> Iterator[Location]:
        yield from (at for keyword, at in place.parts if keyword == "allOf")
        yield from self._meant(place)

    def _meant(self, place: Place) -> Iterator[Location]:
        yield from (self.standing[target] for target in place.targets if target in self.standing)

    def _choices(self, place: Place) -> Iterator[list[Location]]:
        """Yield the branches of each choice; one that holds null alone says nothing about an object."""
        for choice in _CHOICES:
            branches = [at for keyword, at in place.parts if keyword == choice]
            telling = [at for at in branches if at not in self.places or self.places[at].schema.get("type") != "null"]
            if telling:
                yield telling
