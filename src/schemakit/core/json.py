"""JSON values in Python, and what it means for two of them to be equal.

The data model is that of JSON Schema 2020-12 Core, section 4.2: six primitive types, numbers compared by their
mathematical value, booleans never equal to numbers.
"""

from collections.abc import Hashable
from decimal import Decimal
from typing import Final, Literal, TypeAlias

#: A parsed JSON document. ``Decimal`` occurs only for numbers that a float cannot hold (``1e400``).
Json: TypeAlias = "bool | int | float | Decimal | str | list[Json] | dict[str, Json] | None"

#: The seven names a ``type`` keyword may hold.
JsonType: TypeAlias = Literal["null", "boolean", "integer", "number", "string", "array", "object"]

JSON_TYPES: Final[tuple[JsonType, ...]] = ("null", "boolean", "integer", "number", "string", "array", "object")


def json_type(value: Json) -> JsonType:
    """Return the most specific JSON type of a value; a number without a fractional part is an ``integer``.

    Section 4.2.3 of JSON Schema Core and section 6.1.1 of Validation: 1.0 is an integer.
    """
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int():
            return "integer"
        case float():
            return "integer" if value.is_integer() else "number"
        case Decimal():
            return "integer" if value == value.to_integral_value() else "number"
        case str():
            return "string"
        case list():
            return "array"
        case dict():
            return "object"


def json_equal(left: Json, right: Json) -> bool:
    """Tell whether two values are the same JSON value: ``1`` equals ``1.0``, ``1`` does not equal ``true``."""
    return json_key(left) == json_key(right)


def json_key(value: Json) -> Hashable:
    """Return a hashable that is equal for exactly the values that are equal as JSON.

    Python's numeric tower already hashes 1, 1.0 and Decimal(1) alike; what has to be kept apart are the booleans,
    which Python also counts as numbers, and arrays from objects.
    """
    match value:
        case bool():
            return ("boolean", value)
        case list():
            items: list[Hashable] = []
            for item in value:
                items.append(json_key(item))  # noqa: PERF401 - a comprehension costs a second frame a level, and depth is scarce
            return ("array", tuple(items))
        case dict():
            members: set[Hashable] = set()
            for name, item in value.items():
                members.add((name, json_key(item)))
            return ("object", frozenset(members))
        case _:
            return value
