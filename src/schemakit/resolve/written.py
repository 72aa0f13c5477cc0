"""What ``str(value)`` may have been before it was written: the types a list of choices can have."""

import math
import re
from typing import Final

from schemakit.core.json import Json, JsonType

# str() of an int, float or Decimal: no plus sign, no leading zero. Digits beyond 4300 are no choice of anybody.
_INTEGER: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,999})")
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,999})(?:\.[0-9]{1,999})?(?:[eE][+-]?[0-9]{1,4})?")
_BOOLEANS: Final = {"True": True, "False": False}


def looks_like(written: tuple[str, ...]) -> JsonType | None:
    """Return the type other than string that every one of the texts may stand for, or None where there is none."""
    if all(text in _BOOLEANS for text in written):
        return "boolean"
    if all(_INTEGER.fullmatch(text) for text in written):
        return "integer"
    if all(_NUMBER.fullmatch(text) and math.isfinite(float(text)) for text in written):
        return "number"
    return None


def interpret(written: tuple[str, ...], kind: JsonType) -> tuple[Json, ...]:
    """Return the values that the texts stand for if they are of a type: string, or what ``looks_like`` says."""
    if kind == "boolean":
        return tuple(_BOOLEANS[text] for text in written)
    if kind in {"integer", "number"}:
        return tuple(int(text) if _INTEGER.fullmatch(text) else float(text) for text in written)
    return written
