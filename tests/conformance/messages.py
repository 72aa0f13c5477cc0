"""What is said about invalid values: the official suite, SchemaStore and MaskBench, every instance of each."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

import jsonschema_rs

from conformance.verdicts import all_groups, resolved
from corpora import corpora_records
from official_suite import DRAFTS
from schemakit.core.errors import BrokenSchemaError
from schemakit.core.finding import Finding
from schemakit.core.json import Json
from schemakit.core.location import Locator
from schemakit.core.pointer import lookup
from schemakit.core.violation import Violation
from schemakit.core.wording import KEYWORDS
from schemakit.loading.decode import decode
from schemakit.loading.positions import Positions
from schemakit.loading.source import Source
from schemakit.pipeline import Schemas, from_schema
from schemakit.validate.engine import judge
from schemakit.validate.validator import IN_MEMORY, Validator

CORPORA = ("schemastore", "maskbench")


@dataclass
class Figures:
    """How the messages of one corpus fared; whatever is wrong is named in ``wrong``."""

    name: str
    instances: int = 0
    invalid: int = 0
    findings: int = 0
    unusable: int = 0
    alone: int = 0
    wrong: list[str] = field(default_factory=list)
    keywords: Counter[str] = field(default_factory=Counter)

    @property
    def line(self) -> str:
        """One row of the table."""
        return (
            f"{self.name:<14}{self.instances:>10}{self.invalid:>9}{self.findings:>10}{len(self.keywords):>10}"
            f"{self.unusable:>14}{self.alone:>11}{len(self.wrong):>7}"
        )


HEADING = (
    f"{'corpus':<14}{'instances':>10}{'invalid':>9}{'findings':>10}{'keywords':>10}"
    f"{'not compiled':>14}{'only ours':>11}{'wrong':>7}"
)


def suite(draft: str) -> Figures:
    """Explain every test of a draft: the suite's own flag is the judge."""
    figures = Figures(draft)
    for group in all_groups(draft):
        schemas = resolved(group)
        validator = schemas.validator("Root")
        for test in group.tests:
            examine(figures, f"{group.id}: {test.description}", schemas, validator, test.data, valid=test.valid)
    return figures


def corpus(name: str, every: int = 1) -> Figures:
    """Explain the instances of every n-th schema of a corpus: bare jsonschema_rs is the judge."""
    figures = Figures(name)
    for record in islice(corpora_records(f"{name}.jsonl.gz"), 0, None, every):
        examine_record(figures, record["name"], record["schema"], list(_instances(record)))
    return figures


def examine_record(figures: Figures, name: str, schema: Json, instances: list[Json]) -> None:
    """Explain the instances of one schema; what the bare engine compiles, ours must compile."""
    try:
        bare = jsonschema_rs.validator_for(schema, validate_formats=True, offline=True)  # type: ignore[arg-type]
    except (jsonschema_rs.ValidationError, ValueError):
        bare = None
    try:
        schemas = from_schema(schema)  # type: ignore[arg-type]
        validator = schemas.validator("Root")
    except BrokenSchemaError as error:
        figures.unusable += 1
        if bare is not None:
            figures.wrong.append(f"{name}: only the bare engine compiles it: {error}")
        return
    figures.alone += bare is None
    verdict = validator.is_valid if bare is None else bare.is_valid
    for number, value in enumerate(instances):
        examine(figures, f"{name} {number}", schemas, validator, value, valid=verdict(value))


def examine(figures: Figures, case: str, schemas: Schemas, validator: Validator, value: Json, *, valid: bool) -> None:
    """Hold the verdict against the judge's, and every finding against what is promised of it."""
    figures.instances += 1
    figures.invalid += not valid
    if validator.is_valid(value) is not valid:
        figures.wrong.append(f"{case}: the verdict is {not valid}")
        return
    found = validator.findings(value)
    figures.findings += len(found)
    figures.keywords.update(finding.code for finding in found)
    if bool(found) is valid:
        figures.wrong.append(f"{case}: {len(found)} findings of a value that is {'' if valid else 'in'}valid")
    if not found:
        return
    locate = Positions(_source(value))
    figures.wrong += [f"{case}: {why}" for finding in found for why in _faults(finding, schemas, value, locate)]
    figures.wrong += [
        f"{case}: `{violation.keyword}` has no sentence of ours"
        for violation in flat(
            judge(schemas.set, schemas.root("Root"), formats=schemas.formats == "assert").violations(value)
        )
        if violation.keyword not in KEYWORDS and not violation.reason
    ]


def flat(violations: Iterable[Violation]) -> Iterator[Violation]:
    """Yield violations with those of their branches."""
    for violation in violations:
        yield violation
        for branch in violation.branches:
            yield from flat(branch)


def _faults(finding: Finding, schemas: Schemas, value: Json, locate: Locator) -> Iterator[str]:
    try:
        lookup(value, finding.location.pointer)
    except LookupError:
        yield f"nothing is at {finding.location.pointer}"
        return
    excerpt = locate(finding.location)
    if excerpt is None or excerpt.span.line < 1 or not excerpt.lines:
        yield f"no line at {finding.location.pointer}"
    if finding.code not in KEYWORDS:
        yield f"{finding.code}: {finding.message}"
    if not (finding.message and finding.message.isprintable()):
        yield f"not to be printed: {finding.message!r}"
    for place in finding.related:
        try:
            lookup(schemas.set.sources[place.uri].document, place.pointer)
        except LookupError:
            yield f"the schema has nothing at {place}"


def _source(value: Json) -> tuple[Source, ...]:
    """Return a value as a file would hold it."""
    text = json.dumps(value, indent=1).encode()
    return decode(text, path="value.json", uri=IN_MEMORY).value


def _instances(record: dict[str, list[Json]]) -> Iterator[Json]:
    for instance in (*record["valid"], *record["invalid"]):
        yield instance["data"] if isinstance(instance, dict) and set(instance) == {"file", "data"} else instance


def main() -> int:
    """Print the table; the exit status is 1 where a verdict or a message is not what is promised."""
    print("messages: verdicts as the judge's, findings exactly when invalid, each at a place with a line, in our words")
    print(HEADING)
    status = 0
    for draft in DRAFTS:
        status |= _told(suite(draft))
    for name in CORPORA:
        status |= _told(corpus(name))
    return status


def _told(figures: Figures) -> bool:
    print(figures.line, flush=True)
    for why in figures.wrong:
        print(f"    {why}")
    return bool(figures.wrong)
