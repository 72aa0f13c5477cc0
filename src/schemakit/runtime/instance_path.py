"""Where an error of the engine is: it tells names that look like numbers as numbers (``007`` as 7), no empty ones."""

from collections.abc import Sequence

from schemakit.core.json import Json
from schemakit.core.pointer import ROOT, Pointer, child


def pointer(path: Sequence[str | int], value: Json, part: Json) -> Pointer:
    """Return the pointer into a value that a path of the engine means; ``part`` is what stands there."""
    found: list[str | int] = []
    for told in path:
        token = _name(value, told) if isinstance(value, dict) else told
        while isinstance(value, dict) and token not in value and "" in value:
            found.append("")
            value = value[""]
            token = _name(value, told) if isinstance(value, dict) else told
        found.append(token)
        value = _part(value, token)
    while isinstance(value, dict) and "" in value and value != part:
        found.append("")
        value = value[""]
    return child(ROOT, *found)


def _part(value: Json, token: str | int) -> Json:
    match value, token:
        case dict(), str():
            return value.get(token)
        case list(), int():
            return value[token]
        case _:
            return None


def _name(members: dict[str, Json], told: str | int) -> str:
    """Return the member that the engine tells so; the one that is spelled like it comes first."""
    plain = str(told)
    if isinstance(told, str) or plain in members:
        return plain
    spelled = (name for name in members if name.isascii() and name.removeprefix("+").lstrip("0") == plain.lstrip("0"))
    return next(filter(None, spelled), plain)
