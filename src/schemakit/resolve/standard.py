"""Writes schemas in standard form: dialect keywords translated, identifiers absolute, every reference resolvable.

What already is standard stays word for word: a reference is rewritten only where the rules of JSON Schema alone would
not find its target in the set.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias, final

from schemakit.core.json import Json
from schemakit.core.location import Location, Uri
from schemakit.core.pointer import ROOT, Pointer, ancestors, child, is_within, tokens
from schemakit.core.record import dataclass
from schemakit.resolve.addresses import Addresses
from schemakit.resolve.dialects import read_schema
from schemakit.resolve.dialects.read import Mode
from schemakit.resolve.draft import Dialect, Draft
from schemakit.resolve.draught import Draught, Standing
from schemakit.resolve.identify import REFERENCE_KEYWORDS, Identified, identifier, identifier_keyword
from schemakit.resolve.nulls import NullAcceptance
from schemakit.resolve.schema_set import Reading, Reference, Resource
from schemakit.resolve.vocabulary import ignores_siblings, keyword_in, subschemas

Container: TypeAlias = dict[str, Json] | list[Json]


@final
@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the new schema that still holds what the author wrote: where it is, where it was, where it is now."""

    holder: Container
    key: str | int
    old: Pointer
    new: Pointer

    def get(self) -> Json:
        """Return what stands there."""
        match self.holder, self.key:
            case dict() as members, str() as name:
                value: Json = members.get(name)
            case list() as items, int() as index:
                value = items[index]
            case _:
                raise TypeError(self.key)
        return value

    def put(self, value: Json) -> None:
        """Put the standard form there."""
        match self.holder, self.key:
            case dict() as members, str() as name:
                members[name] = value
            case list() as items, int() as index:
                items[index] = value
            case _:
                raise TypeError(self.key)

    def own_container(self) -> Container | None:
        """Replace the object or array there by a copy that may be written to, and return it; None for anything else."""
        match self.get():
            case dict() as members:
                fresh: Container = dict(members)
            case list() as items:
                fresh = list(items)
            case _:
                return None
        self.put(fresh)
        return fresh


@final
@dataclass(frozen=True, slots=True)
class Writer:
    """What writing needs to know about the set."""

    value: Callable[[Location], Json]
    identified: Identified
    bound: Mapping[Location, Reference]
    mode: Mode
    nulls: NullAcceptance

    def dialect(self, place: Location, draught: Draught) -> Dialect:
        """Return the dialect in force at an author's place."""
        known = self.identified.dialects.get(place)
        return known[0] if known is not None else draught.standing.root.dialect


def write(
    standings: Sequence[Standing],
    islands: Sequence[Location],
    writer: Writer,
) -> tuple[tuple[Resource, ...], tuple[Reading, ...]]:
    """Return every root in standard form, and every change of reading, in the order of the roots.

    ``islands`` are the schemas that references lead to and no keyword does.
    """
    by_document: dict[Uri, list[Pointer]] = {}
    for island in islands:
        by_document.setdefault(island.uri, []).append(island.pointer)
    draughts = [_draught(standing, by_document.get(standing.root.location.uri, []), writer) for standing in standings]
    addresses = Addresses(writer.identified, {draught.standing.root.location: draught for draught in draughts})
    for draught in draughts:
        for schema, keyword, place in draught.identifiers:
            own = addresses.resources.get(place)
            if own is not None:
                schema[keyword] = own
            else:  # the identifier of another schema: only one can have it
                del schema[keyword]
        for schema, place in draught.references:
            schema[tokens(place.pointer)[-1]] = addresses.text(writer.bound[place])
    resources = tuple(_finished(draught) for draught in draughts)
    return resources, tuple(reading for draught in draughts for reading in draught.readings)


def _draught(standing: Standing, islands: Sequence[Pointer], writer: Writer) -> Draught:
    start = standing.root.location
    draught = Draught(standing, None)
    holder: dict[str, Json] = {"": writer.value(start)}
    _copy(draught, Slot(holder, "", start.pointer, ROOT), writer)
    for island in sorted(islands, key=len):  # one inside another is written with it, and must not be read twice
        if is_within(island, start.pointer) and island not in draught.placed:
            _copy_island(draught, holder, island, writer)
    draught.schema = holder[""]
    return draught


