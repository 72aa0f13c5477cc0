"""Strings of a length, a pattern, a format."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final, final

from hypothesis import strategies as st

from schemakit.core.json import Json
from schemakit.core.record import dataclass
from schemakit.formats import FORMATS
from schemakit.fuzz.formatted import FORMATTED
from schemakit.fuzz.luck import Unlucky
from schemakit.fuzz.matching import Compiled, Draw, between, compiled, draw_match, has_match, match_lengths
from schemakit.fuzz.terms import Atom, NotFormat, NotPattern
from schemakit.ir.assertions import FormatIs, Pattern, StringLength

#: Letters and digits, and what breaks code: quotes, escapes, line ends, combining and astral characters.
_PLAIN: Final = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -_.,:;/"
_CHARACTERS: Final = st.sampled_from(_PLAIN + "\"'\\\n\t<&%{é\u0301ßİ中\u2028\u200b\ufeff\U0001f600\U0001d54f")

_SPOILERS: Final = st.sampled_from(("", "\n", " ", "é", "-", "A", "0", "\U0001f600"))

_TRIES: Final = 12
#: How much longer than its least a string gets, and the longest that is tried for its own sake.
_FREE, _LONGEST = 8, 20_000
#: The longest that is made because it has to be: one more than a mebibyte. A ``maxLength`` of 2147483647 is not
#: violated: it would take gigabytes.
_MOST: Final = 2**20 + 1


@final
@dataclass(frozen=True, slots=True)
class Wanted:
    """What a conjunction asks of a string."""

    low: int
    high: int | None
    patterns: tuple[str, ...]
    formats: tuple[str, ...]
    not_patterns: tuple[str, ...]
    not_formats: tuple[str, ...]

    def admits(self, text: str) -> bool:
        """Tell whether nothing known here refuses a string."""
        return (
            self.low <= len(text)
            and (self.high is None or len(text) <= self.high)
            and all(has_match(pattern, text) is not False for pattern in self.patterns)
            and not any(has_match(pattern, text) for pattern in self.not_patterns)
            and all(FORMATS[name].accepts(text) for name in self.formats if name in FORMATS)
            and not any(FORMATS[name].accepts(text) for name in self.not_formats if name in FORMATS)
        )


def wanted(atoms: Iterable[Atom]) -> Wanted:
    """Collect what a conjunction asks of a string."""
    low, high = 0, None
    patterns: dict[str, None] = {}
    formats: dict[str, None] = {}
    not_patterns: dict[str, None] = {}
    not_formats: dict[str, None] = {}
    for atom in atoms:
        match atom:
            case StringLength(minimum, maximum):
                low, high = max(low, minimum or 0), _least(high, maximum)
            case Pattern(pattern):
                patterns[pattern] = None
                least, most = match_lengths(pattern)
                low, high = max(low, least), _least(high, most)
            case FormatIs(name):
                formats[name] = None
            case NotPattern(pattern):
                not_patterns[pattern] = None
            case NotFormat(name):
                not_formats[name] = None
            case _:
                pass
    return Wanted(low, high, tuple(patterns), tuple(formats), tuple(not_patterns), tuple(not_formats))


def _least(one: int | None, other: int | None) -> int | None:
    return other if one is None else one if other is None else min(one, other)


def possible(atoms: Sequence[Atom]) -> bool:
    """Tell whether any string may be left."""
    left = wanted(atoms)
    contradicted = set(left.patterns) & set(left.not_patterns) or set(left.formats) & set(left.not_formats)
    return not contradicted and (left.high is None or left.low <= left.high)


def strings(atoms: Sequence[Atom]) -> st.SearchStrategy[Json]:
    """Return a strategy of the strings that are left."""
    return _strings(wanted(atoms))


@st.composite
def _strings(draw: Draw, left: Wanted) -> Json:
    if left.low > _MOST:
        raise Unlucky
    for attempt in range(_TRIES):
        text = _candidate(draw, left, attempt)
        if left.admits(text):
            return text
    raise Unlucky


def _candidate(draw: Draw, left: Wanted, attempt: int) -> str:
    sources = [FORMATTED[name] for name in left.formats if name in FORMATTED]
    known = [one for one in map(compiled, left.patterns) if one is not None]
    if sources and not (known and attempt % 3):
        return _stretched(draw(sources[attempt % len(sources)]), left.low, at_end=attempt % 2 == 1)
    if sources and attempt % 3 == 1:
        return _overlaid(draw(sources[attempt % len(sources)]), _matching(draw, left, known, attempt))
    if known:
        return _matching(draw, left, known, attempt)
    if left.not_formats and attempt % 2:
        return draw(st.sampled_from(FORMATS[left.not_formats[0]].near_misses or ("",)))
    if left.not_patterns and attempt % 2:
        return _spoilt(draw, left)
    return draw(_text(left.low, left.high))


def _matching(draw: Draw, left: Wanted, known: list[Compiled], attempt: int) -> str:
    high = left.low + 4 * _FREE if left.high is None else left.high
    longest = min(high, max(left.low + _FREE, 4 * _FREE)) if attempt < _TRIES // 2 else high
    if len(known) > 1 and attempt % 3 == 2:
        return "".join(draw_match(draw, one, 0, max(0, longest // len(known))) for one in known)
    return draw_match(draw, known[attempt % len(known)], left.low, longest)


def _stretched(text: str, low: int, *, at_end: bool) -> str:
    """Repeat the first or last character until a string is long enough: a mailbox stays one, so does a path."""
    missing = min(low, _LONGEST) - len(text)
    return text + text[-1:] * missing if at_end else text[:1] * missing + text


def _overlaid(text: str, match: str) -> str:
    """Put a match over the start of a string: a year over that of a date."""
    return match + text[len(match) :] if len(match) <= len(text) else match


def _spoilt(draw: Draw, left: Wanted) -> str:
    """Return a match of a pattern with one character too many or too few: a near miss."""
    pattern = compiled(left.not_patterns[0])
    text = (
        ""
        if pattern is None
        else draw_match(draw, pattern, left.low, left.low + 4 * _FREE if left.high is None else left.high)
    )
    place = draw(between(0, len(text)))
    return text[:place] + draw(_SPOILERS) + text[place + 1 :]


@st.composite
def unmatched(draw: Draw, pattern: str) -> str:
    """Draw a string that is nearly a match of a pattern; some are one."""
    return _spoilt(draw, Wanted(0, None, (), (), (pattern,), ()))


@lru_cache(maxsize=1024)
def _text(low: int, high: int | None) -> st.SearchStrategy[str]:
    most = low + _FREE if high is None else min(high, low + _FREE)
    short = st.text(_CHARACTERS, min_size=low, max_size=most) if low <= _LONGEST // 100 else _long(low)
    return st.one_of(short, short, _long(high)) if high is not None and most < high <= _LONGEST else short


def _long(length: int) -> st.SearchStrategy[str]:
    """Return strings of one character over and over: as long as asked, and cheap."""
    return _CHARACTERS.map(lambda character: character * length)


def admits(atoms: Sequence[Atom], text: str) -> bool:
    """Tell whether nothing known here refuses a string."""
    return wanted(atoms).admits(text)
