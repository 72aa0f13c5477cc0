"""What was probably meant."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches
from typing import Final

from schemakit.core.json import Json, json_type

_MOST_CANDIDATES: Final = 1_000
_LONGEST: Final = 100
_LIKENESS: Final = 0.6
_LETTERS_A_SLIP: Final = 4
_SHORTEST_NOUN: Final = 3
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:[.][0-9]+)?")


def name_like(written: str, names: Iterable[str]) -> str | None:
    """Return the name that a misspelt one is closest to, or None where none is close."""
    if len(written) > _LONGEST:
        return None
    candidates = [name for name, _ in zip(names, range(_MOST_CANDIDATES), strict=False) if len(name) <= _LONGEST]
    folded = _folded(written)
    for name in candidates:
        if _folded(name) == folded:
            return name
    for name in candidates:
        if folded and _folded(name) in _numbers(folded):
            return name
    for name in get_close_matches(written, candidates, n=3, cutoff=_LIKENESS):
        if _distance(written, name) <= max(1, min(len(written), len(name)) // _LETTERS_A_SLIP):
            return name
    return None


def likeliest_first(written: str, names: Iterable[str]) -> list[str]:
    """Return names with those first that have most in common with what was written."""
    known = list(names)
    if len(known) > _MOST_CANDIDATES or len(written) > _LONGEST:
        return known
    matcher = SequenceMatcher(None, b=_folded(written))
    likeness = {}
    for name in known:
        matcher.set_seq1(_folded(name[:_LONGEST]))
        likeness[name] = matcher.ratio()
    return sorted(known, key=lambda name: -likeness[name])


def value_like(written: Json, values: Iterable[Json]) -> Json:
    """Return the allowed value that is closest to a refused one, or None where none is close."""
    allowed = list(values)
    if isinstance(written, str):
        near = name_like(written, [value for value in allowed if isinstance(value, str)])
        if near is not None:
            return near
    spelled = _spelled(written)
    for value in allowed:
        if spelled is not None and _spelled(value) == spelled:
            return value
    return None


def value_of_type(written: Json, types: Iterable[str]) -> Json:
    """Return the value of one of the types that has the same spelling, or None: ``5`` for ``"5"``.

    A value stands for the array of it, and an array of one value for that value.
    """
    wanted = set(types)
    for candidate in _readings(written):
        if _is_one_of(candidate, wanted):
            return candidate
    if isinstance(written, list):
        return written[0] if len(written) == 1 and _is_one_of(written[0], wanted) else None
    return [written] if "array" in wanted and isinstance(written, str) and len(written) <= _LONGEST else None


def _is_one_of(value: Json, types: set[str]) -> bool:
    kind = json_type(value)
    return kind in types or (kind == "integer" and "number" in types)


def _distance(left: str, right: str) -> int:
    """Count the slips from one word to another: a letter too much, missing, wrong, or swapped with its neighbour."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, letter in enumerate(left, start=1):
        last, before, row = before, row, [i]
        for j, other in enumerate(right, start=1):
            steps = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == right[j - 2] and left[i - 2] == other:
                steps = min(steps, last[j - 2] + 1)
            row.append(steps)
    return row[-1]


def _readings(written: Json) -> Iterable[Json]:
    match written:
        case "true" | "True" | "yes":
            yield True
        case "false" | "False" | "no":
            yield False
        case str() if len(written) <= _LONGEST and _NUMBER.fullmatch(written):
            number = float(written)
            yield number if "." in written and not number.is_integer() else int(written.partition(".")[0])
        case bool():
            yield "true" if written else "false"
        case int() if abs(written) < 10**_LONGEST:
            yield str(written)
            if written in {0, 1}:
                yield written == 1
        case _:
            pass


def _numbers(folded: str) -> set[str]:
    """Return the plural and the singular that a name may stand for: ``branches`` and ``branch``."""
    forms = {f"{folded}s", f"{folded}es"}
    forms |= {folded.removesuffix(ending) for ending in ("s", "es") if folded.endswith(ending)}
    return {form for form in forms if len(form) >= _SHORTEST_NOUN}


def _folded(name: str) -> str:
    """Return a name as people say it: snake, camel and kebab case are the same words."""
    return name.replace("_", "").replace("-", "").replace(" ", "").casefold()


def _spelled(value: Json) -> str | None:
    match value:
        case str():
            return value.casefold()
        case bool():
            return "true" if value else "false"
        case int() if abs(value) < 10**_LONGEST:
            return str(value)
        case _:
            return None
