"""Values and names inside sentences: on one line, cut where they are long, harmless to print."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final
from unicodedata import category

from schemakit.core.json import Json

#: Longest text of one value in a sentence, in characters.
LONGEST: Final = 60

_LONGEST_NUMBER: Final = 40
_LONGEST_PATTERN: Final = 120
_SHOWN_MEMBERS: Final = 4

#: Control, format, surrogate, private and unassigned characters, separators: a no-break space looks like any other.
_HARMFUL: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"})
_SPELLED: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def text(value: Json, longest: int = LONGEST) -> str:
    """Return a value as JSON on one line, cut where it is long, with nothing in it that a terminal would act on."""
    match value:
        case str():
            return _quoted(value, longest)
        case bool():
            return "true" if value else "false"
        case None:
            return "null"
        case int() | float() | Decimal():
            return _number(value)
        case list():
            return _list(value, longest)
        case dict():
            return _object(value, longest)


def plain(name: str, longest: int = LONGEST) -> str:
    """Return a name between backquotes, harmless to print."""
    return f"`{_quoted(name, longest)[1:-1]}`" if name else "the empty name"


def one_of(values: Iterable[str], most: int, word: str = "or") -> str:
    """Return texts as an enumeration: ``a, b or c``; of more than ``most``, the first and their number."""
    texts = list(values)
    if len(texts) > most:
        return f"{', '.join(texts[:most])}, ... ({len(texts)} in all)"
    return f"{', '.join(texts[:-1])} {word} {texts[-1]}" if len(texts) > 1 else "".join(texts)


def bare(words: str) -> str:
    """Return words without quotes, a pattern for instance, harmless to print."""
    return _quoted(words, _LONGEST_PATTERN)[1:-1].replace("\\\\", "\\").replace('\\"', '"')


def count(number: Json, one: str, many: str) -> str:
    """Return a number with what is counted: ``1 item``, ``2 items``."""
    return f"{text(number)} {one if number == 1 else many}"


def _list(values: list[Json], longest: int) -> str:
    shallow = len(values) <= _SHOWN_MEMBERS and not any(isinstance(item, (list, dict)) for item in values)
    if shallow:
        return f"[{', '.join(text(item, longest) for item in values)}]"
    return f"an array of {count(len(values), 'item', 'items')}"


def _object(values: dict[str, Json], longest: int) -> str:
    if len(values) <= _SHOWN_MEMBERS and not any(isinstance(member, (list, dict)) for member in values.values()):
        listed = ", ".join(f"{_quoted(name, longest)}: {text(member, longest)}" for name, member in values.items())
        if len(listed) <= longest:
            return f"{{{listed}}}"
    return f"an object with {count(len(values), 'property', 'properties')}"


def _number(value: float | Decimal) -> str:
    if isinstance(value, int) and value.bit_length() > 4 * _LONGEST_NUMBER:
        return f"a number of about {value.bit_length() * 3 // 10} digits"  # log10(2); writing it out may take minutes
    written = str(value)
    return written if len(written) <= _LONGEST_NUMBER else f"{written[:_LONGEST_NUMBER]}..."


def _quoted(words: str, longest: int) -> str:
    cut = words if len(words) <= longest else words[: longest - 3]
    return '"' + "".join(map(_harmless, cut)) + ("..." if cut != words else "") + '"'


def _harmless(character: str) -> str:
    if character in _SPELLED:
        return _SPELLED[character]
    if " " <= character <= "~" or category(character) not in _HARMFUL:
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
