"""Other people's types as subjects: ``package.module:Type``."""

import json
import sys
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from importlib import import_module
from typing import Any

from schemakit.contract.subject import Subject
from schemakit.core.errors import UsageError, ValidationError
from schemakit.core.json import Json
from schemakit.runtime.text import write_json

#: What a refusal may look like; pydantic's own error is a ``ValueError``.
_REFUSALS = (ValueError, TypeError, ValidationError)


def imported(spec: str) -> Any:  # noqa: ANN401 - whatever the user has at that name
    """Return what a spec like ``package.module:Type`` or ``package.module:Outer.Type`` names.

    Raises:
        UsageError: the spec has another form, the module cannot be imported, or has nothing of that name.
    """
    module, colon, name = spec.partition(":")
    if not (module and colon and name):
        raise UsageError(f"{spec!r} does not name a type", help="write package.module:Type")
    try:
        found: Any = import_module(module)
    except ImportError as error:
        raise UsageError(f"{module} cannot be imported: {error}") from error
    for part in name.split("."):
        if not hasattr(found, part):
            raise UsageError(f"{module} has no {name}")
        found = getattr(found, part)
    return found


def subjects(spec: str) -> tuple[Subject, ...]:
    """Return the subjects that a spec stands for: pydantic models twice, read from values and from text.

    Types of a generated package are read by its ``load`` and ``loads``. Anything else has to be callable with a payload
    and to refuse by raising ``ValueError`` or ``TypeError``.

    Raises:
        UsageError: as ``imported``, or it is neither.
    """
    return subjects_of(spec, imported(spec))


def subjects_of(name: str, model: Any) -> tuple[Subject, ...]:  # noqa: ANN401 - a pydantic model or any callable
    """Return the subjects that a pydantic model (or anything with its methods) or a callable stands for."""
    if all(hasattr(model, method) for method in ("model_validate", "model_validate_json")):
        return (
            Subject(name, _takes(model.model_validate), lambda value: _dumped(model.model_validate(value))),
            Subject(
                f"{name} (from text)",
                lambda value: _takes(model.model_validate_json)(json.dumps(value, default=str)),
                waived=_unwritten,
            ),
        )
    door = _door(model)
    if door is not None:
        return (
            Subject(name, _takes(partial(door.load, model)), lambda value: _given_back(door, door.load(model, value))),
            Subject(f"{name} (from text)", lambda value: _takes(partial(door.loads, model))(write_json(value))),
        )
    if callable(model):
        return (Subject(name, _takes(model)),)
    raise UsageError(f"{name} is neither a pydantic model nor callable")


def _door(model: Any) -> Any:  # noqa: ANN401 - a type of any library, and a module
    """Return the generated package that a type belongs to, which has its ways in and out; None where there is none."""
    package = str(getattr(model, "__module__", "")).rpartition(".")[0]
    generated = hasattr(sys.modules.get(f"{package}.guard"), "SCHEMAS")
    return sys.modules[package] if generated else None


def _given_back(door: Any, loaded: object) -> Json:  # noqa: ANN401 - a module
    given: Json = door.dump(loaded)
    return given


def _takes(read: Callable[[Any], object]) -> Callable[[Any], bool]:
    def accepts(value: Any) -> bool:  # noqa: ANN401 - a payload or its text
        try:
            read(value)
        except _REFUSALS:
            return False
        return True

    return accepts


def _unwritten(payload: Json) -> str | None:
    """Say why a payload has no text here: json.dumps writes no Decimal, which stands for what no float can hold."""
    waiting = [payload]
    for value in waiting:  # grows while it is read
        if isinstance(value, Decimal):
            return "it has a number that no float holds"
        waiting.extend(value if isinstance(value, list) else value.values() if isinstance(value, dict) else ())
    return None


def _dumped(instance: Any) -> Json:  # noqa: ANN401 - an instance of a pydantic model
    dumped: Json = json.loads(instance.model_dump_json(by_alias=True))
    return dumped
