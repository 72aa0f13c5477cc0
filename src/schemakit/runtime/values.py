"""What Python values mean as JSON: the door of every judge for values that no JSON parser made."""

import sys
from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from math import isfinite
from typing import Any, Final, Protocol, TypeGuard, cast, final

from schemakit.core.json import Json
from schemakit.core.pointer import ROOT, Pointer, child
from schemakit.core.record import dataclass
from schemakit.core.shown import text as quoted

#: Levels of nesting that every part of schemakit, and every engine behind it, can take.
DEEPEST: Final = 640

#: Digits that a number may need when written out, as when it is read from a file.
MOST_DIGITS: Final = 100_000

#: Integers of more bits may have more digits than ``sys.set_int_max_str_digits`` lets anybody print: 640 is its least.
_PRINTABLE_BITS: Final = 2_100
_SMALL: Final = 2**63


_SURROGATE: Final = "has a lone surrogate, which no JSON text can hold"


@final
@dataclass(frozen=True, slots=True)
class Refused:
    """A place in a value that means nothing as JSON, and why: a phrase that follows the words "the value"."""

    pointer: Pointer
    reason: str


@final
@dataclass(frozen=True, slots=True)
class AsJson:
    """A value as JSON; what is refused reads as null."""

    value: Json
    refused: tuple[Refused, ...]


class _Moment(Protocol):
    def isoformat(self) -> str: ...


def as_json(value: object) -> AsJson:
    """Read a Python value as JSON.

    Mappings are objects, lists and tuples are arrays, members of an ``Enum`` are their values, also as keys, UUIDs and
    dates are their standard text (RFC 9562, ISO 8601), a ``Decimal`` is a number, and what inherits from ``str``,
    ``int``, ``float`` is one. Integers of any size are; the largest are given as ``Decimal``, for which Python has a
    text. Everything else, NaN and infinities, lone surrogates (RFC 8259, section 8.2), keys that are no strings or the
    same string, numbers of more than ``MOST_DIGITS``, and nesting beyond ``DEEPEST`` are refused.
    """
    refused: list[Refused] = []
    top: list[Json] = [None]
    # Each entry: where the result goes, and the value to read. Containers are made first and filled later, so that
    # no depth of nesting costs a Python frame.
    work: list[tuple[list[Json] | dict[str, Json], int | str, object, Pointer, int]] = [(top, 0, value, ROOT, 0)]
    while work:
        into, token, item, pointer, depth = work.pop()
        while isinstance(item, Enum):
            item = item.value
        if isinstance(item, (Mapping, list, tuple)) and depth >= DEEPEST:
            refused.append(Refused(pointer, f"is nested more than {DEEPEST} levels deep"))
            break  # what holds itself twice has more such places than anybody can count
        if isinstance(item, Mapping):
            members: dict[str, Json] = {}
            into[token] = members  # type: ignore[index] # the token fits its container
            for name, member in item.items():
                text = name.value if isinstance(name, Enum) else name
                reason = _no_key(text, members)
                if reason:
                    refused.append(Refused(pointer, reason))
                else:
                    text = str.__str__(text)
                    members[text] = member if _is_plain(member) else None
                    if members[text] is not member:
                        work.append((members, text, member, child(pointer, text), depth + 1))
        elif isinstance(item, (list, tuple)):
            items: list[Json] = list(item)
            into[token] = items  # type: ignore[index] # the token fits its container
            work.extend((items, index, item[index], child(pointer, index), depth + 1) for index in _emptied(items))
        else:
            match _scalar(item):
                case Refused(reason=reason):
                    refused.append(Refused(pointer, reason))
                case scalar:
                    into[token] = scalar  # type: ignore[index] # the token fits its container
    return AsJson(top[0], tuple(sorted(refused, key=lambda place: place.pointer)))


def _is_plain(value: Any) -> TypeGuard[str | bool | int | float | None]:  # noqa: ANN401 - any value at all
    """Tell whether a value certainly means itself, as nearly all do; this is asked for each part of large documents."""
    kind = value.__class__
    if kind is str:
        return bool(value.isascii())
    if kind is int:
        return bool(-_SMALL < value < _SMALL)
    if kind is float:
        return isfinite(value)
    return value is None or kind is bool


def _emptied(items: list[Json]) -> list[int]:
    """Put null where an item has to be read, and return these places."""
    places = [index for index, item in enumerate(items) if not _is_plain(item)]
    for index in places:
        items[index] = None
    return places


def _no_key(key: object, members: Mapping[str, Json]) -> str:
    """Say why something is no key of an object that has some members already; nothing where it is one."""
    if not isinstance(key, str):
        return f"has a key of the Python type {type(key).__name__}, and keys in JSON are strings"
    if not _encodes(key):
        return "has a key with a lone surrogate, which no JSON text can hold"
    return f"has the key {quoted(key)} twice" if key in members else ""


def _scalar(value: object) -> bool | int | float | Decimal | str | Refused | None:
    match value:
        case None | bool():
            return value
        case int():
            return int.__int__(value) if value.bit_length() <= _PRINTABLE_BITS else _decimal(Decimal(value))
        case float():
            return float.__float__(value) if isfinite(value) else _no_number(value)
        case Decimal():
            return _decimal(value)
        case str():
            return str.__str__(value) if _encodes(value) else Refused(ROOT, _SURROGATE)
        case _ if _is_of(value, "uuid", "UUID"):
            return str(value)
        case _ if _is_of(value, "datetime", "date", "time"):  # a datetime is a date
            return str(cast(_Moment, value).isoformat())
        case _:
            return Refused(ROOT, f"is of the Python type {type(value).__name__}, which JSON does not have")


def _decimal(number: Decimal) -> Decimal | Refused:
    if not number.is_finite():
        return _no_number(number)
    if abs(number.adjusted()) > MOST_DIGITS:
        return Refused(ROOT, f"is a number of more than {MOST_DIGITS:,} digits")
    return number


def _no_number(number: float | Decimal) -> Refused:
    return Refused(ROOT, f"is {number}, and JSON has no such number")


def _is_of(value: object, module: str, *names: str) -> bool:
    """Tell whether a value is of a class, without paying for its module where nobody else did: then there is none."""
    return isinstance(value, tuple(getattr(sys.modules[module], name) for name in names if module in sys.modules))


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
