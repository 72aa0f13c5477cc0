r"""Regular expressions of ECMA-262, written so that jsonschema_rs reads in them what ECMA-262 does.

Most patterns mean the same to both, and stay as they are. Rewritten is what the engine reads otherwise (``.`` and the
line ends U+2028 and U+2029), or refuses: ``[^]``, ``[]``, ``\k<name>``, ``\0``, surrogate pairs, and what Annex B.1.2
allows, like ``[\w-.]`` and a ``]`` or ``{`` that stands for itself. Where a pattern looks around or refers back, the
engine takes ``\d``, ``\w``, ``\s`` and ``\b`` for those of Unicode: there they are spelled out.

What remains: ``\b`` beside letters that are not of ASCII, elsewhere, because spelled out it would cost the linear
running time; a reference to a group that did not take part (it matches nothing here, the empty string there); a
quantifier after a look-ahead, which is refused.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

# Compiled when first needed: most schemas have nothing to write, and compiling these takes as long as reading a file.

#: Nothing else is ever rewritten; most patterns have none of these.
_SUSPECT: Final = r"[.{\]]|\\(?:[0-9bk]|u[dD][89aAbB]|[^\x00-\x7f])|\(\?<?[=!]"
#: Patterns that the engine runs by backtracking, and does not translate itself.
_BACKTRACKS: Final = r"\(\?<?[=!]|\\(?:[1-9]|k<)"
#: Where a dot that any number of times ends a pattern is of no consequence: nothing has to come after it.
_IDLE: Final = r"(?:[^][\\.{}()|*+?]|\\[\\/.^$|?*+(){}-])*\.\*"

_PAIR: Final = r"u[dD][89aAbB][0-9A-Fa-f]{2}\\u[dD][c-fC-F][0-9A-Fa-f]{2}"
_ESCAPE: Final = rf"\\(?:u\{{[0-9A-Fa-f]+\}}|{_PAIR}|[pP]\{{[^}}]*\}}|k<[^>]*>|[\s\S])"
_OUTSIDE: Final = rf"{_ESCAPE}|\[\^?\]|\{{\d+(?:,\d*)?\}}|\(\?<(?![=!])[^>]*>|\(\??|[\s\S]"
_INSIDE: Final = rf"{_ESCAPE}|[\s\S]"

# ECMA-262, sections 22.2.2.7 (CharacterSet of ``.``), 12.3 (LineTerminator) and 22.2.1 (ClassEscape)
_AS_ENGINE: Final = {
    ".": r"[^\n\r\u2028\u2029]",
    "[^]": r"[\s\S]",
    "[]": r"[^\s\S]",
    "{": r"\{",
    "]": r"\]",
    r"\0": r"\x00",
}
_AS_ENGINE_IN_CLASS: Final = {r"\0": r"\x00", r"\b": r"\x08"}
# sections 12.2, 12.3 (WhiteSpace, LineTerminator) and 22.2.2.9 (CharacterClassEscape)
_SPACE: Final = r"\t\n\x0b\x0c\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_NO_SPACE: Final = (
    r"\x00-\x08\x0e-\x1f\x21-\u009f\u00a1-\u167f\u1681-\u1fff\u200b-\u2027\u202a-\u202e\u2030-\u205e\u2060-\u2fff"
    r"\u3001-\ufefe\uff00-\u{10ffff}"
)
_SPELLED_IN_CLASS: Final = {
    r"\d": "0-9",
    r"\D": r"\x00-\x2f\x3a-\u{10ffff}",
    r"\w": "0-9A-Za-z_",
    r"\W": r"\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\u{10ffff}",
    r"\s": _SPACE,
    r"\S": _NO_SPACE,
}
_SPELLED: Final = {
    **{escape: f"[{members}]" for escape, members in _SPELLED_IN_CLASS.items()},
    r"\b": "(?:(?<=[0-9A-Za-z_])(?![0-9A-Za-z_])|(?<![0-9A-Za-z_])(?=[0-9A-Za-z_]))",
    r"\B": "(?:(?<=[0-9A-Za-z_])(?=[0-9A-Za-z_])|(?<![0-9A-Za-z_])(?![0-9A-Za-z_]))",
}
_CLASS_ESCAPES: Final = ("\\d", "\\D", "\\w", "\\W", "\\s", "\\S", "\\p", "\\P")


def for_engine(pattern: str) -> str:
    """Return a pattern that means to the engine what the given one means in ECMA-262; often the very same."""
    if re.search(_SUSPECT, pattern) is None or re.fullmatch(_IDLE, pattern):
        return pattern
    return "".join(_written(pattern))


def _written(pattern: str) -> Iterator[str]:
    groups = _named_groups(pattern)
    backtracks = re.search(_BACKTRACKS, pattern) is not None
    outside = {**_SPELLED, **_AS_ENGINE} if backtracks else _AS_ENGINE
    inside = {**_SPELLED_IN_CLASS, **_AS_ENGINE_IN_CLASS} if backtracks else _AS_ENGINE_IN_CLASS
    at = 0
    while at < len(pattern):
        part = _part(pattern, at)
        at += len(part)
        if part == "[":
            end = _end_of_class(pattern, at)
            yield "[" + "".join(_members(pattern[at:end], inside)) + pattern[end : end + 1]
            at = end + 1
        elif part.startswith(r"\k<") and part[3:-1] in groups:
            yield f"(?:\\{groups[part[3:-1]]})"  # apart from a digit that may follow
        else:
            yield outside.get(part) or _escape(part)


def _part(pattern: str, at: int) -> str:
    found = re.compile(_OUTSIDE).match(pattern, at)
    return pattern[at] if found is None else found[0]


def _end_of_class(pattern: str, at: int) -> int:
    """Return where the ``]`` of a class stands: only an escaped one does not end it."""
    while at < len(pattern) and pattern[at] != "]":
        at += 2 if pattern[at] == "\\" else 1
    return at


def _members(text: str, known: Mapping[str, str]) -> Iterator[str]:
    parts = re.findall(_INSIDE, text)
    for index, part in enumerate(parts):
        beside = (*parts[max(0, index - 1) : index], *parts[index + 1 : index + 2])
        if part == "-" and any(other.startswith(_CLASS_ESCAPES) for other in beside):
            yield r"\-"  # Annex B.1.2: a class beside a dash is no range
        else:
            yield known.get(part) or _escape(part)


def _escape(part: str) -> str:
    if part[:2] == r"\u" and part.count("\\") == 2:  # a surrogate pair is one code point
        high, low = int(part[2:6], 16), int(part[8:12], 16)
        return f"\\u{{{0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00):x}}}"
    if part[0] == "\\" and not part.isascii():
        return part[1:]
    return part


def _named_groups(pattern: str) -> dict[str, int]:
    """Return the numbers of the groups that have names; every capturing group counts (section 22.2.1.7)."""
    named: dict[str, int] = {}
    number = at = 0
    while at < len(pattern):
        part = _part(pattern, at)
        at += len(part)
        if part == "[":
            at = _end_of_class(pattern, at) + 1
        elif part == "(" or part.startswith("(?<"):
            number += 1
            if part != "(":
                named[part[3:-1]] = number
    return named
