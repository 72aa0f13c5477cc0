"""Copies of resources in which each subschema knows its place by being an object of its own."""

from typing import Any, Final, final

from schemakit.core.json import Json
from schemakit.core.location import Location
from schemakit.core.pointer import Pointer, child
from schemakit.core.record import dataclass
from schemakit.resolve.draft import Dialect, Draft
from schemakit.resolve.schema_set import Resource
from schemakit.resolve.vocabulary import Holds, keyword_in

#: Where ``false`` must stay as it is: the engine has its own error for it, about the object or array as a whole.
_WHOLE: Final = {"additionalProperties", "additionalItems", "unevaluatedProperties", "unevaluatedItems"}


@final
class Placed:
    """The places of the subschemas of every resource that was copied here."""

    def __init__(self) -> None:
        """Begin with no resource."""
        # Keeping the copies keeps their identities from being given to other objects.
        self._places: dict[int, tuple[dict[str, Json], Location]] = {}
        self._false: set[int] = set()

    def place(self, schema: object) -> Location:
        """Return the place of a schema of one of the copies."""
        return self._places[id(schema)][1]

    def is_false(self, schema: object) -> bool:
        """Tell whether a schema of a copy stands for ``false``."""
        return id(schema) in self._false

    def copy(self, resource: Resource, draft: Draft) -> dict[str, Json]:
        """Return a copy of the resource's schema, for an engine that starts with ``draft``.

        The engine changes its rules wherever it finds a ``$schema``, so that one stands only where the draft changes.
        Keywords of vocabularies that the dialect does not use are left out (Core, section 8.1.2).
        """
        copied = self._copy(resource)
        if not isinstance(copied, dict):
            return {}  # true, which draft-04 did not have
        copied.pop("$schema", None)
        if resource.dialect.draft is not draft:
            copied["$schema"] = resource.dialect.draft.metaschema
        return copied

    def _copy(self, resource: Resource) -> Json:
        top: list[Json] = [None]
        work = [_Part(top, 0, Holds.SCHEMA, resource.schema, Location(resource.uri))]
        while work:
            part = work.pop()
            part.into[part.token] = self._part(part, resource.dialect, work)
        return top[0]

    def _part(self, part: "_Part", dialect: Dialect, work: list["_Part"]) -> Json:
        """Return the copy of a part, with what is inside it left for later."""
        is_schema = part.holds is not Holds.DATA and part.holds is not Holds.NAMED
        match part.value:
            case False if is_schema:
                return self._remember({"not": {}}, part.place, false=True)
            case True if is_schema and dialect.draft is Draft.DRAFT4:
                return self._remember({}, part.place)  # draft-04 has no boolean schemas, and its registry none either
            case dict() as members:
                copied: dict[str, Json] = {}
                # ``dependencies``: the registry crashes over an array of names that comes after a schema.
                arrays_first = part.holds is Holds.NAMED and list in map(type, members.values())
                for name, value in sorted(members.items(), key=_is_no_array) if arrays_first else members.items():
                    if name == "$schema" and is_schema and "$id" not in members:
                        continue  # says nothing there (Core, section 8.1.1), and the engine would change its rules
                    holds = _inside(part.holds, name, value, dialect)
                    if holds is not None:
                        work.append(_Part(copied, name, holds, value, _below(part.place, name)))
                        copied[name] = None  # in the order of the author
                return self._remember(copied, part.place)
            case list() as items:
                inside = part.holds if part.holds is Holds.DATA else Holds.SCHEMA
                copies: list[Json] = [None] * len(items)
                work.extend(
                    _Part(copies, index, inside, item, _below(part.place, index)) for index, item in enumerate(items)
                )
                return copies
            case scalar:
                return scalar

    def _remember(self, copied: dict[str, Json], place: Location, *, false: bool = False) -> dict[str, Json]:
        self._places[id(copied)] = (copied, place)
        if false:
            self._false.add(id(copied))
        return copied


@final
@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a resource that is still to be copied, and where the copy goes."""

    into: Any  # a dict with names, or a list with indexes
    token: str | int
    holds: Holds
    value: Json
    place: Location


def _inside(holds: Holds, name: str, value: Json, dialect: Dialect) -> Holds | None:
    """Return what a member of a part holds, or None where the dialect does not use the keyword."""
    if holds is Holds.DATA:
        return Holds.DATA  # copied too: references may point into it although nothing says that it is a schema
    if holds is Holds.NAMED:
        return Holds.SCHEMA
    keyword = keyword_in(name, dialect.draft)
    if keyword is None:
        return Holds.SCHEMA  # may be referred to as a schema
    if not _is_used(keyword.vocabulary, dialect):
        return None
    if name in _WHOLE and isinstance(value, bool):
        return Holds.DATA
    return Holds.NAMED if keyword.holds is Holds.NAMED_OR_NAMES else keyword.holds


def _is_no_array(member: tuple[str, Json]) -> bool:
    return not isinstance(member[1], list)


def _is_used(vocabulary: str, dialect: Dialect) -> bool:
    if dialect.vocabularies is None or vocabulary == "core":
        return True
    names = {uri.rpartition("/")[2] for uri in dialect.vocabularies}
    return any(name.startswith(vocabulary) for name in names)


def _below(place: Location, token: str | int) -> Location:
    return Location(place.uri, Pointer(child(place.pointer, token)))
