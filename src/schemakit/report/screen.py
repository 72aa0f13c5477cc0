"""What characters of data look like on a screen: nothing in a document may move the cursor or reorder the line."""

from typing import Final, final
from unicodedata import category, east_asian_width

from schemakit.core.record import dataclass

#: Control, format (bidirectional overrides, joiners), surrogate, private, unassigned, line and paragraph separators.
_UNPRINTABLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_CONTROL_PICTURES: Final = 0x2400


@final
@dataclass(frozen=True, slots=True)
class Cell:
    """One character of a document as printed, and the columns that takes."""

    text: str
    width: int


def cell(char: str, *, unicode: bool) -> Cell:
    """Return how a character is printed; a tab is four columns, as compilers draw it."""
    if " " <= char <= "~":
        return Cell(char, 1)
    if char == "\t":
        return Cell("    ", 4)
    if not unicode:
        return _escaped(char)
    kind = category(char)
    if kind in _UNPRINTABLE:
        return Cell(chr(_CONTROL_PICTURES + ord(char)), 1) if char < " " else _escaped(char)
    if kind in {"Mn", "Me"}:
        return Cell(char, 0)
    return Cell(char, 2 if east_asian_width(char) in {"W", "F"} else 1)


def harmless(text: str, *, unicode: bool) -> str:
    """Return the text as one line that is safe to print."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(cell(char, unicode=unicode).text for char in text)


def _escaped(char: str) -> Cell:
    code = ord(char)
    text = f"\\u{code:04x}" if code <= 0xFFFF else f"\\u{{{code:x}}}"
    return Cell(text, len(text))
