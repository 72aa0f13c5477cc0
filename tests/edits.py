"""One-edit neighbours of JSON values: the same ones every time, every kind of edit in its turn."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final, TypeAlias

from schemakit.core.json import Json

_Path: TypeAlias = tuple[str | int, ...]

_Edit: TypeAlias = Callable[[Json], Json]

#: Stands for a part that is taken away.
_GONE: Final = object()

#: So many edits in a row that are not new: there are no more.
_PATIENCE: Final = 200

# What values of each type become, by what is done to them.
_NUMBER: Final[Mapping[str, _Edit]] = {
    "number as string": str,
    "bool for number": bool,
    "x.0": lambda value: float(value) if abs(value) < 2**53 else value,
    "x.5": lambda value: int(value) + 0.5 if abs(value) < 2**50 else value,
    "large": lambda _: 10**30,
    "negative": lambda value: -value - 1,
}
_TEXT: Final[Mapping[str, _Edit]] = {
    "string as number": len,
    "empty string": lambda _: "",
    "longer string": lambda value: value + "\u00e9" * 3,
    "other case": lambda value: value.swapcase(),
    "trailing newline": lambda value: value + "\n",
    "shorter string": lambda value: value[:-1],
}
_LIST: Final[Mapping[str, _Edit]] = {
    "list as object": lambda value: {str(index): item for index, item in enumerate(value)},
    "no items": lambda _: [],
    "items twice": lambda value: value + value,
    "dropped item": lambda value: value[:-1],
    "extra item": lambda value: [*value, None],
}
_OBJECT: Final[Mapping[str, _Edit]] = {
    "object as list": lambda value: list(value.values()),
    "no members": lambda _: {},
    "extra key": lambda value: {**value, "extra key": 1},
    "extra key that is null": lambda value: {**value, "": None},
}
_ANY: Final[Mapping[str, _Edit]] = {
    "null for a value": lambda _: None,
    "string for a value": lambda _: "1",
    "number for a value": lambda _: 1,
    "bool for a value": lambda _: True,
    "list for a value": lambda _: [],
    "object for a value": lambda _: {},
    "value in a list": lambda value: [value],
}


def edits(values: Sequence[Json], count: int, seed: str) -> Iterator[tuple[str, Json]]:
    """Yield so many edited values, each with what was done to one of the values: no two the same, none unchanged."""
    return islice(_distinct(values, random.Random(seed)), count)  # noqa: S311 - the same edits every time


def _distinct(values: Sequence[Json], chance: random.Random) -> Iterator[tuple[str, Json]]:
    places = [[(path, part) for path, part in _places(value)] for value in values]
    seen = {_spelled(value) for value in values}
    kinds: list[str] = []
    idle = 0
    while values and idle < _PATIENCE:
        number = chance.randrange(len(values))
        path, part = chance.choice(places[number])
        possible = _possible(path, part)
        # What was done least often so far comes first: a large document is mostly strings.
        kind = min(chance.sample(sorted(possible), len(possible)), key=kinds.count)
        edited = _with(values[number], path, possible[kind](part))
        idle += 1
        if _spelled(edited) not in seen:
            idle = 0
            seen.add(_spelled(edited))
            kinds.append(kind)
            yield f"{kind} at {'/'.join(map(str, path)) or 'the top'}", edited


def _places(value: Json) -> Iterator[tuple[_Path, Json]]:
    work: list[tuple[_Path, Json]] = [((), value)]
    while work:
        path, part = work.pop()
        yield path, part
        if isinstance(part, dict):
            work.extend(((*path, name), member) for name, member in part.items())
        elif isinstance(part, list):
            work.extend(((*path, index), item) for index, item in enumerate(part))


def _possible(path: _Path, part: Json) -> Mapping[str, _Edit]:
    match part:
        case bool():
            own: Mapping[str, _Edit] = {"other bool": lambda value: not value, "number for bool": int}
        case str():
            own = _TEXT
        case list():
            own = _LIST
        case dict():
            own = _OBJECT
        case None:
            own = {}
        case _:
            own = _NUMBER
    dropped: Mapping[str, _Edit] = {"dropped": lambda _: _GONE} if path else {}
    return {**_ANY, **own, **dropped}


def _with(value: Json, path: _Path, new: object) -> Json:
    """Return a value with one part replaced, sharing all others with the old one."""
    if not path:
        return new
    first, *rest = path
    part = _with(value[first], tuple(rest), new)
    if isinstance(value, dict):
        return {name: part if name == first else member for name, member in value.items() if _stays(name, first, part)}
    items = [part if index == first else item for index, item in enumerate(value)]
    return [item for item in items if item is not _GONE]


def _stays(name: str, edited: str, part: object) -> bool:
    return name != edited or part is not _GONE


def _spelled(value: Json) -> str:
    return repr(value)  # 1, 1.0 and true are three edits
