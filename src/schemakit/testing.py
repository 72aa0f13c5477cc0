"""For contract tests: Hypothesis strategies of payloads, and an assertion with a readable failure.

from hypothesis import given
from schemakit.testing import payloads, assert_valid

@given(payloads("TaskRunResumeRequestSchema"))
def test_resume_takes_what_its_schema_allows(body): assert client.post("/resume", json=body).status_code == 200
"""

from argparse import Namespace
from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any, Final, TypeAlias, final

from hypothesis import strategies as st

from schemakit.contract.agree import Disagreement
from schemakit.contract.asking import Judges, judged, wrong
from schemakit.contract.models import subjects_of
from schemakit.contract.subject import Subject
from schemakit.contract.tell import payload_text, said
from schemakit.core.errors import UsageError
from schemakit.core.json import Json
from schemakit.core.record import dataclass
from schemakit.fuzz.construct import Construction
from schemakit.fuzz.invalid import invalid_payloads as _invalid_payloads
from schemakit.fuzz.occurrences import occurrences
from schemakit.fuzz.payload import Payload
from schemakit.fuzz.valid import valid_payloads as _valid_payloads
from schemakit.ir.assertions import NodeId
from schemakit.ir.graph import SchemaGraph
from schemakit.ir.lower import lower
from schemakit.pipeline import Schemas, from_schema, load
from schemakit.pipeline.answers import ContractHook, contract_hook
from schemakit.pipeline.config import Config, configuration
from schemakit.pipeline.explained import drawn, findings_of, shown
from schemakit.pipeline.schemas import Formats, View
from schemakit.resolve.dialects.read import Mode
from schemakit.resolve.schema_set import Name
from schemakit.runtime.values import as_json
from schemakit.validate.engine import EngineName, Judge, judge

__all__ = [
    "ContractHook",
    "Schema",
    "assert_agrees",
    "assert_invalid",
    "assert_valid",
    "contract_hook",
    "invalid_payloads",
    "payloads",
]

#: A schema by name, or itself.
Schema: TypeAlias = str | bool | dict[str, Json]

#: Where a schema is found by its name: in what was loaded, in a file or folder, where the settings of the project say.
Known: TypeAlias = Schemas | str | Path | None

#: Where schemas are read from where the settings of the project say nothing (``[tool.schemakit]`` in the nearest
#: ``pyproject.toml``, or ``schemakit.toml``): the first such folder from the current directory upwards.
FOLDER = "schemas"

#: Imported for a model that is asked for by its target: they need the packages of another extra.
_TARGETS: Final = "schemakit.generate.run"
_GENERATING: Final = "schemakit.pipeline.generating"

_ROOT = "Root"


def payloads(schema: Schema, *, schemas: Known = None, view: View | None = None) -> st.SearchStrategy[Json]:
    """Return a strategy of payloads that are valid against a schema.

    Args:
        schema: a name (``TaskRunResumeRequestSchema``), or a schema in memory.
        schemas: where to find the name: what ``schemakit.load`` has returned, or a file or folder to load; without it
            what ``[tool.schemakit]`` says, or the folder ``schemas`` in the current directory or the closest one above
            it. Whether formats are asserted, what ``nullable`` means and the dialect are the project's settings, too.
        view: which way payloads go (``request``: without what is ``readOnly``, ``response``: without what is
            ``writeOnly``); without it what ``[tool.schemakit]`` says, where it is asked.

    Raises:
        UsageError: there is no such schema, file or folder.
        BrokenSchemaError: the schema cannot be compiled.
    """
    known = _known(schema, schemas, view)
    return _valid_payloads(Construction(known.graph), known.node, known.judged("fast").is_valid)


def invalid_payloads(schema: Schema, *, schemas: Known = None, view: View | None = None) -> st.SearchStrategy[Payload]:
    """Return a strategy of payloads that a schema refuses, each with a label that says what is broken, and where.

    A payload's ``value`` violates ``violation``: keyword, place in the schema and place in the value. As few other
    assertions as can be are violated besides. Arguments and errors are those of ``payloads``.
    """
    known = _known(schema, schemas, view)
    reached = tuple(occurrences(known.graph, known.node, formats=known.formats))
    return _invalid_payloads(Construction(known.graph), reached, known.judged("reference").violations)


def assert_valid(payload: object, schema: Schema, *, schemas: Known = None, view: View | None = None) -> None:
    """Fail unless a payload is valid against a schema; arguments and other errors are those of ``payloads``.

    Raises:
        AssertionError: it is not; the message shows where in the payload, and what must be true instead.
    """
    __tracebackhide__ = True  # pytest shows the line of the test
    handle, name = _handle(schema, schemas, view), _name(schema)
    found = findings_of(handle, name, payload)
    if found:
        raise AssertionError(f"not a valid {name}:\n\n{drawn(handle, name, payload, found)}")


