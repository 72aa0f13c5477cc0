"""Sets of code points: the classes and properties that regular expressions of ECMA-262 speak of."""

import re
import unicodedata
from functools import lru_cache
from typing import Final, TypeAlias

#: Inclusive ranges of code points, sorted and apart.
Ranges: TypeAlias = tuple[tuple[int, int], ...]

LAST: Final = 0x10FFFF


class PatternError(ValueError):
    """The text is no regular expression of ECMA-262."""


def normal(ranges: "list[tuple[int, int]]") -> Ranges:
    """Return ranges sorted and joined."""
    joined: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if joined and low <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(high, joined[-1][1]))
        else:
            joined.append((low, high))
    return tuple(joined)


def inverse(ranges: Ranges) -> Ranges:
    """Return every other code point."""
    found, start = [], 0
    for low, high in ranges:
        if start < low:
            found.append((start, low - 1))
        start = high + 1
    return (*found, (start, LAST)) if start <= LAST else tuple(found)


def single(text: str) -> Ranges:
    """Return the code points of the characters."""
    return normal([(ord(character), ord(character)) for character in text])


DIGITS: Final = normal([(0x30, 0x39)])
WORD: Final = normal([(0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A)])
# WhiteSpace and LineTerminator, ECMA-262 sections 12.2 and 12.3
_ZS: Final = (0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000, 0xFEFF)
SPACE: Final = normal([(0x09, 0x0D), (0x20, 0x20), (0x2028, 0x2029), *((code, code) for code in _ZS)])
DOT: Final = inverse(single("\n\r\u2028\u2029"))
ANY: Final = inverse(())

CLASSES: Final = {
    "d": DIGITS,
    "D": inverse(DIGITS),
    "w": WORD,
    "W": inverse(WORD),
    "s": SPACE,
    "S": inverse(SPACE),
}
CONTROL: Final = {"n": "\n", "r": "\r", "t": "\t", "f": "\f", "v": "\v", "0": "\0"}

#: Long names of general categories; scripts stand for the blocks where most of their letters are.
_CATEGORIES: Final = {
    "letter": "L", "uppercase_letter": "Lu", "lowercase_letter": "Ll", "titlecase_letter": "Lt", "mark": "M",
    "number": "N", "decimal_number": "Nd", "digit": "Nd", "punctuation": "P", "punct": "P", "symbol": "S",
    "separator": "Z", "space_separator": "Zs", "other": "C", "control": "Cc", "cntrl": "Cc", "alphabetic": "L",
    "alpha": "L", "currency_symbol": "Sc", "math_symbol": "Sm", "dash_punctuation": "Pd", "modifier_letter": "Lm",
    "other_letter": "Lo", "letter_number": "Nl", "other_number": "No", "nonspacing_mark": "Mn",
    "connector_punctuation": "Pc",
}  # fmt: skip
#: Their short names.
_CATEGORY: Final = re.compile("L[ulmto]?|M[nce]?|N[dlo]?|P[cdseifo]?|S[mcko]?|Z[slp]?|C[cfson]?")

_BLOCKS: Final[dict[str, Ranges]] = {
    "latin": normal([(0x41, 0x5A), (0x61, 0x7A), (0xC0, 0xD6), (0xD8, 0xF6), (0xF8, 0x24F)]),
    "greek": normal([(0x391, 0x3A1), (0x3A3, 0x3E1)]),
    "cyrillic": normal([(0x400, 0x481), (0x48A, 0x52F)]),
    "han": normal([(0x4E00, 0x9FFC)]),
    "hiragana": normal([(0x3041, 0x3096)]),
    "katakana": normal([(0x30A1, 0x30FA)]),
    "arabic": normal([(0x620, 0x63F), (0x641, 0x64A)]),
    "hebrew": normal([(0x5D0, 0x5EA)]),
    "thai": normal([(0xE01, 0xE30)]),
    "ascii": normal([(0, 0x7F)]),
    "any": ANY,
}


@lru_cache(maxsize=64)
def category(name: str) -> Ranges:
    """Return the code points of a Unicode property (``L``, ``Letter``, ``Script=Greek``).

    Raises:
        PatternError: the property is not known here.
    """
    key = name.rpartition("=")[2].lower().removeprefix("is_")
    if key in _BLOCKS:
        return _BLOCKS[key]
    short = _CATEGORIES.get(key, name.rpartition("=")[2])
    if not _CATEGORY.fullmatch(short):
        raise PatternError(f"the property {name} is not known")
    # Half of Unicode is unassigned or private; the first three planes hold every category
    return normal([(code, code) for code in range(0x30000) if unicodedata.category(chr(code)).startswith(short)])
