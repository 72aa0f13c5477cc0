"""Values with more problems than anybody reads: the engine makes all its errors at once, a few microseconds each.

A million of them would take minutes, most of it in the garbage collector, which looks through them again and again.
"""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from marshal import dumps
from typing import Any, Final, TypeAlias, TypeVar

from schemakit.core.json import Json
from schemakit.runtime.engine_error import EngineError

_Error = TypeVar("_Error", bound=EngineError)
_Path: TypeAlias = tuple[str | int, ...]

#: Members of one array or object that are looked at before all of them are, and the errors that make a flood of them.
FIRST: Final = 1_000
_FLOOD: Final = 500
#: Members of all containers together that are looked at first.
_MOST: Final = 20_000
#: Bytes of ``marshal``, a quick measure of how much there is to look at.
_LARGE: Final = 200_000

#: Keywords whose answer is not that of each schema below them: a container that was cut may change it.
_CONDITIONAL: Final = frozenset(
    {
        *("anyOf", "oneOf", "not", "if", "then", "else", "contains"),
        *("dependentSchemas", "dependencies", "unevaluatedItems", "unevaluatedProperties"),
    }
)

_NAMES: Final = "propertyNames"


def errors(engine: Callable[[Json], Iterator[_Error]], value: Json) -> tuple[list[_Error], bool]:
    """Return the engine's errors about a value; True: only those inside of the first members, as there is a flood.

    Raises:
        ValueError: the engine cannot say what is wrong, because the value is nested too deep.
    """
    with _uncollected():
        if _is_large(value) or _is_wide(value):
            first, around = _first(value)
            certain = [error for error in engine(first) if _is_certain(error, around)]
            if len(certain) >= _FLOOD:
                return certain, True
        return list(engine(value)), False


@contextmanager
def _uncollected() -> Iterator[None]:
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _is_large(value: Any) -> bool:  # noqa: ANN401 - marshal tells what it does not take
    try:
        return len(dumps(value, 2)) > _LARGE
    except ValueError:  # a Decimal somewhere
        return True


def _is_wide(value: Json) -> bool:
    """Tell whether errors about the names of an object may fill the memory: each of them holds a copy of it."""
    work = [value]
    for part in work:  # which grows
        members = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
        if isinstance(part, dict) and len(part) > FIRST:
            return True
        work.extend(member for member in members if isinstance(member, (dict, list)))
    return False


def _first(value: Json) -> tuple[Json, set[_Path]]:
    """Return the value with the first members of its containers, and where those are that had more, or hold such."""
    top: list[Json] = [None]
    around: set[_Path] = set()
    left = _MOST
    work: list[tuple[list[Json] | dict[str, Json], int | str, Json, _Path]] = [(top, 0, value, ())]
    for into, key, part, path in work:  # which grows: breadth first, so that no branch uses up what is left
        few: list[Json] | dict[str, Json]
        match part:
            case list():
                few = part[: min(FIRST, left)]
            case dict():
                few = dict(islice(part.items(), min(FIRST, left)))
            case _:
                continue
        into[key] = few  # type: ignore[index] # the key fits its container
        left -= len(few)
        if len(few) < len(part):
            around |= {_told(path[:length]) for length in range(len(path) + 1)}
        named = few.items() if isinstance(few, dict) else enumerate(few)
        work.extend((few, name, member, (*path, name)) for name, member in named if isinstance(member, (list, dict)))
    return (top[0] if isinstance(value, (list, dict)) else value), around


def _is_certain(error: EngineError, around: set[_Path]) -> bool:
    """Tell whether an error is one of the whole value, too: what was cut must not have been asked about."""
    way = [str(token) for token in error.evaluation_path]
    if error.kind.name == _NAMES:  # a name is refused whatever other names there are
        return _CONDITIONAL.isdisjoint(way[: -1 - way[::-1].index(_NAMES)])
    return _told(error.instance_path) not in around and _CONDITIONAL.isdisjoint(way[:-1])


def _told(path: Sequence[str | int]) -> _Path:
    """Return what a path has in common with all that the engine tells alike (``instance_path``)."""
    return tuple(str(token).removeprefix("+").lstrip("0") for token in path if token != "")
