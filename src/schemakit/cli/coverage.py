"""``--coverage FILE``: what fuzzing has shown of each assertion, written where people and programs can read it."""

from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Final, cast

from schemakit import __version__
from schemakit.contract.suite import FuzzResult
from schemakit.core.atomic import write_text
from schemakit.core.errors import UsageError
from schemakit.core.location import Location
from schemakit.core.pointer import ROOT, ancestors
from schemakit.core.record import replace
from schemakit.fuzz.coverage import Covered
from schemakit.loading.positions import Positions
from schemakit.report.coverage import (
    AssertionCoverage,
    CoverageReport,
    CoveredAssertion,
    CoveredSchema,
    Document,
    State,
)
from schemakit.resolve.schema_set import SchemaSet
from schemakit.runtime.text import write_json

#: By the end of the file's name.
_FORMATS: Final = MappingProxyType(
    {".json": "schemakit.report.coverage_json", ".html": "schemakit.report.coverage_html"}
)


def coverage_files(paths: Iterable[str]) -> tuple[Path, ...]:
    """Return the files to write; raises UsageError where a name does not say in which format."""
    files = tuple(map(Path, paths))
    for file in files:
        if file.suffix.lower() not in _FORMATS:
            raise UsageError(f"`--coverage {file}` does not say in which format", help="name it FILE.html or FILE.json")
    return files


def write_coverage(
    files: Sequence[Path], schemas: SchemaSet, results: Sequence[FuzzResult], positions: Positions, assumptions: str
) -> None:
    """Write the coverage of a run to each of the files, in the format of its name.

    Raises:
        OSError: a file cannot be written.
    """
    if not files:
        return
    coverage = AssertionCoverage(
        version=__version__,
        assumptions=assumptions,
        seed=results[0].seed if results else 0,
        schemas=tuple(_schema(result, schemas, positions) for result in results),
        documents={uri: Document(source.path, source.text) for uri, source in schemas.sources.items()},
    )
    for file in files:
        render = cast(CoverageReport, import_module(_FORMATS[file.suffix.lower()])).render
        write_text(file, render(coverage, positions))


def _schema(result: FuzzResult, schemas: SchemaSet, positions: Positions) -> CoveredSchema:
    found = tuple(_assertion(one, schemas, positions) for one in result.coverage.occurrences)
    return CoveredSchema(result.schema, result.valid, result.invalid, len(result.findings), found)


def _assertion(one: Covered, schemas: SchemaSet, positions: Positions) -> CoveredAssertion:
    location = schemas.origin(one.place)
    state: State = _STATES[one.shown.name]
    return CoveredAssertion(
        keyword=one.keyword,
        location=location,
        mark=_mark(location, positions),
        reached=one.reached,
        state=state,
        example=write_json(one.examples[0]) if one.examples else None,
    )


def _mark(location: Location, positions: Positions) -> Location:
    """Return the name of the keyword; where its author wrote none, the nearest name around it."""
    for pointer in ancestors(location.pointer):
        name = replace(location, pointer=pointer, key=True)
        if pointer != ROOT and positions.span(name) is not None:
            return name
    return replace(location, pointer=ROOT, key=False)


_STATES: Final[dict[str, State]] = {
    "ALONE": "alone",
    "TOGETHER": "together",
    "IMPOSSIBLE": "impossible",
    "DOMINATED": "dominated",
    "OPEN": "open",
}
