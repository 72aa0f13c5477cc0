"""Refuses what is not valid, for types that have no errors of their own."""

from collections.abc import Iterable

from schemakit.core.errors import ValidationError
from schemakit.core.json import Json
from schemakit.core.pointer import ROOT, child
from schemakit.runtime.guard import Guard, Problem
from schemakit.runtime.text import read_json


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


def _told(name: str, problems: Iterable[Problem]) -> str:
    lines = [f"  at {child(ROOT, *problem.path) or 'the top'}: {problem.sentence}" for problem in problems]
    return "\n".join([f"not a valid {name}:", *lines])
