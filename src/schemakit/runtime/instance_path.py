"""Where an error of the engine is: it tells names that look like numbers as numbers (``007`` as 7), no empty ones."""

from collections.abc import Iterator, Sequence
from itertools import chain

from schemakit.core.json import Json
from schemakit.core.pointer import ROOT, Pointer, child


def pointer(path: Sequence[str | int], value: Json, part: object) -> Pointer:
    """Return the pointer into a value that a path of the engine means; ``part`` is what stands there."""
    found = list(_paths(value, path, alike=False))
    if len(found) == 1 and found[0][0] == tuple(path):
        return child(ROOT, *path)
    # Comparing costs as much as the part is large, and looking for names as much as there are; both are rarely needed.
    for known, end in chain(found, _paths(value, path, alike=True)):
        if end == part:
            return child(ROOT, *known)
    return child(ROOT, *(found[0][0] if found else path))


def _paths(value: Json, path: Sequence[str | int], *, alike: bool) -> Iterator[tuple[tuple[str | int, ...], Json]]:
    """Yield every way to read a path, with what stands at its end, the shortest first; ``alike``: ``007`` as 7, too."""
    ahead: list[tuple[Json, int, tuple[str | int, ...]]] = [(value, 0, ())]
    for here, taken, known in ahead:  # grows while it is read
        if taken == len(path):
            yield known, here
        told = path[taken] if taken < len(path) else None
        if isinstance(here, dict):
            names = () if told is None else _names(here, told, alike=alike)
            ahead.extend((here[name], taken + 1, (*known, name)) for name in names)
            if "" in here:
                ahead.append((here[""], taken, (*known, "")))
        elif isinstance(here, list) and isinstance(told, int) and told < len(here):
            ahead.append((here[told], taken + 1, (*known, told)))


def _names(members: dict[str, Json], told: str | int, *, alike: bool) -> Iterator[str]:
    """Yield the members that the engine tells so; the one that is spelled like it comes first."""
    plain = str(told)
    if plain in members:
        yield plain
    if alike and isinstance(told, int):
        spelled = (
            name for name in members if name.isascii() and name.removeprefix("+").lstrip("0") == plain.lstrip("0")
        )
        yield from (name for name in spelled if name and name != plain)