def assert_invalid(
    payload: object,
    schema: Schema,
    *,
    by: str | None = None,
    schemas: Known = None,
    view: View | None = None,
) -> None:
    """Fail unless a schema refuses a payload; arguments and other errors are those of ``payloads``.

    Args:
        payload: a JSON value.
        schema: a name, or a schema in memory.
        by: a keyword that must be among those that refuse it (``maxLength``): a payload that is refused for another
            reason than the one that is meant tests nothing.
        schemas: where to find the name.
        view: which way it goes.

    Raises:
        AssertionError: it is valid, or refused by other keywords; the message shows the payload.
    """
    __tracebackhide__ = True  # pytest shows the line of the test
    handle, name = _handle(schema, schemas, view), _name(schema)
    found = findings_of(handle, name, payload)
    if not found:
        raise AssertionError(f"a valid {name}:\n\n{shown(as_json(payload).value)}")
    if by is not None and by not in {finding.code for finding in found}:
        raise AssertionError(f"no valid {name}, and not refused by `{by}`:\n\n{drawn(handle, name, payload, found)}")


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
    known = _known(schema, schemas, view)
    judges = Judges(known.judged("fast").is_valid, known.judged("reference").violations)
    given = judged(payload, judges)
    for subject in _asked(model, known, _name(schema)):
        for found in wrong(subject, given, judges):
            one = Disagreement(_name(schema), subject.name, found.what, given, found.detail)
            raise AssertionError(f"{one.schema}: {said(one)}: {payload_text(payload)}")


def _asked(model: Any, known: "_Known", name: str) -> tuple[Subject, ...]:  # noqa: ANN401 - as in assert_agrees
    if model == "reference":
        return (Subject("the reference engine", known.judged("reference").is_valid),)
    if isinstance(model, str):
        return subjects_of(f"the generated {model} model", _generated(known.schemas, name, model))
    return subjects_of(getattr(model, "__name__", type(model).__name__), model)


def _generated(schemas: Schemas, name: str, target: str) -> object:
    targets: Mapping[str, object] = import_module(_TARGETS).TARGETS
    if target not in targets:
        raise UsageError(f"there is no target {target!r}", help=f"the targets are {', '.join(targets)}")
    model: object = import_module(_GENERATING).build_model(schemas, name, target=target)
    return model


@final
@dataclass(frozen=True, slots=True)
class _Known:
    """A schema that has been found."""

    schemas: Schemas
    root: str
    graph: SchemaGraph
    node: NodeId

    @property
    def formats(self) -> bool:
        return self.schemas.formats == "assert"

    def judged(self, engine: EngineName) -> Judge:
        return judge(self.schemas.set, self.root, engine=engine, formats=self.formats)


def _known(schema: Schema, schemas: Known, view: View | None) -> _Known:
    handle, name = _handle(schema, schemas, view), _name(schema)
    root = handle.root(name)
    graph = lower(handle.set)
    # a name may stand for an anchor; a name with a pointer is the id of a node as it is
    node = graph.roots.get(Name(name)) or NodeId(root)
    if node not in graph.nodes:
        raise UsageError(f"there is no schema at {name}")
    return _Known(handle, root, graph, node)


def _name(schema: Schema) -> str:
    return schema if isinstance(schema, str) else _ROOT


def _handle(schema: Schema, schemas: Known, view: View | None) -> Schemas:
    if not isinstance(schema, str):
        return _in_view(from_schema(schema, name=_ROOT), view)
    if isinstance(schemas, Schemas):
        return _in_view(schemas, view)
    config = configuration(Namespace())
    paths = _written(config) if schemas is None else (schemas,)
    found = _loaded(tuple(Path(path).resolve() for path in paths), config.dialect, config.nullable, config.formats)
    return _in_view(found, view or config.view)


def _in_view(schemas: Schemas, view: View | None) -> Schemas:
    return schemas if view is None else schemas.view(view)


@lru_cache(maxsize=8)
def _loaded(paths: tuple[Path, ...], dialect: str | None, nullable: Mode, formats: Formats) -> Schemas:
    return load(paths, dialect=dialect, nullable=nullable, formats=formats).value


def _written(config: Config) -> tuple[str | Path, ...]:
    """Return where the settings say that schemas are; where they say nothing, the closest folder of that name."""
    if config.schemas != (FOLDER,):
        return config.schemas
    here = Path.cwd()
    for parent in (here, *here.parents):
        if (parent / FOLDER).is_dir():
            return (parent / FOLDER,)
    raise UsageError(f"there is no folder {FOLDER!r} in {here} or above it", help="pass schemas=...")
