"""L11 over the official suite: whatever is found has a place in a text, with a line and a column.

Each schema, and each instance that the suite calls invalid, is written out as a file would be, and every location of
every finding is looked for in those texts.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from conformance.verdicts import documents
from official_suite import DRAFTS, Group, groups
from schemakit.check.suppress import Selection
from schemakit.core.finding import Finding
from schemakit.core.json import Json
from schemakit.core.location import Uri
from schemakit.core.outcome import Outcome
from schemakit.loading.positions import Positions
from schemakit.loading.source import Source
from schemakit.pipeline.checking import check
from schemakit.pipeline.schemas import Schemas
from schemakit.resolve.resolve import resolve
from schemakit.validate.validator import Validator

_EVERYTHING = Selection(select=("all",))


@dataclass(frozen=True)
class Located:
    """How many locations a draft's findings have, and which of them are nowhere."""

    findings: int
    locations: int
    lost: tuple[tuple[str, str, str], ...]


def written(value: Json, name: str) -> Source:
    """A document as if read from a file."""
    return Source(f"{name}.json", Uri(f"file:///{name}.json"), json.dumps(value, indent=1), "json", value)


def locate(draft: str) -> Located:
    """Look for the place of everything that `check` and `validate` find in the required tests of a draft."""
    found = places = 0
    lost: list[tuple[str, str, str]] = []
    for group in groups(draft):
        for finding, positions in _findings(group):
            found += 1
            for location in (finding.location, *finding.related):
                places += 1
                if location.excerpt is None and positions.span(location) is None:
                    lost.append((group.id, finding.code, f"{location.uri}#{location.pointer}"))
    return Located(found, places, tuple(lost))


def _findings(group: Group) -> Iterator[tuple[Finding, Positions]]:
    schema = written(group.schema, "schema")
    remote = documents(group.draft) if "localhost:1234" in schema.text else {}
    libraries = [Source(uri, Uri(uri), json.dumps(value), "json", value) for uri, value in remote.items()]
    resolved = resolve([schema], libraries=libraries, dialect=DRAFTS[group.draft])
    schemas = Schemas(resolved.value)
    sources: Iterable[Source] = resolved.value.sources.values()
    for finding in check(Outcome(schemas, resolved.findings), _EVERYTHING):
        yield finding, Positions(sources)
    validator = Validator(schemas.set, next(iter(schemas.set.names.values())), formats=False)
    for test in group.tests:
        if not test.valid:
            instance = written(test.data, "instance")
            for finding in validator.findings(test.data, document=instance.uri):
                yield finding, Positions((*sources, instance))


def main() -> int:
    """Print a table; the exit status is 1 where a place is lost."""
    print("L11: the places of what `check` and `validate` find, in the texts of the required tests")
    print(f"{'draft':<14}{'findings':>9}{'places':>8}{'lost':>6}")
    status = 0
    for draft in DRAFTS:
        result = locate(draft)
        status |= bool(result.lost)
        print(f"{draft:<14}{result.findings:>9}{result.locations:>8}{len(result.lost):>6}")
    return status
