"""Frozen contracts: cases of each schema in the official suite's format, and what a newer version makes of them."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, final

from schemakit.contract.frozen import Frozen
from schemakit.contract.frozen_problems import NOT_COVERED, NOW_ACCEPTED, NOW_REFUSED, SCHEMA_GONE
from schemakit.contract.shrink import shrunk
from schemakit.core.errors import UsageError
from schemakit.core.finding import Finding
from schemakit.core.json import Json
from schemakit.core.location import Location
from schemakit.core.near import nearest
from schemakit.core.outcome import Outcome
from schemakit.core.pointer import ROOT, child
from schemakit.core.record import dataclass
from schemakit.core.shown import plain
from schemakit.core.violation import Violation
from schemakit.fuzz.construct import Construction
from schemakit.fuzz.coverage import Coverage
from schemakit.fuzz.draws import drawn_each
from schemakit.fuzz.invalid import broken, label
from schemakit.fuzz.occurrences import Reached, occurrences
from schemakit.fuzz.sweep import Sweep
from schemakit.ir.bundle import bundle
from schemakit.ir.graph import SchemaGraph
from schemakit.ir.lower import lower
from schemakit.loading.read import read
from schemakit.loading.source import Source
from schemakit.pipeline.completeness import complete_names
from schemakit.pipeline.schemas import Schemas
from schemakit.resolve.closure import Closure
from schemakit.resolve.schema_set import Name
from schemakit.runtime.text import write_json
from schemakit.validate.applicable import Applicable
from schemakit.validate.engine import Judge, judge
from schemakit.validate.validator import Validator

#: The official suite's own word for remarks on a group.
_COMMENT: Final = "Frozen by schemakit {version}; `format` is {formats}."
_ATTEMPTS: Final = 3
_SHOWN: Final = 200
#: Payloads to choose from, of either kind.
_EXAMPLES: Final = 60


@final
@dataclass(frozen=True, slots=True)
class Exported:
    """The cases of one schema, as a document of the official suite."""

    name: str
    document: Json
    valid: int
    invalid: int
    coverage: Coverage


def export(schemas: Schemas, names: Sequence[str], *, every_way: bool, seed: int, version: str) -> Iterator[Exported]:
    """Freeze the schemas asked for, or all of them, one after the other.

    Raises:
        UsageError: there is no schema of a name.
        BrokenSchemaError: a schema needs something that is not there.
    """
    closure = Closure.of(schemas.set)
    wanted = complete_names(schemas, names, closure)
    graph = lower(schemas.set)
    formats = schemas.formats == "assert"
    comment = _COMMENT.format(version=version, formats="asserted" if formats else "an annotation")
    for name in wanted:
        uri = schemas.root(name)
        fast = judge(schemas.set, uri, formats=formats)
        reference = judge(schemas.set, uri, engine="reference", formats=formats)
        swept = Sweep(graph, graph.roots[name], fast.is_valid, reference.violations, formats).run(_EXAMPLES, seed)
        applicable = Applicable(schemas.set, uri)
        frozen = Frozen(fast.is_valid, reference.violations, applicable, applicable.schema, every_way)
        cases = frozen.cases(swept.payloads)
        tests: list[Json] = [
            {"description": case.description, "data": case.data, "valid": case.valid} for case in cases
        ]
        schema = bundle(schemas.set, graph, closure, name)
        document: Json = [{"description": name, "comment": comment, "schema": schema, "tests": tests}]
        valid = sum(case.valid for case in cases)
        yield Exported(name, document, valid, len(cases) - valid, swept.coverage)


@final
@dataclass(frozen=True, slots=True)
class Checked:
    """What became of frozen cases: how many there are, and what is wrong."""

    sources: tuple[Source, ...]
    cases: int
    findings: tuple[Finding, ...]


def check(schemas: Schemas, folder: Path) -> Outcome[Checked]:
    """Hold frozen cases against the schemas as they are now.

    Raises:
        UsageError: there is no such folder, or what is in it are no cases.
    """
    if not folder.exists():
        raise UsageError(
            f"no such file or folder: {folder.as_posix()}", help="schemakit corpus export --out DIR writes it"
        )
    outcome = read([folder])
    graph = lower(schemas.set)
    findings: list[Finding] = []
    count = 0
    for source in outcome.value:
        for position, group in enumerate(_groups(source)):
            held = _Group(schemas, graph, source, position, group)
            findings.extend(held.findings())
            count += len(held.tests)
    return Outcome(Checked(outcome.value, count, tuple(findings)), outcome.findings)


@final
class _Group:
    """The frozen cases of one schema."""

    def __init__(
        self, schemas: Schemas, graph: SchemaGraph, source: Source, position: int, group: dict[str, Json]
    ) -> None:
        self.name = str(group["description"])
        self.tests = _tests(source, group)
        self._schemas = schemas
        self._graph = graph
        self._source = source
        self._position = position

    def findings(self) -> Iterator[Finding]:
        if self.name not in self._schemas.names:
            near = nearest(self.name, self._schemas.names)
            yield SCHEMA_GONE.at(
                self._place("description"),
                f"there is no schema {plain(self.name)} any more",
                note=f"did you mean {near}?" if near is not None else "",
                help=(f"delete {self._source.path}, if that is meant",),
            )
            return
        validator = self._schemas.validator(self.name)
        violated: set[Location] = set()
        root, formats = self._schemas.root(self.name), self._schemas.formats == "assert"
        reference = judge(self._schemas.set, root, engine="reference", formats=formats)
        for index, (description, data, valid) in enumerate(self.tests):
            if validator.is_valid(data) is not valid:
                yield self._changed(validator, index, description, data)
            if not valid:
                violated |= set(_places(reference.violations(data)))
        yield from self._uncovered(violated)

    def _changed(self, validator: Validator, index: int, description: str, data: Json) -> Finding:
        place = self._place("tests", index, "data")
        found = validator.findings(data)
        if not found:
            return NOW_ACCEPTED.at(place, f"{self.name} accepts now what it refused: {description}")
        return NOW_REFUSED.at(
            place, f"{self.name} refuses now what it accepted: {found[0].message}", help=(f"the case: {description}",)
        )

    def _uncovered(self, violated: set[Location]) -> Iterator[Finding]:
        """Yield the assertions that no case violates although a payload can."""
        formats = self._schemas.formats == "assert"
        root = self._graph.roots[Name(self.name)]
        left = [one for one in occurrences(self._graph, root, formats=formats) if not one.places & violated]
        if not left:
            return
        judged = judge(self._schemas.set, self._schemas.root(self.name), engine="reference", formats=formats)
        construction = Construction(self._graph)
        wanted = [broken(construction, one, judged.violations) for one in left]
        for one, payloads in zip(left, drawn_each(wanted, _ATTEMPTS, 0), strict=True):
            if payloads:
                reduced = shrunk(payloads[0].payload.value, lambda value, one=one: _violates(judged, value, one))  # type: ignore[misc] # mypy infers no lambda with a default
                yield self._missing(one, reduced)

    def _missing(self, one: Reached, payload: Json) -> Finding:
        return NOT_COVERED.at(
            self._schemas.set.origin(one.place),
            f"{self.name}: no frozen case violates `{one.occurrence.keyword}`, as {_cut(write_json(payload))} does",
            help=(f"schemakit corpus export {self.name} --out {Path(self._source.path).parent.as_posix()}",),
        )

    def _place(self, *tokens: str | int) -> Location:
        return Location(self._source.uri, child(ROOT, self._position, *tokens))


def _violates(judged: Judge, value: Json, one: Reached) -> bool:
    named = label(judged.violations(value), one.places)
    return named is not None and named[1]


def _cut(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}..."


def _places(violations: Iterable[Violation]) -> Iterator[Location]:
    for violation in violations:
        yield violation.schema
        for branch in violation.branches:
            yield from _places(branch)


def _groups(source: Source) -> Iterator[dict[str, Json]]:
    groups = source.document
    if not isinstance(groups, list):
        raise _no_corpus(source)
    for group in groups:
        if not isinstance(group, dict) or not isinstance(group.get("description"), str):
            raise _no_corpus(source)
        yield group


def _tests(source: Source, group: dict[str, Json]) -> list[tuple[str, Json, bool]]:
    tests = group.get("tests")
    found = []
    for test in tests if isinstance(tests, list) else [None]:
        if not isinstance(test, dict) or not isinstance(test.get("valid"), bool) or "data" not in test:
            raise _no_corpus(source)
        found.append((str(test.get("description", "")), test["data"], test["valid"] is True))
    return found


def _no_corpus(source: Source) -> UsageError:
    return UsageError(
        f"{source.path} holds no cases in the format of the official suite",
        help="[{description, schema, tests: [{description, data, valid}]}], as `schemakit corpus export` writes them",
    )
