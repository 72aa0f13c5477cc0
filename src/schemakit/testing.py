"""For contract tests: Hypothesis strategies of payloads, and an assertion with a readable failure.

from hypothesis import given
from schemakit.testing import payloads, assert_valid

@given(payloads("TaskRunResumeRequestSchema"))
def test_resume_takes_what_its_schema_allows(body): assert client.post("/resume", json=body).status_code == 200
"""

from functools import lru_cache
from pathlib import Path
from typing import TypeAlias, final

from hypothesis import strategies as st

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
from schemakit.pipeline.explained import drawn, findings_of, shown
from schemakit.resolve.schema_set import Name
from schemakit.runtime.values import as_json
from schemakit.validate.engine import EngineName, Judge, judge

__all__ = [
    "ContractHook",
    "Schema",
    "assert_invalid",
    "assert_valid",
    "contract_hook",
    "invalid_payloads",
    "payloads",
]

#: A schema by name, or itself.
Schema: TypeAlias = str | bool | dict[str, Json]

#: Where schemas are read from where nobody says: the first such folder from the current directory upwards.
FOLDER = "schemas"

_ROOT = "Root"


def payloads(schema: Schema, *, schemas: Schemas | str | Path | None = None) -> st.SearchStrategy[Json]:
    """Return a strategy of payloads that are valid against a schema.

    Args:
        schema: a name (``TaskRunResumeRequestSchema``), or a schema in memory.
        schemas: where to find the name: what ``schemakit.load`` has returned, or a file or folder to load; without it
            the folder ``schemas`` in the current directory or the closest one above it.

    Raises:
        UsageError: there is no such schema, file or folder.
        BrokenSchemaError: the schema cannot be compiled.
    """
    known = _known(schema, schemas)
    return _valid_payloads(Construction(known.graph), known.node, known.judged("fast").is_valid)


def invalid_payloads(schema: Schema, *, schemas: Schemas | str | Path | None = None) -> st.SearchStrategy[Payload]:
    """Return a strategy of payloads that a schema refuses, each with a label that says what is broken, and where.

    A payload's ``value`` violates ``violation``: keyword, place in the schema and place in the value. As few other
    assertions as can be are violated besides. Arguments and errors are those of ``payloads``.
    """
    known = _known(schema, schemas)
    reached = tuple(occurrences(known.graph, known.node, formats=known.formats))
    return _invalid_payloads(Construction(known.graph), reached, known.judged("reference").violations)


def assert_valid(payload: object, schema: Schema, *, schemas: Schemas | str | Path | None = None) -> None:
    """Fail unless a payload is valid against a schema; arguments and other errors are those of ``payloads``.

    Raises:
        AssertionError: it is not; the message shows where in the payload, and what must be true instead.
    """
    __tracebackhide__ = True  # pytest shows the line of the test
    handle, name = _handle(schema, schemas), _name(schema)
    found = findings_of(handle, name, payload)
    if found:
        raise AssertionError(f"not a valid {name}:\n\n{drawn(handle, name, payload, found)}")


def assert_invalid(
    payload: object, schema: Schema, *, by: str | None = None, schemas: Schemas | str | Path | None = None
) -> None:
    """Fail unless a schema refuses a payload; arguments and other errors are those of ``payloads``.

    Args:
        payload: a JSON value.
        schema: a name, or a schema in memory.
        by: a keyword that must be among those that refuse it (``maxLength``): a payload that is refused for another
            reason than the one that is meant tests nothing.
        schemas: where to find the name.

    Raises:
        AssertionError: it is valid, or refused by other keywords; the message shows the payload.
    """
    __tracebackhide__ = True  # pytest shows the line of the test
    handle, name = _handle(schema, schemas), _name(schema)
    found = findings_of(handle, name, payload)
    if not found:
        raise AssertionError(f"a valid {name}:\n\n{shown(as_json(payload).value)}")
    if by is not None and by not in {finding.code for finding in found}:
        raise AssertionError(f"no valid {name}, and not refused by `{by}`:\n\n{drawn(handle, name, payload, found)}")


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


def _known(schema: Schema, schemas: Schemas | str | Path | None) -> _Known:
    handle, name = _handle(schema, schemas), _name(schema)
    root = handle.root(name)
    graph = lower(handle.set)
    # a name may stand for an anchor; a name with a pointer is the id of a node as it is
    node = graph.roots.get(Name(name)) or NodeId(root)
    if node not in graph.nodes:
        raise UsageError(f"there is no schema at {name}")
    return _Known(handle, root, graph, node)


def _name(schema: Schema) -> str:
    return schema if isinstance(schema, str) else _ROOT


def _handle(schema: Schema, schemas: Schemas | str | Path | None) -> Schemas:
    if not isinstance(schema, str):
        return from_schema(schema, name=_ROOT)
    if isinstance(schemas, Schemas):
        return schemas
    return _loaded((_folder() if schemas is None else Path(schemas)).resolve())


@lru_cache(maxsize=8)
def _loaded(path: Path) -> Schemas:
    return load([path]).value


def _folder() -> Path:
    here = Path.cwd()
    for parent in (here, *here.parents):
        if (parent / FOLDER).is_dir():
            return parent / FOLDER
    raise UsageError(f"there is no folder {FOLDER!r} in {here} or above it", help="pass schemas=...")