def _copy(draught: Draught, start: Slot, writer: Writer) -> None:
    """Put the standard form of a schema where the schema stands, and go on below it."""
    work = [start]
    while work:
        slot = work.pop()
        draught.placed.setdefault(slot.old, slot.new)
        schema = slot.get()
        if isinstance(schema, dict):
            work.extend(reversed(list(_copy_one(draught, slot, schema, writer))))


def _copy_one(draught: Draught, slot: Slot, schema: dict[str, Json], writer: Writer) -> Iterator[Slot]:
    here = Location(draught.standing.root.location.uri, slot.old)
    dialect = writer.dialect(here, draught)
    read = read_schema(schema, dialect, writer.mode, lambda path: writer.nulls.verdict(here, path))
    for note in read.notes:
        place = Location(here.uri, child(slot.old, note.keyword), key=True)
        draught.readings.append(Reading(place, note.rule, note.reason, note.lossy))
    for relative, origin in read.origins.items():
        draught.origins[Pointer(slot.new + relative)] = Location(here.uri, Pointer(slot.old + origin))
    standard: dict[str, Json] = dict(read.schema)
    slot.put(standard)
    _note_identity(draught, standard, here, dialect)
    _note_references(draught, standard, here, dialect)
    yield from _below(standard, read.origins, slot, dialect.draft)


def _below(standard: dict[str, Json], origins: Mapping[Pointer, Pointer], slot: Slot, draft: Draft) -> Iterator[Slot]:
    containers: dict[str, Container] = {}
    for (keyword, *inside), _ in list(subschemas(standard, draft)):
        relative = child(ROOT, keyword, *inside)
        old, new = Pointer(slot.old + origins.get(relative, relative)), Pointer(slot.new + relative)
        if not inside:
            yield Slot(standard, keyword, old, new)
            continue
        name = str(keyword)
        container = containers.get(name) or Slot(standard, name, old, new).own_container()
        if container is not None:
            containers[name] = container
            yield Slot(container, inside[0], old, new)


def _copy_island(draught: Draught, holder: dict[str, Json], pointer: Pointer, writer: Writer) -> None:
    around = next(place for place in ancestors(pointer) if place in draught.placed)
    new = draught.new_place(pointer)
    slot = Slot(holder, "", around, ROOT)
    for step in tokens(new):
        container = slot.own_container()
        if container is None or (isinstance(container, dict) and step not in container):
            return  # the reading took the place away
        slot = Slot(container, int(step) if isinstance(container, list) else step, pointer, new)
    _copy(draught, slot, writer)


def _note_identity(draught: Draught, schema: dict[str, Json], here: Location, dialect: Dialect) -> None:
    """Identifiers below the root become absolute: the base they were relative to may be a file of this machine."""
    text = identifier(schema, dialect.draft)
    if here != draught.standing.root.location and text is not None and not text.startswith("#"):
        draught.identifiers.append((schema, identifier_keyword(dialect.draft), here))


def _note_references(draught: Draught, schema: dict[str, Json], here: Location, dialect: Dialect) -> None:
    for keyword in REFERENCE_KEYWORDS:
        if isinstance(schema.get(keyword), str) and keyword_in(keyword, dialect.draft):
            draught.references.append((schema, Location(here.uri, child(here.pointer, keyword))))


def _finished(draught: Draught) -> Resource:
    root, canonical = draught.standing.root, draught.standing.canonical
    schema = draught.schema
    if isinstance(schema, dict):
        keyword = identifier_keyword(root.dialect.draft)
        rest = {name: held for name, held in schema.items() if name not in {"$schema", keyword}}
        named: dict[str, Json] = {"$schema": _metaschema(root.dialect)}
        # Beside a ``$ref`` an identifier would count for nothing, or worse, for a base (draft-07 Core, section 8.3).
        if not ignores_siblings(schema, root.dialect.draft):
            named[keyword] = canonical
        schema = {**named, **rest}
    return Resource(canonical, root.location, root.dialect, schema, draught.origins)


def _metaschema(dialect: Dialect) -> str:
    if dialect.metaschema is not None:
        return dialect.metaschema
    return dialect.draft.metaschema + ("#" if dialect.draft <= Draft.DRAFT7 else "")
