"""Host names: RFC 1123, section 2.1, with the labels of RFC 5890 and the code points of RFC 5892."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from schemakit.formats.format import Format

_LABEL: Final = re.compile("[0-9A-Za-z](?:[0-9A-Za-z-]*[0-9A-Za-z])?")
_LONGEST, _LONGEST_LABEL = 253, 63

#: RFC 5892, section 2.6: exceptions to what the properties of a code point say.
_VALID: Final = frozenset("\u00df\u03c2\u06fd\u06fe\u0f0b\u3007")
_DISALLOWED: Final = frozenset("\u0640\u07fa\u302e\u302f\u3031\u3032\u3033\u3034\u3035\u303b")
_ARABIC_INDIC: Final = frozenset(map(chr, range(0x660, 0x66A)))
_EXTENDED_ARABIC_INDIC: Final = frozenset(map(chr, range(0x6F0, 0x6FA)))
_LETTERS_AND_DIGITS: Final = frozenset({"Ll", "Lu", "Lo", "Nd", "Lm", "Mn", "Mc"})
_VIRAMA = 9
#: RFC 3490, section 3.1: what separates labels besides the full stop.
_DOTS: Final = re.compile("[.\u3002\uff0e\uff61]")


def is_hostname(text: str) -> bool:
    """Tell whether a string is a host name of letters, digits and hyphens; its A-labels are checked, too."""
    return 0 < len(text) <= _LONGEST and all(map(_is_label, text.split(".")))


def _is_label(label: str) -> bool:
    if len(label) > _LONGEST_LABEL or not _LABEL.fullmatch(label):
        return False
    if label[:4].lower() == "xn--":
        return _is_a_label(label)
    return label[2:4] != "--"


def _is_a_label(label: str) -> bool:
    try:
        decoded = label[4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError, IndexError):
        return False
    if _is_right_to_left(decoded) and not _is_bidi(decoded):
        return False
    return not decoded.isascii() and _is_u_label(decoded) and _encoded(decoded) == label.lower()


def _encoded(label: str) -> str:
    return "xn--" + label.encode("punycode").decode("ascii")


def is_idn_hostname(text: str) -> bool:
    """Tell whether a string is a host name in which labels may be U-labels."""
    # No label is shorter when it is encoded, and encoding a long one takes minutes.
    if not 0 < len(text) <= _LONGEST:
        return False
    labels = _DOTS.split(text)
    if not all(labels):
        return False
    length = sum(len(label if label.isascii() else _encoded(label)) + 1 for label in labels) - 1
    if any(map(_is_right_to_left, labels)) and not all(map(_is_bidi, labels)):
        return False
    return length <= _LONGEST and all(_is_label(label) if label.isascii() else _is_u_label(label) for label in labels)


def _is_u_label(label: str) -> bool:
    """Tell whether a label may be registered: RFC 5891, section 4.2."""
    if label[2:4] == "--" or label.startswith("-") or label.endswith("-"):
        return False
    if len(_encoded(label)) > _LONGEST_LABEL or unicodedata.category(label[0]).startswith("M"):
        return False
    if unicodedata.normalize("NFC", label) != label:
        return False
    return all(_is_allowed(label, index) for index in range(len(label)))


def _is_right_to_left(label: str) -> bool:
    return any(unicodedata.bidirectional(character) in {"R", "AL", "AN"} for character in label)


def _is_bidi(label: str) -> bool:
    """Tell whether a label keeps the rule of RFC 5893, section 2, which holds where any label runs right to left."""
    classes = [unicodedata.bidirectional(character) for character in label]
    ends = [one for one in classes if one != "NSM"]
    if classes[0] in {"R", "AL"}:
        fitting = set(classes) <= {"R", "AL", "AN", "EN", "ES", "CS", "ET", "ON", "BN", "NSM"}
        return fitting and ends[-1] in {"R", "AL", "EN", "AN"} and not {"EN", "AN"} <= set(classes)
    fitting = set(classes) <= {"L", "EN", "ES", "CS", "ET", "ON", "BN", "NSM"}
    return classes[0] == "L" and fitting and ends[-1] in {"L", "EN"}


def _is_allowed(label: str, index: int) -> bool:
    """Tell whether a code point may stand where it does: RFC 5892, sections 2 and 3, and appendix A."""
    character = label[index]
    before, after = label[:index][-1:], label[index + 1 : index + 2]
    match character:
        case "\u200c":
            return _is_virama(before) or _joins(label, index)
        case "\u200d":
            return _is_virama(before)
        case "\u00b7":
            return before == "l" and after == "l"
        case "\u0375":
            return _is_of(after, "GREEK")
        case "\u05f3" | "\u05f4":
            return _is_of(before, "HEBREW")
        case "\u30fb":
            return any(_is_of(one, "HIRAGANA", "KATAKANA", "CJK UNIFIED") for one in label if one != "\u30fb")
        case _ if character in _ARABIC_INDIC:
            return not _EXTENDED_ARABIC_INDIC & set(label)
        case _ if character in _EXTENDED_ARABIC_INDIC:
            return not _ARABIC_INDIC & set(label)
        case _:
            return is_valid_code_point(character)


def _is_virama(character: str) -> bool:
    return bool(character) and unicodedata.combining(character) == _VIRAMA


def _joins(label: str, index: int) -> bool:
    """Tell whether cursive letters join across a place; the letters of Arabic stand for all joining scripts."""
    return _is_of(label[:index][-1:], "ARABIC LETTER") and _is_of(label[index + 1 : index + 2], "ARABIC LETTER")


def _is_of(character: str, *scripts: str) -> bool:
    return bool(character) and unicodedata.name(character, "").startswith(scripts)


@lru_cache(maxsize=4096)
def is_valid_code_point(character: str) -> bool:
    """Tell whether a code point is PVALID, by the algorithm of RFC 5892, section 3."""
    if character in _VALID or (character.isascii() and (character.islower() or character.isdecimal())):
        return True
    if character == "-":
        return True
    if character in _DISALLOWED or "\u1100" <= character <= "\u11ff":
        return False
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", character).casefold())
    return folded == character and unicodedata.category(character) in _LETTERS_AND_DIGITS


HOSTNAME: Final = Format(
    "hostname",
    is_hostname,
    None,
    ("localhost", "example.com", "a-1.example", "xn--bcher-kva.example", "1host"),
    (
        "-a.example",
        "a-.example",
        "a_b.example",
        "a..b",
        "example.com.",
        ".example",
        "",
        "a b",
        "bücher.example",
        "a" * 64,
    ),
)
IDN_HOSTNAME: Final = Format(
    "idn-hostname",
    is_idn_hostname,
    None,
    ("bücher.example", "例え.テスト", "example.com", "실례.테스트", "straße.example"),
    ("〮한.테스트", "-ü", "a..ü", "ü ü", "", "Bücher_1.example", "\u0300a"),
)
