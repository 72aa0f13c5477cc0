"""A model and a schema, held against each other in a test."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any, Final

from schemakit.contract.agree import Disagreement
from schemakit.contract.asking import Judges, judged, wrong
from schemakit.contract.models import subjects_of
from schemakit.contract.subject import Subject
from schemakit.contract.tell import payload_text, said
from schemakit.core.errors import MissingExtraError, UsageError
from schemakit.core.json import Json
from schemakit.pipeline import Schemas
from schemakit.pipeline.schemas import View
from schemakit.testing.found import Known, Schema, name_of
from schemakit.testing.lowered import Lowered, lowered

#: Imported for a model that is asked for by its target: they need the packages of another extra.
_TARGETS: Final = "schemakit.generate.run"
_GENERATING: Final = "schemakit.pipeline.generating"
_GENERATE: Final = "pip install 'schemakit[generate]'"


def assert_agrees(
    model: Any,  # noqa: ANN401 - whatever takes payloads
    payload: Json,
    schema: Schema,
    *,
    schemas: Known = None,
    view: View | None = None,
) -> None:
    """Fail unless a model and a schema are of one mind about a payload; other arguments and errors as of ``payloads``.

    A valid payload must be accepted, by every way into the model, and come back the same; an invalid one must be
    refused. ``model`` is a pydantic model, TypedDict, dataclass, msgspec Struct, attrs class, a type of a generated
    package, or a function that refuses by raising; or the name of a target (``"pydantic"``) for the model that
    ``schemakit generate`` makes, or ``"reference"`` for the reference engine.

    Raises:
        AssertionError: they are not; the message says what the model did.
    """
    __tracebackhide__ = True
    known = lowered(schema, schemas, view)
    judges = Judges(known.judged("fast").is_valid, known.judged("reference").violations)
    given = judged(payload, judges)
    for subject in _asked(model, known, name_of(schema)):
        for found in wrong(subject, given, judges):
            one = Disagreement(name_of(schema), subject.name, found.what, given, found.detail)
            raise AssertionError(f"{one.schema}: {said(one)}: {payload_text(payload)}")


def _asked(model: Any, known: Lowered, name: str) -> tuple[Subject, ...]:  # noqa: ANN401 - as in assert_agrees
    if model == "reference":
        return (Subject("the reference engine", known.judged("reference").is_valid),)
    if isinstance(model, str):
        return subjects_of(f"the generated {model} model", _generated(known.schemas, name, model))
    return subjects_of(getattr(model, "__name__", type(model).__name__), model)


def _generated(schemas: Schemas, name: str, target: str) -> object:
    try:
        targets: Mapping[str, object] = import_module(_TARGETS).TARGETS
    except ModuleNotFoundError as error:
        said = f"a generated model needs {error.name}, which is not installed: {_GENERATE}"
        raise MissingExtraError(said, help=_GENERATE) from None
    if target not in targets:
        raise UsageError(f"there is no target {target!r}", help=f"the targets are {', '.join(targets)}")
    model: object = import_module(_GENERATING).build_model(schemas, name, target=target)
    return model
