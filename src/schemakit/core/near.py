"""Which of the known names was probably meant; ``difflib`` is imported for the first one that is not known."""

from collections.abc import Iterable
from importlib import import_module


def nearest(written: str, known: Iterable[str], *, likeness: float = 0.6) -> str | None:
    """Return the known name that is most like the written one, or None where none is; ``likeness``: from 0 to 1."""
    near: list[str] = import_module("difflib").get_close_matches(written, list(known), n=1, cutoff=likeness)
    return near[0] if near else None
