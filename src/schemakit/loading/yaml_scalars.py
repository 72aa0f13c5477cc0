"""Plain scalars to values by the core schema of YAML 1.2, section 10.3.2.

Unlike YAML 1.1: ``on``, ``no`` and ``y`` are strings, ``12:30:45`` and ``1_000`` and dates too, ``010`` is ten,
``0o10`` is eight, ``1e3`` is a number.
"""

import re
from decimal import Decimal
from typing import Final, TypeAlias

from schemakit.loading.numbers import HugeNumberError, to_integer, to_number

Scalar: TypeAlias = bool | int | float | Decimal | str | None

_WORDS: Final[dict[str, bool | None]] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}

_INTEGER: Final = re.compile(r"[-+]?[0-9]+")
_FLOAT: Final = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_OCTAL: Final = re.compile(r"0o[0-7]+")
_HEXADECIMAL: Final = re.compile(r"0x[0-9a-fA-F]+")
_NON_FINITE: Final = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")

#: How the values of each scalar tag but ``str`` are spelled.
_SPELLINGS: Final[dict[str, tuple[re.Pattern[str], ...]]] = {
    "null": (re.compile("~|null|Null|NULL|"),),
    "bool": (re.compile("true|True|TRUE|false|False|FALSE"),),
    "int": (_INTEGER, _OCTAL, _HEXADECIMAL),
    "float": (_FLOAT, _NON_FINITE),
}

#: What a scalar that is no string can begin with; nearly all scalars are told apart by this.
_FIRST: Final = frozenset("~nNtTfF0123456789-+.")

#: Integers in other bases that are longer than this may have more decimal digits than ``int`` prints.
_SURELY_PRINTABLE: Final = 500


class NonFiniteNumberError(ValueError):
    """The scalar is infinite or not a number."""


class WrongTagError(ValueError):
    """The scalar is not of the kind its tag says."""


def plain(text: str, digits: int) -> Scalar:
    """Return the value of a scalar without quotes and tag.

    Raises:
        NonFiniteNumberError: it is ``.inf`` or ``.nan`` in one of their spellings.
        HugeNumberError: it is a number of more than ``digits`` digits.
    """
    if text and text[0] not in _FIRST:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return to_integer(text, digits)
    if _FLOAT.fullmatch(text):
        return to_number(text, digits)
    if _OCTAL.fullmatch(text):
        return _in_base(text, 8, digits)
    if _HEXADECIMAL.fullmatch(text):
        return _in_base(text, 16, digits)
    if _NON_FINITE.fullmatch(text):
        raise NonFiniteNumberError
    return text


def tagged(text: str, tag: str, digits: int) -> Scalar:
    """Return the value of a scalar with one of the tags of the core schema, without prefix: ``int``.

    Raises:
        NonFiniteNumberError, HugeNumberError: as ``plain``.
        WrongTagError: the text is no such value, or the tag is none of scalars.
    """
    if tag == "str":
        return text
    if not any(spelling.fullmatch(text) for spelling in _SPELLINGS.get(tag, ())):
        raise WrongTagError
    if tag == "float" and _FLOAT.fullmatch(text):
        return to_number(text, digits)
    return plain(text, digits)


def _in_base(text: str, base: int, digits: int) -> int | Decimal:
    """Return an integer in octal or hexadecimal digits; ``Decimal`` where ``to_integer`` would return one."""
    if len(text) > digits:
        raise HugeNumberError
    value = int(text[2:], base)
    return value if len(text) <= _SURELY_PRINTABLE else to_integer(str(Decimal(value)), digits)
