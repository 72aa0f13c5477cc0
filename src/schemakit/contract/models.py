"""Other people's types as subjects: ``package.module:Type``."""

import json
from collections.abc import Callable
from decimal import Decimal
from importlib import import_module
from typing import Any

from schemakit.contract.subject import Subject
from schemakit.core.errors import UsageError, ValidationError
from schemakit.core.json import Json

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

    Anything else has to be callable with a payload, and refuses by raising ``ValueError`` or ``TypeError``.

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
    if callable(model):
        return (Subject(name, _takes(model)),)
    raise UsageError(f"{name} is neither a pydantic model nor callable")


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
