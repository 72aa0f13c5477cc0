"""What to write instead, and why something is asked for at all: the part of an explanation that is not the sentence."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, localcontext
from typing import Final

from schemakit.core.described import described
from schemakit.core.json import Json, json_equal, json_type
from schemakit.core.location import Location
from schemakit.core.pointer import ROOT, Pointer, child, tokens
from schemakit.core.shown import bare, one_of, plain, text
from schemakit.core.violation import Violation
from schemakit.core.wording import SHOWN_VALUES
from schemakit.runtime.text import write_json
from schemakit.validate.format_like import format_like, lacks
from schemakit.validate.suggest import value_like, value_of_type

_LISTED: Final = 40
_LONGEST_LIST: Final = 800
_MOST_COMPARED: Final = 10_000
_LARGEST: Final = 10**15
#: Digits that a multiple of a ``float`` can have which is no more than ``_LARGEST`` times as large.
_DIGITS: Final = 40
_DEPENDENT: Final = frozenset({"dependentSchemas", "dependencies"})
#: Keywords whose members are called what their author likes, `then` for instance.
_NAMED: Final = frozenset({"properties", "patternProperties", "$defs", "definitions", *_DEPENDENT})


def values_of(keyword: str, holder: Mapping[str, Json]) -> list[Json]:
    """Return the values that ``const`` or ``enum`` allows; none for another keyword."""
    values = holder.get(keyword)
    if keyword == "const":
        return [values]
    return values if keyword == "enum" and isinstance(values, list) else []


def types_of(holder: Mapping[str, Json]) -> list[str]:
    """Return the names that ``type`` lists."""
    names = holder.get("type")
    return [str(name) for name in names] if isinstance(names, list) else [str(names)]


def meant_instead(keyword: str, holder: Mapping[str, Json], value: Json) -> tuple[str, str | None]:
    """Return a note beside the value, and the text that would be right where one is known."""
    near: Json = None
    match keyword, value:
        case (("enum" | "const"), _):
            near = value_like(value, values_of(keyword, holder))
        case "type", float() if "string" in types_of(holder):
            return "in quotes it is a string", None
        case "type", _:
            near = _of_type(holder, value)
        case "format", str():
            near = format_like(str(holder.get("format")), value)
        case "multipleOf", int() | float():
            return _multiples(value, holder.get("multipleOf")), None
        case _:
            pass
    return instead(near)


def instead(near: Json) -> tuple[str, str | None]:
    """Return the question whether a value was meant, and its JSON text; nothing for null: no value is known."""
    return ("", None) if near is None else (f"did you mean {text(near)}?", write_json(near))


def _of_type(holder: Mapping[str, Json], value: Json) -> Json:
    near = value_of_type(value, types_of(holder))
    items = holder.get("items")
    if isinstance(near, list) and isinstance(items, dict) and "type" in items:
        return near if all(json_type(item) in types_of(items) for item in near) else None
    return near


def _multiples(value: float, step: Json) -> str:
    """Return the multiples on both sides of a number; nothing for numbers whose digits would not help anybody."""
    if isinstance(step, bool) or not isinstance(step, int | float) or not 0 < step <= _LARGEST:
        return ""
    if abs(value) > _LARGEST or abs(value) / step > _LARGEST:
        return ""
    exact, width = Decimal(str(value)), Decimal(str(step))
    with localcontext(prec=_DIGITS):
        below = exact // width * width
        below = below if below <= exact else below - width
        return f"the nearest are {_digits(below)} and {_digits(below + width)}"


def _digits(number: Decimal) -> str:
    written = f"{number:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def more_about(keyword: str, holder: Mapping[str, Json], value: Json) -> Iterator[str]:
    """Yield what helps beside the sentence about a value."""
    match keyword, value:
        case "enum", _:
            values = values_of(keyword, holder)
            if len(values) > SHOWN_VALUES and value_like(value, values) is None:
                listed = one_of(map(text, values), _LISTED)
                yield from (f"it can be {listed}",) if len(listed) <= _LONGEST_LIST else ()
        case "format", str() if words := lacks(str(holder.get("format")), value):
            yield words
        case "const", dict() | list():
            yield from _difference(holder.get("const"), value)
        case _:
            pass


def _difference(expected: Json, value: Json) -> Iterator[str]:
    """Yield where a value first differs from the one that it has to be."""
    work: list[tuple[Pointer, Json, Json]] = [(ROOT, expected, value)]
    for _ in range(_MOST_COMPARED):
        if not work:
            return
        place, right, wrong = work.pop()
        match right, wrong:
            case dict(), dict() if right.keys() == wrong.keys():
                work += [(child(place, name), right[name], wrong[name]) for name in reversed(right)]
            case list(), list() if len(right) == len(wrong):
                work += [(child(place, at), right[at], wrong[at]) for at in reversed(range(len(right)))]
            case dict(), dict():
                yield _names(place, [*(right.keys() - wrong.keys())], [*(wrong.keys() - right.keys())])
                return
            case _ if place and not json_equal(right, wrong):
                yield f"it differs at {bare(place)}: {text(right)} is asked for, and {text(wrong)} is there"
                return
            case _:
                pass


def _names(place: Pointer, missing: list[str], extra: list[str]) -> str:
    parts = [f"lacks {one_of(map(plain, sorted(missing)), SHOWN_VALUES, 'and')}"] if missing else []
    parts += [f"has {one_of(map(plain, sorted(extra)), SHOWN_VALUES, 'and')} too much"] if extra else []
    return f"it differs{f' at {bare(place)}' if place else ''}: it {' and '.join(parts)}"


def because(violation: Violation, schema_at: Callable[[Location], Mapping[str, Json]]) -> Iterator[str]:
    """Yield the condition under which something is asked for, where it stands in the same document as the condition."""
    names = tokens(violation.schema.pointer)
    for at in range(len(names) - 2, -1, -1):
        if at and names[at - 1] in _NAMED:
            continue
        if names[at] in _DEPENDENT and at < len(names) - 2:
            yield f"this is asked for because {plain(names[at + 1])} is there"
            return
        if names[at] in {"then", "else"}:
            around = schema_at(Location(violation.schema.uri, child(ROOT, *names[:at])))
            yield _condition(names[at], described(around.get("if")))
            return


def _condition(branch: str, words: str | None) -> str:
    holds = "this is asked for because the value" if branch == "then" else "this is asked for unless the value"
    return f"this is asked for by `{branch}`, which its `if` decides about" if words is None else f"{holds} {words}"
