"""Schemas as the engine is given them: patterns mean what ECMA-262 says, depth is cut, places are the author's."""

from collections.abc import Iterator, Mapping
from typing import Final, final
from urllib.parse import quote

from schemakit.core.json import Json
from schemakit.core.location import Location
from schemakit.core.pointer import ROOT, child, from_fragment, tokens
from schemakit.core.uri import split
from schemakit.runtime.deep_schemas import DeepSchemas
from schemakit.runtime.patterns import for_engine

#: Keywords, of any draft, that hold schemas by name; and those that hold data, where nothing is a keyword.
_NAMED: Final = frozenset(
    {"properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "dependencies"}
)
_DATA: Final = frozenset({"const", "enum", "default", "example", "examples"})


@final
class EngineSchemas:
    """The documents of a library for the engine: the very same wherever nothing has to be written otherwise."""

    def __init__(self, resources: Mapping[str, Json]) -> None:
        """Write what has to be written; the resources must not change any more."""
        changed = [name for document in resources.values() for name in _changed_names(document)]
        self._names = _unlike(changed)
        self._authors = {written: name for name, written in self._names.items()}
        self._deep = DeepSchemas({uri: self._written(document) for uri, document in resources.items()})
        self.resources = self._deep.resources

    def reference(self, reference: str) -> str:
        """Return what an absolute reference to a schema is for the engine."""
        return self._deep.reference(self._through_names(reference))

    def _through_names(self, reference: str) -> str:
        """Return a URI reference whose fragment goes through the names that the engine knows."""
        uri, fragment = split(reference)
        pointer = from_fragment(fragment)
        if not self._names or not pointer or "/patternProperties/" not in pointer:
            return reference
        path = child(ROOT, *_renamed(tokens(pointer), self._names))
        return f"{uri}#{quote(path, safe='/~')}"

    def place(self, engines: Location) -> Location:
        """Return the author's place for one of the engine."""
        engines = self._deep.place(engines)
        if not self._authors or "/patternProperties/" not in engines.pointer:
            return engines
        return Location(engines.uri, child(ROOT, *_renamed(tokens(engines.pointer), self._authors)), key=engines.key)

    def _written(self, document: Json) -> Json:
        if not self._names and not _has_changed_pattern(document):
            return document
        top: list[Json] = [None]
        # Each entry: where the copy goes, what is copied, and which keyword holds it ("" is a schema).
        work: list[tuple[list[Json] | dict[str, Json], int | str, Json, str]] = [(top, 0, document, "")]
        while work:
            into, key, value, holder = work.pop()
            if isinstance(value, dict) and holder not in _DATA:
                members: dict[str, Json] = {}
                into[key] = members  # type: ignore[index] # the key fits its container
                for name, member in value.items():
                    written = self._names.get(name, name) if holder == "patternProperties" else name
                    members[written] = self._text(name, member) if holder not in _NAMED else member
                    inside = name if holder not in _NAMED and (name in _NAMED or name in _DATA) else ""
                    if isinstance(member, (dict, list)):
                        work.append((members, written, member, inside))
            elif isinstance(value, list) and holder not in _DATA:
                items = list(value)
                into[key] = items  # type: ignore[index] # the key fits its container
                work.extend((items, index, item, "") for index, item in enumerate(value))
        return top[0]

    def _text(self, keyword: str, value: Json) -> Json:
        match keyword, value:
            case "pattern", str():
                return for_engine(value)
            case "$ref", str():
                return self._through_names(value)
            case _:
                return value


def _unlike(names: list[str]) -> dict[str, str]:
    """Return what each name becomes; two names that mean the same still become two."""
    written: dict[str, str] = {}
    for name in dict.fromkeys(names):
        text = f"(?:{for_engine(name)}){{1}}"  # which no author writes
        while text in written.values():
            text = f"(?:{text})"
        written[name] = text
    return written


def _renamed(path: tuple[str, ...], names: Mapping[str, str]) -> Iterator[str]:
    for before, token in zip(("", *path), path, strict=False):
        yield names.get(token, token) if before == "patternProperties" else token


def _has_changed_pattern(document: Json) -> bool:
    patterns = (value["pattern"] for value in _objects(document) if "pattern" in value)
    return any(isinstance(pattern, str) and for_engine(pattern) != pattern for pattern in patterns)


def _changed_names(document: Json) -> Iterator[str]:
    for value in _objects(document):
        names = value.get("patternProperties")
        if isinstance(names, dict):
            yield from (name for name in names if for_engine(name) != name)


def _objects(document: Json) -> list[dict[str, Json]]:
    """Return every object, schema or not."""
    found: list[dict[str, Json]] = []
    work = [document]
    for value in work:  # grows on the way
        if isinstance(value, dict):
            found.append(value)
            work += [member for member in value.values() if isinstance(member, (dict, list))]
        elif isinstance(value, list):
            work += [item for item in value if isinstance(item, (dict, list))]
    return found
