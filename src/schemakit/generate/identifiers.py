"""Words of schemas to identifiers of Python: legal, readable, and none twice."""

import builtins
import keyword
import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache
from typing import Final

#: Where a word ends: between ``acceptEdits``, before the last capital of ``HTTPError``.
_HUMP: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")

KEYWORDS: Final = frozenset(keyword.kwlist) | {"_"}
BUILTINS: Final = frozenset(dir(builtins))


def words(text: str) -> list[str]:
    """Return the stretches of letters and digits of a text, in the form Python compares identifiers in (NFKC)."""
    normal = unicodedata.normalize("NFKC", text)
    return "".join(character if _is_part(character) else " " for character in normal).replace("_", " ").split()


@lru_cache(4096)
def _is_part(character: str) -> bool:
    """Tell whether names may have a character inside: the marks of some scripts, which Python takes, renderers drop."""
    return ("a" + character).isidentifier() and (character.isalnum() or character == "_")


def pascal(text: str) -> str:
    """Return ``TaskRun`` for ``task_run`` and ``task run``; capitals that are there stay."""
    return _begun("".join(word[:1].upper() + word[1:] for word in words(text)), "Schema")


def snake(text: str) -> str:
    """Return ``task_run`` for ``TaskRun``."""
    return _begun("_".join(_HUMP.sub("_", word) for word in words(text)).lower(), "schema_")


def upper(text: str) -> str:
    """Return ``ACCEPT_EDITS`` for ``acceptEdits``; signs are spelled out where a text has nothing else."""
    if not words(text):
        text = " ".join(unicodedata.name(sign, f"U {ord(sign):X}") for sign in text[:8]) or "empty"
    return _begun("_".join(_HUMP.sub("_", word) for word in words(text)).upper(), "VALUE_")


def attribute(text: str) -> str:
    """Return a name as it is where that is legal, else with underscores for what is not."""
    normal = unicodedata.normalize("NFKC", text)
    if normal.isidentifier() and not normal.startswith("_") and all(map(_is_part, normal)):
        return normal
    return _begun("_".join(words(text)), "field_")


def _begun(name: str, prefix: str) -> str:
    """Return the name with a prefix where it begins with a digit, or is empty; marks that its other case has go."""
    name = "".join(filter(_is_part, name))  # the small letter of a Turkish I is an i and a dot above
    return name if name.isidentifier() else (prefix + name).rstrip("_") if name else prefix.rstrip("_")


def unused(name: str, taken: Collection[str], *, reserved: Collection[str] = (), between: str = "_") -> str:
    """Return the name, or the first of ``name_2``, ``name_3`` ... that is free.

    ``taken`` holds names in folded case (two that differ only in case are too close), ``reserved`` names as they are.
    """
    candidate, number = name, 1
    while candidate.casefold() in taken or candidate in reserved:
        number += 1
        candidate = f"{name}{between}{number}"
    return candidate
