"""The brackets of a JSON text: how deep it is nested and where each array and object ends, in one linear pass.

Everything here works on text that need not be JSON, without recursion, and never goes back in it (the patterns are
possessive), so no input makes it slow.
"""

import re
from collections.abc import Iterator
from typing import Final

#: A string, also one that the text breaks off in.
STRING: Final = r'"[^"\\]*+(?:\\.[^"\\]*+)*+\\?+"?+'

#: The next bracket outside strings, the empty group at the end of the text; compiled for the first text with many.
_BRACKET: Final = rf'(?s:[^"\[\]{{}}]*+(?:{STRING}[^"\[\]{{}}]*+)*+([\[\]{{}}]|\Z))'

_STEP: Final = {"[": 1, "{": 1, "]": -1, "}": -1, "": 0}


def too_deep(content: str, limit: int) -> int | None:
    """Return the offset of the first bracket that opens a level below ``limit``, or None."""
    if content.count("[") + content.count("{") <= limit:
        return None
    depth = 0
    for match in re.finditer(_BRACKET, content):
        # A closing bracket too many ends the document for every parser: what is counted after it does not matter.
        depth += _STEP[match[1]]
        if depth > limit:
            return match.start(1)
    return None


def closing(content: str) -> dict[int, int]:
    """Return, for each opening bracket by offset, the offset of the bracket that closes it."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for offset, bracket in _brackets(content):
        if bracket in "[{":
            opened.append(offset)
        elif opened:
            pairs[opened.pop()] = offset
    return pairs


def innermost_open(content: str, end: int) -> int | None:
    """Return the offset of the last bracket before ``end`` that is not closed there, or None."""
    opened: list[int] = []
    for offset, bracket in _brackets(content[:end]):
        if bracket in "[{":
            opened.append(offset)
        elif opened:
            opened.pop()
    return opened[-1] if opened else None


def _brackets(content: str) -> Iterator[tuple[int, str]]:
    for match in re.finditer(_BRACKET, content):
        if match[1]:
            yield match.start(1), match[1]
