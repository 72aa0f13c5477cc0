"""Which of the known names was probably meant; ``difflib`` is imported for the first one that is not known."""

from collections.abc import Iterable
from importlib import import_module
from operator import eq
from typing import Any


def nearest(written: str, known: Iterable[str], *, likeness: float = 0.6) -> str | None:
    """Return the known name that is most like the written one, or None where none is; ``likeness``: from 0 to 1."""
    names, difflib = list(known), import_module("difflib")
    near: list[str] = difflib.get_close_matches(written, names, n=len(names) or 1, cutoff=likeness)
    if not near:
        return None
    best = [name for name in near if _likeness(difflib, name, written) == _likeness(difflib, near[0], written)]
    return max(sorted(best), key=lambda name: sum(map(eq, name, written)))  # SK1O1 is as much of SK911 as of SK101


def _likeness(difflib: Any, name: str, written: str) -> float:  # noqa: ANN401 - a module that is imported late
    likeness: float = difflib.SequenceMatcher(None, name, written).ratio()
    return likeness
