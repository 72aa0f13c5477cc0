"""What a small schema describes, in a few words; a large one takes its author's."""

from collections.abc import Iterator, Mapping
from typing import Final

from schemakit.core.json import Json
from schemakit.core.pattern_words import in_words
from schemakit.core.shown import bare, one_of, plain, text

_SHOWN: Final = 4

TYPES: Final = {
    "null": "null",
    "boolean": "true or false",
    "integer": "an integer",
    "number": "a number",
    "string": "a string",
    "array": "an array",
    "object": "an object",
}

#: The verbs that begin what is said of one value, as they are of many.
_OF_MANY: Final = {"is": "are", "has": "have", "matches": "match"}

_COMPARED: Final = {"minimum": "is at least", "maximum": "is at most", "multipleOf": "is a multiple of"}

#: Keywords that say nothing about which values are valid.
_ANNOTATIONS: Final = frozenset({"title", "description", "$comment", "default", "examples", "deprecated"})


def asserting(schema: Mapping[str, Json]) -> dict[str, Json]:
    """Return what a schema holds beside annotations."""
    return {keyword: value for keyword, value in schema.items() if keyword not in _ANNOTATIONS}


def described(schema: Json, *, many: bool = False) -> str | None:
    """Return what is so of a value that a schema describes ("is at least 5"), or None where it takes more to say.

    ``many``: what is so of several of them ("are at least 5").
    """
    if not isinstance(schema, dict) or not (asserted := asserting(schema)):
        return None
    parts = [part for keyword, value in asserted.items() for part in _said(keyword, value, asserted)]
    if None in parts or not parts:
        return None
    return one_of((_of_many(part) if many else part for part in parts if part), _SHOWN, "and")


def pattern_asked(pattern: str) -> str:
    """Return what a pattern asks for, as a phrase that follows "must"."""
    words = in_words(pattern)
    return f"match the pattern {bare(pattern)}" if words is None else f"{bare(words)} (the pattern {bare(pattern)})"


def _of_many(part: str) -> str:
    verb, _, rest = part.partition(" ")
    return f"{_OF_MANY[verb]} {rest}"


def _said(keyword: str, value: Json, schema: Mapping[str, Json]) -> Iterator[str | None]:
    """Yield what one keyword says; nothing where another one says it, None where it cannot be said here."""
    match keyword, value:
        case "const", _:
            yield f"is {text(value)}"
        case "enum", [_, *_]:
            yield f"is {one_of(map(text, value), _SHOWN)}"
        case "type", str() if len(schema) == 1:
            yield f"is {TYPES.get(value, value)}"
        case "type", _:
            pass
        case _, int() | float() if keyword in _COMPARED:
            yield f"{_COMPARED[keyword]} {text(value)}"
        case "pattern", str():
            yield f"matches the pattern {bare(value)}"
        case "required", [_, *_]:
            constant = schema.get("properties")
            names = [str(name) for name in value if not (isinstance(constant, dict) and str(name) in constant)]
            yield from (f"has {one_of(map(plain, names), _SHOWN, 'and')}",) if names else ()
        case "properties", dict():
            listed = schema.get("required")
            needed = listed if isinstance(listed, list) else []
            yield from (_member(name, member, needed=name in needed) for name, member in value.items())
        case _:
            yield None


def _member(name: str, schema: Json, *, needed: bool) -> str | None:
    without = "" if needed else f" (or no {plain(name)})"
    asserted = asserting(schema) if isinstance(schema, dict) else {}
    match asserted:
        case {"const": constant} if len(asserted) == 1:
            return f"has {plain(name)} {text(constant)}{without}"
        case {"enum": [_, *_] as values} if len(asserted) == 1:
            return f"has {plain(name)} {one_of(map(text, values), _SHOWN)}{without}"
        case _:
            return None
