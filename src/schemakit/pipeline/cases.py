"""Cases for tests of other people's code: payloads of a schema, drawn and frozen, each with what is promised of it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, final

from schemakit.core.errors import UsageError
from schemakit.core.file_name import file_name
from schemakit.core.json import Json
from schemakit.core.location import Location
from schemakit.core.record import dataclass, replace
from schemakit.core.shown import text
from schemakit.core.violation import Violation
from schemakit.fuzz.coverage import Covered, Shown
from schemakit.fuzz.payload import Payload
from schemakit.fuzz.sweep import Sweep
from schemakit.ir.assertions import NodeId
from schemakit.ir.lower import lower
from schemakit.loading.read import read
from schemakit.pipeline.schemas import Schemas
from schemakit.resolve.schema_set import Name
from schemakit.runtime.text import write_json
from schemakit.validate.engine import judge

_LONGEST_ID: Final = 60
_NO_WORD: Final = re.compile(r"[^0-9A-Za-z_$.-]+")


@final
@dataclass(frozen=True, slots=True)
class Case:
    """A payload for a test.

    Attributes:
        schema: name of the schema that it is valid or invalid against.
        id: short and readable, and no other case of the schema has it: ``invalid-branch-maxLength``.
        payload: the JSON value.
        violation: what it violates; None where the schema takes it, whatever a file says.
        is_valid: whether the schema takes it.
        is_frozen: it was read from a file, not drawn.
    """

    schema: str
    id: str
    payload: Any
    violation: Violation | None = None
    is_valid: bool = True
    is_frozen: bool = False

    def __repr__(self) -> str:
        """Show what a test that failed should show of it."""
        return f"<{self.id} of {self.schema}: {text(self.payload)}>"


@final
@dataclass(frozen=True, slots=True)
class Cases:
    """The cases of a schema, and the assertions of the schema that a payload can violate.

    Attributes:
        cases: frozen ones first.
        assertions: places in standard form; a case violates one of them where its ``violation.schema`` is that.
    """

    cases: tuple[Case, ...]
    assertions: frozenset[Location]


def drawn_cases(schemas: Schemas, name: str, *, max_examples: int, seed: int) -> Cases:
    """Draw cases of a schema: about ``max_examples`` of either kind, and one for each assertion at least.

    Raises:
        UsageError: there is no schema of that name.
        BrokenSchemaError: the schema cannot be compiled.
    """
    root = schemas.root(name)
    graph = lower(schemas.set)
    node = graph.roots.get(Name(name)) or NodeId(root)
    if node not in graph.nodes:
        raise UsageError(f"there is no schema at {name}")
    formats = schemas.formats == "assert"
    accepts = judge(schemas.set, root, formats=formats).is_valid
    violations = judge(schemas.set, root, engine="reference", formats=formats).violations
    swept = Sweep(graph, node, accepts, violations, formats).run(max_examples, seed)
    return Cases(_named(name, swept.payloads), _assertions(swept.coverage.occurrences))


def frozen_cases(schemas: Schemas, name: str, folder: Path) -> tuple[Case, ...]:
    """Return the cases in the file of a schema, ``NAME.json`` in the format of the official suite; none without a file.

    What a case promises is what its file says, whatever the schema says today.

    Raises:
        UsageError: the file holds something else, or there is no schema of that name.
    """
    root, file = schemas.root(name), folder / f"{file_name(name)}.json"
    if not file.is_file():
        return ()
    found = read([file])
    if found.findings or not found.value:
        raise UsageError(f"{file}: {found.findings[0].message if found.findings else 'is empty'}")
    try:
        groups = _list(found.value[0].document)
        tests = [(f"{group['description']} " if groups[1:] else "", _list(group["tests"])) for group in groups]
        cases = [_frozen(name, f"{head}{test['description']}", test) for head, every in tests for test in every]
    except (KeyError, TypeError):
        raise UsageError(
            f"{file} holds no tests in the format of the official suite",
            help='[{"description": ..., "schema": ..., "tests": [{"description": ..., "data": ..., "valid": true}]}]',
        ) from None
    violations = judge(schemas.set, root, engine="reference", formats=schemas.formats == "assert").violations
    return _distinct([replace(case, violation=next(iter(violations(case.payload)), None)) for case in cases])


def _named(name: str, payloads: Sequence[Payload]) -> tuple[Case, ...]:
    """Return payloads as cases; the same value once for each thing that it shows."""
    cases = []
    for payload in {(write_json(one.value), one.violation): one for one in payloads}.values():
        violation = payload.violation
        label = "valid" if violation is None else f"invalid-{_label(violation)}"
        cases.append(Case(name, label, payload.value, violation, is_valid=violation is None))
    return _distinct(cases)


def _label(violation: Violation) -> str:
    path = violation.instance.removeprefix("/").replace("/", ".")
    return _slug(f"{path}-{violation.keyword}" if path else violation.keyword)


def _frozen(name: str, description: str, test: dict[str, Json]) -> Case:
    is_valid = test["valid"] is True
    return Case(name, f"frozen-{_slug(description)}", test["data"], is_valid=is_valid, is_frozen=True)


def _slug(text: str) -> str:
    return _NO_WORD.sub("-", text)[:_LONGEST_ID].strip("-")


def _distinct(cases: Sequence[Case]) -> tuple[Case, ...]:
    """Return the cases with numbers after ids that several have."""
    often, seen = Counter(case.id for case in cases), Counter[str]()

    def numbered() -> Iterator[Case]:
        for case in cases:
            seen[case.id] += 1
            yield replace(case, id=f"{case.id}-{seen[case.id]}") if often[case.id] > 1 else case

    return tuple(numbered())


def _assertions(occurrences: Sequence[Covered]) -> frozenset[Location]:
    """Return the places of what some payload can violate, as far as is known."""
    return frozenset(one.place for one in occurrences if one.shown is not Shown.IMPOSSIBLE)


def _list(value: Json) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError
    return value
