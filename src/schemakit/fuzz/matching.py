"""Strings that match patterns, made from their trees and of the length that is asked for."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final, TypeAlias, final

from hypothesis import strategies as st

from schemakit.core.record import dataclass
from schemakit.formats.code_points import PatternError, Ranges
from schemakit.formats.ecma262 import (
    Alternatives,
    Back,
    Chars,
    Edge,
    Group,
    Look,
    Repeat,
    Sequence,
    Tree,
    lengths,
    parse,
)
from schemakit.formats.python_patterns import to_python

#: Draws a value of a strategy.
Draw: TypeAlias = st.DrawFn

#: An open repetition goes on for this long beyond what is asked for, at most.
_FREE: Final = 6
#: How many characters of a set are ever drawn, and how many of each of its ranges.
_ALPHABET, _EACH = 100, 3


@final
@dataclass(frozen=True, slots=True)
class Compiled:
    """A pattern as a tree, and as a search with the same meaning."""

    tree: Tree
    search: "Callable[[str], object]"


@lru_cache(maxsize=1024)
def compiled(pattern: str) -> Compiled | None:
    """Read a pattern; None where it is none, or one that cannot be read here."""
    try:
        tree = parse(pattern)
        return Compiled(tree, re.compile(to_python(tree)).search)
    except (PatternError, re.error, OverflowError, RecursionError):
        return None


def has_match(pattern: str, text: str) -> bool | None:
    """Tell whether a string has a match; None where nobody here can tell."""
    known = compiled(pattern)
    return None if known is None else known.search(text) is not None


@lru_cache(maxsize=1024)
def match_lengths(pattern: str) -> tuple[int, int | None]:
    """Return how many code points a string with a match has at least, and at most where both its ends are matched."""
    known = compiled(pattern)
    return (0, None) if known is None else (lengths(known.tree)[0], _longest(known.tree))


def _longest(tree: Tree) -> int | None:
    match tree:
        case Group(part, _):
            return _longest(part)
        case Alternatives(options):
            each = [_longest(option) for option in options]
            known = [longest for longest in each if longest is not None]
            return max(known) if len(known) == len(each) else None
        case Sequence((Edge("^"), *_, Edge("$"))):
            return lengths(tree)[1]
        case _:
            return None


@lru_cache(maxsize=1024)
def alphabet(ranges: Ranges) -> tuple[str, ...]:
    """Return characters of a set, the plainest first, and of its far ends too."""
    plain = [code for low, high in ranges for code in range(max(low, 0x20), min(high, 0x7E) + 1)]
    plain.sort(key=lambda code: (not chr(code).isalnum(), -code if chr(code).isdecimal() else code))
    if plain and ranges[-1][1] <= 0x7E:
        return tuple(map(chr, plain[:_ALPHABET]))
    ends = [code for low, high in ranges[:_ALPHABET] for code in (low, high, *range(low, min(low + _EACH, high)))]
    usable = [code for code in dict.fromkeys((*plain, *ends)) if not 0xD800 <= code <= 0xDFFF]
    return tuple(map(chr, usable[: 2 * _ALPHABET]))


@lru_cache(maxsize=1024)
def _character(ranges: Ranges) -> st.SearchStrategy[str]:
    return st.sampled_from(alphabet(ranges))


@lru_cache(maxsize=4096)
def _characters(ranges: Ranges, fewest: int, most: int) -> st.SearchStrategy[str]:
    return st.text(_character(ranges), min_size=fewest, max_size=most)


@lru_cache(maxsize=4096)
def between(low: int, high: int) -> st.SearchStrategy[int]:
    """Return a strategy of integers, made once."""
    return st.integers(low, high)


@final
class Match:
    """One match of a tree while it is drawn: what the groups have captured is needed further on."""

    def __init__(self, draw: Draw) -> None:
        """Start with nothing captured."""
        self._draw = draw
        self._captured: dict[int, str] = {}

    def text(self, tree: Tree, low: int, high: int) -> str:
        """Draw a match with a length within the bounds, where the tree has one; else of about that length."""
        match tree:
            case Chars(ranges):
                return self._draw(_character(ranges)) if alphabet(ranges) else ""
            case Sequence(parts):
                return "".join(self._shared(parts, low, high))
            case Alternatives(options):
                fitting = [option for option in options if _fits(option, low, high)] or list(options)
                return self.text(fitting[self._draw(between(0, len(fitting) - 1))], low, high)
            case Repeat(part, fewest, most, _):
                return self._repeated(part, fewest, most, (low, high))
            case Group(part, number):
                self._captured[number] = found = self.text(part, low, high)
                return found
            case Back(number):
                return self._captured.get(number, "")
            case Edge() | Look():
                return ""

    def _shared(self, parts: tuple[Tree, ...], low: int, high: int) -> Iterator[str]:
        """Draw the parts of a sequence; each may be as long as those after it leave room for."""
        bounds = [lengths(part) for part in parts]
        least_after = sum(least for least, _ in bounds)
        open_after = sum(most is None for _, most in bounds)
        most_after = sum(most for _, most in bounds if most is not None)
        used = 0
        for part, (least, most) in zip(parts, bounds, strict=True):
            least_after -= least
            open_after -= most is None
            most_after -= most or 0
            needed = 0 if open_after else low - used - most_after
            found = self.text(part, max(least, needed), max(least, high - used - least_after))
            used += len(found)
            yield found

    def _repeated(self, part: Tree, fewest: int, most: int | None, within: tuple[int, int]) -> str:
        low, high = within
        least, longest = lengths(part)
        if least:
            most = min(high // least, high if most is None else most)
        count_low = fewest if not longest else max(fewest, -(-low // longest))
        count_high = max(count_low, min(count_low + _FREE, count_low + _FREE if most is None else most))
        if isinstance(part, Chars) and alphabet(part.ranges):
            return self._draw(_characters(part.ranges, count_low, count_high))
        count = self._draw(between(count_low, count_high)) if count_low < count_high else count_low
        return "".join(self._shared((part,) * count, low, high))


def _fits(tree: Tree, low: int, high: int) -> bool:
    least, most = lengths(tree)
    return least <= high and (most is None or most >= low)


def looks(tree: Tree) -> Iterator[Tree]:
    """Yield the trees of the positive look-aheads of a pattern: what a match needs besides."""
    match tree:
        case Look(part, ahead=True, negative=False):
            yield part
        case Sequence(parts):
            for part in parts:
                yield from looks(part)
        case Group(part, _):
            yield from looks(part)
        case _:
            pass


def draw_match(draw: Draw, pattern: Compiled, low: int, high: int) -> str:
    """Draw a string that most likely has a match and a length within the bounds; the caller checks."""
    match_ = Match(draw)
    text = match_.text(pattern.tree, low, high)
    if pattern.search(text) is None:
        needed = "".join(match_.text(tree, 0, high).strip() for tree in looks(pattern.tree))
        text = (text[: max(0, high - len(needed))] + needed) if needed else text
    if len(text) < low:
        padding = draw(_characters(((0x61, 0x7A),), low - len(text), low - len(text)))
        text = text + padding if pattern.search(text + padding) is not None else padding + text
    return text
