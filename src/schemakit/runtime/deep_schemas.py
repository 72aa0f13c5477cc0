"""Schemas nested deeper than the engine reads, cut into documents that refer to each other."""

from collections.abc import Iterator, Mapping
from gc import get_referents
from typing import Final, TypeAlias, final

from schemakit.core.json import Json
from schemakit.core.location import Location, Uri
from schemakit.core.pointer import ROOT, Pointer, ancestors, child, from_fragment, to_fragment
from schemakit.core.record import dataclass
from schemakit.core.uri import join, split

#: Levels of arrays and objects in a document before it is cut; the engine reads 255.
_LEVELS: Final = 120

#: Keywords, of any draft, below which every object is a schema: directly or in an array; by name; and never.
_HOLDING: Final = frozenset(
    (
        "additionalItems", "additionalProperties", "allOf", "anyOf", "contains", "contentSchema", "else", "if", "items",
        "not", "oneOf", "prefixItems", "propertyNames", "then", "unevaluatedItems", "unevaluatedProperties",
    )
)  # fmt: skip
_NAMED: Final = frozenset(("$defs", "definitions", "dependentSchemas", "patternProperties", "properties"))
_DATA: Final = frozenset(("const", "default", "enum", "example", "examples"))

#: Where one of these stands inside a document, its parts mean what they mean only where they are.
_BOUND: Final = frozenset(
    ("$anchor", "$dynamicAnchor", "$dynamicRef", "$id", "$recursiveAnchor", "$recursiveRef", "id")
)

_Container: TypeAlias = dict[str, Json] | list[Json]


@final
@dataclass(frozen=True, slots=True)
class _Slot:
    """A part that is still to be copied: where it goes, what it is, where it stands, and how deep in its document.

    ``keyword`` is the one that holds it: empty for what is a schema, unless a keyword says otherwise.
    """

    into: _Container
    token: str | int
    value: Json
    keyword: str
    pointer: Pointer
    depth: int
    document: str

    def put(self, copied: Json) -> None:
        """Put the copy where it goes."""
        self.into[self.token] = copied  # type: ignore[index] # the token fits its container


@final
class DeepSchemas:
    """The documents of a library, none too deep for the engine, as far as they can be cut."""

    def __init__(self, resources: Mapping[str, Json]) -> None:
        """Cut what has to be cut; nothing is copied where that is nothing."""
        self._cuts: dict[str, dict[Pointer, str]] = {}
        self._places: dict[str, Location] = {}
        self._references: list[tuple[dict[str, Json], str, str]] = []
        deep = {uri for uri, document in resources.items() if _is_deep(document) and not _is_bound(document)}
        self.resources: Mapping[str, Json] = resources
        if deep:
            tops: dict[str, dict[str, Json]] = {}
            for uri, document in resources.items():
                self._copy(uri, document, tops, cut=uri in deep)
            for schema, uri, document in self._references:
                schema["$ref"] = self._moved(str(schema["$ref"]), uri, document)
            self.resources = {uri: top[""] for uri, top in tops.items()}

    def reference(self, reference: str) -> str:
        """Return what an absolute reference is now."""
        uri, fragment = split(reference)
        pointer = from_fragment(fragment)
        if pointer is None or uri not in self._cuts:
            return reference
        around = next((one for one in ancestors(pointer) if one in self._cuts[uri]), None)
        if around is None:
            return reference
        below = Pointer(pointer[len(around) :])
        return f"{self._cuts[uri][around]}#{to_fragment(below)}" if below else self._cuts[uri][around]

    def place(self, location: Location) -> Location:
        """Return where a place of these documents was before they were cut."""
        around = self._places.get(location.uri)
        if around is None:
            return location
        return Location(around.uri, Pointer(around.pointer + location.pointer), key=location.key)

    def _moved(self, text: str, uri: str, document: str) -> str:
        absolute = join(uri, text)
        moved = self.reference(absolute)
        return moved if moved != absolute or (document != uri and text.startswith("#")) else text

    def _copy(self, uri: str, schema: Json, tops: dict[str, dict[str, Json]], *, cut: bool) -> None:
        tops[uri] = {}
        work = [_Slot(tops[uri], "", schema, "", ROOT, 0, uri)]
        while work:
            slot = work.pop()
            match slot.value:
                case dict() as members if cut and _is_cut(slot):
                    document = f"{uri}{'&' if '?' in uri else '?'}part={len(tops)}"
                    slot.put({"$ref": document})
                    self._cuts.setdefault(uri, {})[slot.pointer] = document
                    self._places[document] = Location(Uri(uri), slot.pointer)
                    tops[document] = {}
                    said = {"$schema": schema["$schema"]} if isinstance(schema, dict) and "$schema" in schema else {}
                    work.append(_Slot(tops[document], "", {**said, **members}, "", slot.pointer, 0, document))
                case dict() | list() if slot.keyword not in _DATA:
                    work.extend(self._inside(slot, uri))
                case value:
                    slot.put(value)

    def _inside(self, slot: _Slot, uri: str) -> Iterator[_Slot]:
        copied: _Container
        if isinstance(slot.value, dict):
            copied = dict(slot.value)
            if slot.keyword not in _NAMED and isinstance(slot.value.get("$ref"), str):
                self._references.append((copied, uri, slot.document))
            parts: Iterator[tuple[str | int, Json]] = iter(slot.value.items())
        else:
            copied = list(slot.value) if isinstance(slot.value, list) else []
            parts = iter(enumerate(copied))
        slot.put(copied)
        for token, value in parts:
            if isinstance(value, (dict, list)):
                keyword = _holder(slot, token)
                yield _Slot(copied, token, value, keyword, child(slot.pointer, token), slot.depth + 1, slot.document)


def _holder(slot: _Slot, token: str | int) -> str:
    """Return the keyword that holds a part of what is in a slot; what stands below a name is a schema."""
    if isinstance(token, int):
        return slot.keyword
    return "" if slot.keyword in _NAMED else token


def _is_cut(slot: _Slot) -> bool:
    is_schema = slot.keyword in _HOLDING or not slot.keyword
    return slot.depth > _LEVELS and is_schema and isinstance(slot.value, dict) and "$ref" not in slot.value


def _is_deep(document: Json) -> bool:
    level: list[object] = [document]
    for _ in range(_LEVELS):
        level = get_referents(*level)
        if not level:
            return False
    return True


def _is_bound(document: Json) -> bool:
    own = {"$id", "id"}  # of the document as a whole, which keeps it
    work: list[Json] = (
        [{name: member for name, member in document.items() if name not in own}] if isinstance(document, dict) else []
    )
    while work:
        match work.pop():
            case dict() as members:
                if any(isinstance(members.get(name), (str, bool)) for name in _BOUND):
                    return True
                work.extend(members.values())
            case list() as items:
                work.extend(items)
            case _:
                pass
    return False
