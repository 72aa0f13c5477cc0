r"""Unicode properties of regular expressions (ECMA-262, ``\p{...}``), which Python's ``re`` does not have."""

import sys
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final

#: Long names of general categories (Unicode Standard Annex 44, table 12); the short ones are what Python calls them.
_CATEGORIES: Final = {
    "Letter": "L",
    "Cased_Letter": "LC",
    "Uppercase_Letter": "Lu",
    "Lowercase_Letter": "Ll",
    "Titlecase_Letter": "Lt",
    "Modifier_Letter": "Lm",
    "Other_Letter": "Lo",
    "Mark": "M",
    "Combining_Mark": "M",
    "Nonspacing_Mark": "Mn",
    "Spacing_Mark": "Mc",
    "Enclosing_Mark": "Me",
    "Number": "N",
    "Decimal_Number": "Nd",
    "digit": "Nd",
    "Letter_Number": "Nl",
    "Other_Number": "No",
    "Punctuation": "P",
    "punct": "P",
    "Connector_Punctuation": "Pc",
    "Dash_Punctuation": "Pd",
    "Open_Punctuation": "Ps",
    "Close_Punctuation": "Pe",
    "Initial_Punctuation": "Pi",
    "Final_Punctuation": "Pf",
    "Other_Punctuation": "Po",
    "Symbol": "S",
    "Math_Symbol": "Sm",
    "Currency_Symbol": "Sc",
    "Modifier_Symbol": "Sk",
    "Other_Symbol": "So",
    "Separator": "Z",
    "Space_Separator": "Zs",
    "Line_Separator": "Zl",
    "Paragraph_Separator": "Zp",
    "Other": "C",
    "Control": "Cc",
    "cntrl": "Cc",
    "Format": "Cf",
    "Surrogate": "Cs",
    "Private_Use": "Co",
    "Unassigned": "Cn",
}

#: Binary properties that Python's own tables answer.
_BINARY: Final[dict[str, Callable[[str], bool]]] = {
    "Any": lambda _: True,
    "ASCII": lambda character: character < "\x80",
    "Alphabetic": str.isalpha,
    "Alpha": str.isalpha,
    "Lowercase": str.islower,
    "Uppercase": str.isupper,
    "White_Space": str.isspace,
}


@lru_cache(maxsize=64)
def ranges(name: str) -> str | None:
    r"""Return what ``\p{name}`` holds as the inside of a character class, or None where that is not known here."""
    has = _predicate(name.removeprefix("General_Category=").removeprefix("gc="))
    return None if has is None else "".join(_spans(has))


def _predicate(name: str) -> Callable[[str], bool] | None:
    if name in _BINARY:
        return _BINARY[name]
    category = _CATEGORIES.get(name, name)
    if category not in _CATEGORIES.values():
        return None
    wanted = ("Lu", "Ll", "Lt") if category == "LC" else (category,)
    return lambda character: unicodedata.category(character).startswith(wanted)


def _spans(has: Callable[[str], bool]) -> Iterator[str]:
    start: int | None = None
    for code in range(sys.maxunicode + 2):
        inside = code <= sys.maxunicode and has(chr(code))
        if inside and start is None:
            start = code
        elif not inside and start is not None:
            yield f"\\U{start:08x}-\\U{code - 1:08x}"
            start = None
