"""Regular expressions with the meaning of ECMA-262 on Python's ``re``, and without its exponential running time."""

import re
from functools import lru_cache
from typing import Final

from schemakit.core.errors import BrokenSchemaError
from schemakit.core.json import Json
from schemakit.runtime.judge import CompiledSchema, compile_schema
from schemakit.runtime.patterns import for_engine
from schemakit.validate.engines.unicode_classes import ranges

# ECMA-262, sections 12.2, 12.3 and 22.2.2.9 (CharacterClassEscape)
_SPACE: Final = r"\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_ANYWHERE: Final = {".": r"[^\n\r\u2028\u2029]", "$": r"\Z", r"\s": f"[{_SPACE}]", r"\S": f"[^{_SPACE}]"}
_IN_CLASS: Final = {"[": r"\[", "[]": r"\[]", "[^]": r"\[^]", "&": r"\&", "|": r"\|", "~": r"\~", r"\s": _SPACE}

_CLOSING: Final = frozenset({"]", "[]", "[^]"})
_TOKEN: Final = re.compile(
    r"\\c[A-Za-z]|\\u\{[0-9A-Fa-f]+\}|\\[pP]\{[^}]*\}|\\k<[^>]*>|\\.|\(\?(?:[:=!]|<[=!]?)|\[\^\]|\[\]|\{\d+(?:,\d*)?\}|.",
    re.DOTALL,
)

#: Steps of backtracking that Python may take for one match; about a second.
_PATIENCE: Final = 20_000_000
_NESTED_PATIENCE: Final = 20


def search(pattern: str, text: str) -> bool:
    """Tell whether a pattern of ECMA-262 matches somewhere in a text.

    Raises:
        BrokenSchemaError: Python has nothing that means the same, or no regular expression is written there.
    """
    if _is_patient(pattern, len(text)):
        return compiled(pattern).search(text) is not None
    # The one question this engine leaves to the other one: its answer would come after the end of the world.
    return _linear(pattern).is_valid(text)


@lru_cache(maxsize=4096)
def compiled(pattern: str) -> re.Pattern[str]:
    """Return Python's regular expression for a pattern of ECMA-262; raises as ``search`` does."""
    try:
        return re.compile("".join(_translated(for_engine(pattern))), re.ASCII)
    except (re.error, OverflowError, RecursionError) as error:
        raise BrokenSchemaError(f"the pattern {pattern!r} means nothing to Python: {error}") from error


@lru_cache(maxsize=256)
def _linear(pattern: str) -> CompiledSchema:
    schema: Json = {"pattern": pattern}
    return compile_schema({"urn:schemakit:pattern": schema}, "urn:schemakit:pattern", formats=False)


def _translated(pattern: str) -> list[str]:
    """Return the parts of a pattern as Python spells them."""
    written = []
    in_class = False
    for part in _TOKEN.findall(pattern):
        if in_class:
            written.append(_IN_CLASS.get(part) or (part if part[0] == "(" else _escape(part)))
            in_class = part not in _CLOSING
        elif part.startswith((r"\p{", r"\P{")):
            inside = ranges(part[3:-1])
            written.append(part if inside is None else f"[{inside}]" if part[1] == "p" else f"[^{inside}]")
        elif part == "[^]":
            written.append(r"(?s:.)")
        elif part == "[]":
            written.append(r"(?!)")
        else:
            written.append(_ANYWHERE.get(part) or _escape(part))
            in_class = part == "["
    return written


def _escape(part: str) -> str:
    if part.startswith(r"\c"):
        return re.escape(chr(ord(part[2]) % 32))
    if part.startswith(r"\u{"):
        return re.escape(chr(min(int(part[3:-1], 16), 0x10FFFF)))
    if part.startswith(r"\p{"):
        return ranges(part[3:-1]) or part  # which Python then refuses
    if part.startswith(r"\k<"):
        return f"(?P={part[3:-1]})"
    return "(?P<" if part == "(?<" else part


@lru_cache(maxsize=4096)
def _repetitions(pattern: str) -> tuple[int, int, bool]:
    """Return how many repetitions a pattern has, ways through its other choices, and whether choices repeat."""
    count = 0
    ways = 1
    nested = False
    choices = [False]  # for each open group: whether it repeats or chooses
    closed = False  # whether the group that ended just before this part does
    quantified = False  # whether a ``?`` here makes a quantifier lazy
    in_class = False
    forms = [1]  # of each open group
    for part in _TOKEN.findall(pattern):
        if in_class:
            in_class = part not in _CLOSING
            continue
        repeats = part in {"*", "+"} or (part[0] == "{" and len(part) > 1)
        if repeats:
            count += 1
            nested = nested or closed
        if repeats or part in {"|", "?"}:
            choices[-1] = True
        if part == "?" and not quantified:
            ways *= 2
        forms[-1] += part == "|"
        closed = False
        if part[0] == "(":
            choices.append(False)
            forms.append(1)
        elif part == ")" and len(choices) > 1:
            closed = choices.pop()
            choices[-1] = choices[-1] or closed
            ways *= forms.pop()
        quantified = repeats or (part == "?" and not quantified)
        in_class = part == "["
    return count, ways * forms[0], nested


def _is_patient(pattern: str, length: int) -> bool:
    count, ways, nested = _repetitions(pattern)
    if length <= _NESTED_PATIENCE:
        return ways <= _PATIENCE
    return not nested and length**count * ways <= _PATIENCE
