"""Which values can be written in code."""

from typing import Final

from schemakit.core.json import Json

#: Python reads brackets in brackets up to 200 deep, and nobody reads them this deep.
_DEEPEST: Final = 50

#: Integers of more bits may have more digits than ``sys.set_int_max_str_digits`` lets anybody write: 640 is its least.
_MOST_BITS: Final = 2_100


def is_literal(value: Json, depth: int = 0) -> bool:
    """Tell whether a value is its own literal: nothing nested deeply, and no number that only ``Decimal`` holds."""
    match value:
        case None | str() | float():
            return True
        case int():
            return value.bit_length() <= _MOST_BITS
        case list() | dict() if depth < _DEEPEST:
            inside = value.values() if isinstance(value, dict) else value
            return all(is_literal(one, depth + 1) for one in inside)
        case _:
            return False


def literal(value: Json) -> str:
    """Return the literal of a value that has one, in ASCII, with double quotes where that needs no escapes."""
    match value:
        case str():
            written = ascii(value)
            return written if {"'", '"'} & {*value} else f'"{written[1:-1]}"'
        case list():
            return f"[{', '.join(map(literal, value))}]"
        case dict():
            return f"{{{', '.join(f'{literal(name)}: {literal(member)}' for name, member in value.items())}}}"
        case _:
            return ascii(value)
