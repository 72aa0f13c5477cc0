"""Paths into a value as the engine tells them: without the members whose name is empty, which it leaves out."""

from collections.abc import Iterator, Sequence

from schemakit.core.json import Json


def whole_path(value: Json, path: Sequence[str | int], part: object) -> tuple[str | int, ...]:
    """Return a path with the empty names that it goes through; ``part`` is what stands at its end."""
    found = list(_paths(value, path))
    if len(found) > 1:  # comparing costs as much as the part is large, and is rarely needed
        return next((known for known, end in found if end == part), found[0][0])
    return found[0][0] if found else tuple(path)


def _paths(value: Json, path: Sequence[str | int]) -> Iterator[tuple[tuple[str | int, ...], Json]]:
    """Yield every way to read a path, with what stands at its end; the shortest first."""
    ahead: list[tuple[Json, int, tuple[str | int, ...]]] = [(value, 0, ())]
    for here, taken, known in ahead:  # grows while it is read
        if taken == len(path):
            yield known, here
        token = path[taken] if taken < len(path) else None
        if isinstance(here, dict):
            if isinstance(token, str) and token in here:
                ahead.append((here[token], taken + 1, (*known, token)))
            if "" in here:
                ahead.append((here[""], taken, (*known, "")))
        elif isinstance(here, list) and isinstance(token, int) and token < len(here):
            ahead.append((here[token], taken + 1, (*known, token)))
