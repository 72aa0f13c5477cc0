"""Refuses what is not valid, for types that have no errors of their own."""

import json
from collections.abc import Iterable
from typing import Final

from schemakit.core.errors import ValidationError
from schemakit.core.json import Json
from schemakit.core.pointer import ROOT, child
from schemakit.runtime.guard import Guard, Problem
from schemakit.runtime.text import read_json
from schemakit.runtime.values import as_json

_ENCODE: Final = json.JSONEncoder(allow_nan=False).encode


def judge(guard: Guard, name: str, value: object) -> None:
    """Raise a ``ValidationError`` that says what is wrong with a value, if anything is."""
    if not guard.is_valid(value):
        raise ValidationError(_told(name, tuple(guard.problems(value))))


def parsed(text: str | bytes) -> Json:
    """Return the value of a JSON text; raises a ``ValidationError`` where it is none."""
    try:
        return read_json(text)
    except ValueError as error:
        raise ValidationError(f"no JSON: {error}") from error


def plain(value: object) -> Json:
    """Return what was judged as plain JSON values, a copy without enum members and whatever else Python has.

    Raises:
        schemakit.ValidationError: where no schema looked, there is something that JSON does not have.
    """
    try:
        copied: Json = json.loads(_ENCODE(value))  # in C: a fifth of what walking through it costs
    except (TypeError, ValueError, RecursionError):  # Decimal, UUID, integers of thousands of digits, great depth
        read = as_json(value)
        if read.refused:
            place = read.refused[0]
            raise ValidationError(f"{place.pointer or 'the value'} {place.reason}") from None
        return read.value
    return copied


def _told(name: str, problems: Iterable[Problem]) -> str:
    lines = [f"  at {child(ROOT, *problem.path) or 'the top'}: {problem.sentence}" for problem in problems]
    return "\n".join([f"not a valid {name}:", *lines])
