"""Which schemas speak about a place in a value: what its description is, whether it is secret, which names it knows."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final, final

from schemakit.core.errors import BrokenSchemaError
from schemakit.core.json import Json
from schemakit.core.location import Location
from schemakit.core.pointer import Pointer, child, tokens
from schemakit.ir.scopes import Scopes, index
from schemakit.resolve.schema_set import SchemaSet
from schemakit.resolve.vocabulary import Holds, ignores_siblings, keyword_in
from schemakit.validate.engines.patterns import search
from schemakit.validate.engines.same import Same

_REFERENCES: Final = ("$ref", "$dynamicRef", "$recursiveRef")


@final
class Applicable:
    """The schemas of a set that may apply below one root, by place in the value.

    Every branch counts, also those that the value does not take: for descriptions and secrets that is what is wanted.
    """

    def __init__(self, schemas: SchemaSet, root: str) -> None:
        """Index the set, once for all roots."""
        self._scopes = _scopes(Same(schemas))
        self.root = self._scopes.place(root)
        self._children: dict[tuple[Location, str, bool], tuple[Location, ...]] = {}
        self._known: dict[Location, tuple[Location, ...]] = {}

    def at(self, value: Json, pointer: Pointer) -> tuple[Location, ...]:
        """Return the schemas that may apply at a place of the value, the nearest first."""
        places = self._in_place([self.root])
        for token in tokens(pointer):
            is_array = isinstance(value, list)
            below = [place for around in places for place in self._below(around, token, is_array=is_array)]
            places = self._in_place(below)
            value = value[int(token)] if isinstance(value, list) else value[token] if isinstance(value, dict) else None
        return places

    def schema(self, place: Location) -> Mapping[str, Json]:
        """Return the schema at a place of the standard form; a boolean one has no keywords."""
        schema = self._scopes.value(place)
        return schema if isinstance(schema, dict) else {}

    def walk(self, value: Json) -> Iterator[tuple[Pointer, tuple[Location, ...]]]:
        """Yield every place of a value with the schemas that may apply there; stops where no schema does."""
        work = [(value, Pointer(""), self._in_place([self.root]))]
        while work:
            item, pointer, places = work.pop()
            yield pointer, places
            members: Iterable[tuple[str, Json]] = ()
            if isinstance(item, dict):
                members = item.items()
            elif isinstance(item, list):
                members = ((str(position), member) for position, member in enumerate(item))
            for token, member in members:
                is_array = isinstance(item, list)
                below = [place for around in places for place in self._below(around, token, is_array=is_array)]
                if below:
                    work.append((member, child(pointer, token), self._in_place(below)))

    def _in_place(self, starts: Iterable[Location]) -> tuple[Location, ...]:
        """Return the schemas and all that apply at the same place because of them."""
        found = dict.fromkeys(starts)
        work = list(found)
        while work:
            place = work.pop(0)
            if place not in self._known:
                self._known[place] = tuple(self._beside(place))
            for other in self._known[place]:
                if other not in found:
                    found[other] = None
                    work.append(other)
        return tuple(found)

    def _beside(self, place: Location) -> Iterator[Location]:
        schema = self.schema(place)
        scope = self._scopes.at(place)
        for keyword in _REFERENCES:
            text = schema.get(keyword)
            if isinstance(text, str):
                target = self._scopes.resolve(text, scope.resource)
                if target is not None:
                    yield target.place
        if ignores_siblings(dict(schema), scope.dialect.draft):
            return
        for name, value in schema.items():
            keyword_ = keyword_in(name, scope.dialect.draft)
            if keyword_ is None or not keyword_.in_place or name == "not":
                continue
            match keyword_.holds, value:
                case Holds.SCHEMA, _:
                    yield _under(place, name)
                case Holds.SCHEMAS, list():
                    yield from (_under(place, name, position) for position in range(len(value)))
                case ((Holds.NAMED | Holds.NAMED_OR_NAMES), dict()):
                    yield from (_under(place, name, member) for member in value if isinstance(value[member], dict))
                case _:
                    pass

    def _below(self, place: Location, token: str, *, is_array: bool) -> tuple[Location, ...]:
        key = (place, token, is_array)
        if key not in self._children:
            schema = self.schema(place)
            found = _items(schema, int(token)) if is_array else _members(schema, token)
            self._children[key] = tuple(_under(place, *path) for path in found)
        return self._children[key]


@lru_cache(maxsize=8)
def _scopes(same: Same) -> Scopes:
    return index(same.schemas)


def _items(schema: Mapping[str, Json], position: int) -> Iterator[tuple[str | int, ...]]:
    for keyword in ("prefixItems", "items"):
        schemas = schema.get(keyword)
        if isinstance(schemas, list) and position < len(schemas):
            yield keyword, position
            return
    for keyword in ("items", "additionalItems", "contains", "unevaluatedItems"):
        if isinstance(schema.get(keyword), dict):
            yield (keyword,)


def _members(schema: Mapping[str, Json], name: str) -> Iterator[tuple[str | int, ...]]:
    known = schema.get("properties")
    patterns = schema.get("patternProperties")
    matched = False
    if isinstance(known, dict) and name in known:
        matched = True
        yield "properties", name
    for pattern in patterns if isinstance(patterns, dict) else ():
        if _matches(pattern, name):
            matched = True
            yield "patternProperties", pattern
    for keyword in () if matched else ("additionalProperties", "unevaluatedProperties"):
        if isinstance(schema.get(keyword), dict):
            yield (keyword,)


def _matches(pattern: str, name: str) -> bool:
    try:
        return search(pattern, name)
    except BrokenSchemaError:  # means nothing to Python: the judge has its own opinion, and this one is not needed
        return False


def _under(place: Location, *path: str | int) -> Location:
    return Location(place.uri, child(place.pointer, *path))
