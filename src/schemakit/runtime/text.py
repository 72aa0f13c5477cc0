"""JSON text to values and back, with every number exact."""

import json
import math
from decimal import Decimal, InvalidOperation
from typing import Final, NoReturn

from schemakit.core.json import Json

#: More digits than this are refused: written out, ``1e999999999`` would fill the memory.
_MOST_DIGITS: Final = 100_000


def read_json(text: str | bytes | bytearray) -> Json:
    """Return the value of a JSON text (RFC 8259), numbers that no ``float`` holds as ``Decimal``.

    Raises:
        ValueError: the text is no JSON, or needs more nesting or digits than can be handled; the message says where.
    """
    try:
        value: Json = _DECODER.decode(text if isinstance(text, str) else text.decode("utf-8-sig"))
    except RecursionError:
        raise ValueError("the text has too many arrays and objects inside each other") from None
    return value


def write_json(value: Json) -> str:
    """Return a JSON text of a value, on one line, every number with all its digits."""
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"), check_circular=False)
    except (TypeError, RecursionError):  # a Decimal, or deeper than the parser of the standard library goes
        return "".join(_written(value))


def write_pretty_json(value: Json) -> str:
    """Return a JSON text of a value for people, with a line for each member; on one line where that cannot be."""
    try:
        return json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    except (TypeError, RecursionError):  # a number that only a Decimal holds, or more depth than json can indent
        return write_json(value) + "\n"


def _written(value: Json) -> list[str]:
    parts: list[str] = []
    # What is still to be written, last first: values, and text that stands for itself.
    work: list[tuple[bool, Json]] = [(False, value)]
    while work:
        literal, item = work.pop()
        match item:
            case str() if literal:
                parts.append(item)
            case Decimal():
                parts.append(str(item))
            case dict():
                work.append((True, "}"))
                for index, (name, member) in enumerate(reversed(item.items()), start=1 - len(item)):
                    key = json.dumps(name, ensure_ascii=False) + ":"
                    work += ((False, member), (True, key if index == 0 else "," + key))
                work.append((True, "{"))
            case list():
                work.append((True, "]"))
                for index, member in enumerate(reversed(item), start=1 - len(item)):
                    work += ((False, member), (True, "" if index == 0 else ","))
                work.append((True, "["))
            case _:
                parts.append(json.dumps(item, ensure_ascii=False, allow_nan=False))
    return parts


def read_number(text: str) -> float | Decimal:
    """Return the value of a number with a fraction or an exponent; ``Decimal`` where no ``float`` holds it.

    Raises:
        ValueError: written out, it would need too many digits.
    """
    number = float(text)
    if number and math.isfinite(number):
        return number
    try:
        exact = Decimal(text)
    except InvalidOperation:
        raise _too_many_digits() from None
    if not exact:
        return number
    if abs(exact.adjusted()) > _MOST_DIGITS:
        raise _too_many_digits()
    return exact


def _too_many_digits() -> ValueError:
    return ValueError(f"a number needs more than {_MOST_DIGITS:,} digits when written out")


def _refuse(word: str) -> NoReturn:
    raise ValueError(f"{word} is no JSON value")


_DECODER: Final = json.JSONDecoder(parse_float=read_number, parse_constant=_refuse)
