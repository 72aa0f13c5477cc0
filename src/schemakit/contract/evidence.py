"""What a valid payload shows of a schema: which keywords it meets, and at which of their edges."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from schemakit.core.json import Json, json_equal, json_type
from schemakit.core.location import Location
from schemakit.core.pointer import Pointer, tokens
from schemakit.core.shown import text
from schemakit.validate.applicable import Applicable

#: What is shown (place of the schema, keyword, in which way), and the words for it; no words: nothing special.
Evidence: TypeAlias = Mapping[tuple[Location, str, str], str]

_LENGTHS: Final[Mapping[str, tuple[type, str]]] = {
    "minLength": (str, "characters"),
    "maxLength": (str, "characters"),
    "minItems": (list, "items"),
    "maxItems": (list, "items"),
    "minProperties": (dict, "properties"),
    "maxProperties": (dict, "properties"),
}
_BOUNDS: Final = frozenset({"minimum", "maximum"})
#: What says nothing about values.
_SILENT: Final = frozenset({
    "$schema", "$id", "$anchor", "$dynamicAnchor", "$ref", "$dynamicRef", "$comment", "$defs", "definitions", "title",
    "description", "default", "examples", "example", "deprecated", "readOnly", "writeOnly", "$vocabulary",
})  # fmt: skip


def evidence(applicable: Applicable, value: Json) -> Evidence:
    """Return everything that a valid payload shows."""
    return {
        (place, keyword, how): words
        for pointer, places in applicable.walk(value)
        for place in places
        for keyword, how, words in _shown(applicable.schema(place), pointer, _at(value, pointer))
    }


def _shown(schema: Mapping[str, Json], pointer: Pointer, value: Json) -> Iterator[tuple[str, str, str]]:
    name = name_of(pointer)
    for keyword, asked in schema.items():
        if keyword in _SILENT or keyword.startswith("x-"):
            continue
        yield keyword, "", ""
        match keyword, asked:
            case "type", list():
                kind = json_type(value)
                yield keyword, kind, f"{name} {'null' if value is None else f'of type {kind}'}"
            case "enum", list() if len(asked) > 1:
                index = next((str(index) for index, one in enumerate(asked) if json_equal(one, value)), "")
                yield keyword, index, f"{name} {text(value)}"
            case "properties", dict() if isinstance(value, dict):
                yield from (("properties", f"without {one}", f"no {one}") for one in asked if one not in value)
            case "items", _ if value == []:
                yield keyword, "empty", f"{name} empty"
            case _ if keyword in _LENGTHS and isinstance(value, _LENGTHS[keyword][0]):
                if len(value) == asked:  # type: ignore[arg-type] # the table says that it has a length
                    yield keyword, "at", f"{name} of {text(asked)} {_LENGTHS[keyword][1]}"
            case _ if keyword in _BOUNDS and json_equal(value, asked):
                yield keyword, "at", f"{name} {text(asked)}"
            case _:
                pass


def smallest_cover(shown: Sequence[Evidence], weigh: Callable[[int], tuple[int, str]]) -> list[tuple[int, Evidence]]:
    """Return the positions of as few payloads as show everything, each with what it is there for.

    The one that shows most of what is missing comes first; ``weigh`` decides between equals. (The fewest possible would
    take exponential time; this is at most a logarithm away.)
    """
    missing = {key for one in shown for key in one}
    chosen: list[tuple[int, Evidence]] = []
    while missing:
        best = min(range(len(shown)), key=lambda index: (-len(missing & shown[index].keys()), weigh(index)))
        needed = {key: words for key, words in shown[best].items() if key in missing}
        chosen.append((best, needed))
        missing -= needed.keys()
    return chosen


def name_of(pointer: Pointer) -> str:
    """Return what people call a place in a payload: ``state.keys[0]``."""
    name = ""
    for token in tokens(pointer):
        name += f"[{token}]" if token.isdecimal() else f".{token}"
    return name.removeprefix(".") or "the value"


def _at(value: Json, pointer: Pointer) -> Json:
    for token in tokens(pointer):
        value = value[int(token)] if isinstance(value, list) else value[token] if isinstance(value, dict) else None
    return value
