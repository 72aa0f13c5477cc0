"""What Python values mean as JSON: the door of every judge for values that no JSON parser made."""

import sys
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from math import isfinite
from typing import Final, final

from schemakit.core.json import Json
from schemakit.core.pointer import ROOT, Pointer, child
from schemakit.core.record import dataclass

#: Levels of nesting that every part of schemakit, and every engine behind it, can take.
DEEPEST: Final = 640


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


def as_json(value: object) -> AsJson:
    """Read a Python value as JSON.

    Mappings are objects, lists and tuples are arrays, members of an ``Enum`` are their values, UUIDs and dates are
    their standard text (RFC 9562, ISO 8601), a ``Decimal`` is a number. Everything else, NaN and infinities, lone
    surrogates (RFC 8259, section 8.2), keys that are no strings, and nesting beyond ``DEEPEST`` are refused.
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
        elif isinstance(item, Mapping):
            members: dict[str, Json] = {}
            into[token] = members  # type: ignore[index] # the token fits its container
            for name, member in item.items():
                text = name.value if isinstance(name, Enum) else name
                if not isinstance(text, str):
                    refused.append(Refused(pointer, f"has the key {text!r}, and keys in JSON are strings"))
                elif not _encodes(text):
                    refused.append(Refused(pointer, "has a key with a lone surrogate, which no JSON text can hold"))
                else:
                    members[text] = None
                    work.append((members, text, member, child(pointer, text), depth + 1))
        elif isinstance(item, (list, tuple)):
            items: list[Json] = [None] * len(item)
            into[token] = items  # type: ignore[index] # the token fits its container
            work.extend((items, index, part, child(pointer, index), depth + 1) for index, part in enumerate(item))
        else:
            match _scalar(item):
                case Refused(reason=reason):
                    refused.append(Refused(pointer, reason))
                case scalar:
                    into[token] = scalar  # type: ignore[index] # the token fits its container
    return AsJson(top[0], tuple(sorted(refused, key=lambda place: place.pointer)))


def _scalar(value: object) -> bool | int | float | Decimal | str | Refused | None:
    match value:
        case None | bool() | int():
            return value
        case float() if isfinite(value):
            return value
        case Decimal() if value.is_finite():
            return value
        case float() | Decimal():
            return Refused(ROOT, f"is {value}, and JSON has no such number")
        case str():
            return value if _encodes(value) else Refused(ROOT, "has a lone surrogate, which no JSON text can hold")
        case _ if _is_uuid(value):
            return str(value)
        case datetime() | date() | time():
            return value.isoformat()
        case _:
            return Refused(ROOT, f"is of the Python type {type(value).__name__}, which JSON does not have")


def _is_uuid(value: object) -> bool:
    """Tell whether a value is a UUID, without paying for the module where nobody else did: then there is none."""
    return isinstance(value, getattr(sys.modules.get("uuid"), "UUID", ()))


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
