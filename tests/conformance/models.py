"""Models of every target: the verdicts, shapes and round trips of the official suite and of published schemas.

On the suite, its own flag is the judge. On published schemas, the validator judges what others labelled, and the
reference engine, which shares nothing with the models, edits of it.
"""

import builtins
import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from typing import Final, TypeAlias, TypeVar

from conformance.verdicts import resolved
from edits import edits
from generated_code import suspicious
from hostile_schemas import WITNESS, hostile
from model_laws import broken_laws
from official_suite import DRAFTS, Group, groups
from published_schemas import CORPORA, Published, published
from schemakit.core.errors import BrokenSchemaError
from schemakit.core.json import Json
from schemakit.generate.run import TARGETS, BuiltModel
from schemakit.generate.target_name import TargetName
from schemakit.pipeline import Schemas, from_schema
from schemakit.pipeline.generating import build_model, generated_files

#: Edits of the values of each schema, and seconds of a processor in which it must be a model.
EDITS: Final = 20
PATIENCE: Final = 10.0

#: What is edited where nobody published a value.
_PLAIN: Final[tuple[Json, ...]] = ({}, [], "", 1, None)

#: What is known not to hold, as it is printed, with the reason.
KNOWN_GAPS: Final[Mapping[str, str]] = {}

_W = TypeVar("_W", Group, Published)


@dataclass(frozen=True)
class Question:
    """A value with the verdict that a model has to give; ``about`` is "labelled", "edits", or "by format"."""

    about: str
    name: str
    value: Json
    valid: bool


@dataclass
class Result:
    """How the models of one target fared.

    Attributes:
        counts: schemas, models, and how many values were asked about, and how many of those got the right answer.
        slowest: seconds of a processor until there was a model.
        shortfalls: what went wrong, each in a line.
    """

    counts: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    shortfalls: list[str] = field(default_factory=list)

    def add(self, other: "Result") -> None:
        """Count another result in."""
        self.counts += other.counts
        self.slowest = max(self.slowest, other.slowest)
        self.shortfalls += other.shortfalls

    def row(self, *, edited: bool) -> str:
        """One row of the table."""
        shares = (f"{self.counts[f'{kind} right']:>6} of {self.counts[kind]:<6}" for kind in _asked(edited=edited))
        return f"{self.counts['schemas']:>8}{self.counts['models']:>8}{self.slowest:>7.2f} s  {'  '.join(shares)}"


Results: TypeAlias = Mapping[TargetName, Result]


def of_group(group: Group) -> Results:
    """Judge the models of a group by the suite's flags."""
    questions = (Question("labelled", test.description, test.data, test.valid) for test in group.tests)
    return _examine(group.id, resolved(group), questions)


def of_published(schema: Published) -> Results:
    """Judge the models of a published schema by the validator, and by the reference engine."""
    schemas = schema.resolved()
    return _examine(schema.id, schemas, _questions(schema, schemas))


def of_hostile(schema: Published) -> Results:
    """Judge the models of a hostile schema as those of any other, and what their code may do when it is imported."""
    results = of_published(schema)
    for target, result in results.items():
        files = generated_files(schema.resolved(), target=target)
        result.shortfalls += [f"{target} {schema.id}: unsafe: {what}" for what in suspicious(files, _as_always(target))]
        result.shortfalls += [f"{target} {schema.id}: incomplete"] * result.counts["incomplete"]
    if hasattr(builtins, WITNESS):
        raise AssertionError(f"text of {schema.id} was executed")
    return results


@cache
def _as_always(target: TargetName) -> Mapping[str, str]:
    """Return the files of a package that no schema has a say in."""
    files = generated_files(from_schema({"type": "object"}), target=target)
    return {str(file.path): file.text for file in files if file.path.stem not in {"root", "_schemas", "MANIFEST"}}


def _questions(schema: Published, schemas: Schemas) -> Iterator[Question]:
    fast, reference = schemas.validator("Root"), schemas.validator("Root", engine="reference")
    values = [value for value, _ in schema.values]
    for number, value in enumerate(values):
        yield Question("labelled", f"value {number}", value, fast.is_valid(value))
    for how, value in edits(values or _PLAIN, EDITS, schema.id):
        valid = fast.is_valid(value)
        # The reference engine knows the formats of its draft only, and some of them badly (tests/validate), and what
        # drafts 6 and 7 say about the content of strings not at all (the suite's optional/content.json asserts it).
        by_format = reference.is_valid(value) is not valid and _agree_without_formats(schemas, value)
        yield Question(
            "by format" if by_format else "edits", how, value, valid if by_format else reference.is_valid(value)
        )


def _agree_without_formats(schemas: Schemas, value: Json) -> bool:
    bare = Schemas(schemas.set, "annotation")
    told = {finding.code for finding in bare.validator("Root").findings(value)} - {
        "contentMediaType",
        "contentEncoding",
    }
    return bool(told) is not bare.validator("Root", engine="reference").is_valid(value)


def _examine(name: str, schemas: Schemas, questions: Iterable[Question]) -> Results:
    results = {target: Result(Counter(schemas=1)) for target in TARGETS}
    models = {target: _modelled(result, schemas, target, f"{target} {name}") for target, result in results.items()}
    for question in questions if any(models.values()) else ():
        for target, model in models.items():
            if model is not None:
                _ask(results[target], model, question, f"{target} {name}")
    return results


def _modelled(result: Result, schemas: Schemas, target: TargetName, name: str) -> BuiltModel | None:
    """Make a model; None where a schema refers to what the corpus does not have, so that nobody can judge by it."""
    start = time.process_time()
    try:
        model = build_model(schemas, target=target)
    except BrokenSchemaError as error:
        result.counts["incomplete"] += 1
        if "refers to what is not there" not in str(error):
            result.shortfalls.append(f"{name}: no model: {error}")
        return None
    except Exception as crash:  # noqa: BLE001 - a schema that crashes the generator is a shortfall like any other
        result.shortfalls.append(f"{name}: no model: {crash!r}"[:300])
        return None
    result.slowest = time.process_time() - start
    result.counts["models"] += 1
    if result.slowest > PATIENCE:
        result.shortfalls.append(f"{name}: a model after {result.slowest:.1f} s")
    return model


def _ask(result: Result, model: BuiltModel, question: Question, name: str) -> None:
    broken = list(broken_laws(model, question.value, valid=question.valid))
    result.counts.update({question.about: 1, f"{question.about} right": "verdict" not in broken})
    if question.valid:
        result.counts.update({"carried": 1, "carried right": not broken})
    result.shortfalls += [f"{name}: {question.name}: {law}" for law in broken]


def _asked(*, edited: bool) -> tuple[str, ...]:
    return ("labelled", "edits", "by format", "carried") if edited else ("labelled", "carried")


def _table(title: str, parts: Mapping[str, Iterable[_W]], examine: Callable[[_W], Results], *, edited: bool) -> int:
    print(title)
    print(f"{'target':<12}{'':<14}{'schemas':>8}{'models':>8}{'slowest':>9}  "
          + "  ".join(f"{kind:^16}" for kind in _asked(edited=edited)))  # fmt: skip
    unknown: list[str] = []
    with ProcessPoolExecutor(os.cpu_count()) as workers:
        for part, work in parts.items():
            totals = {target: Result() for target in TARGETS}
            for results in workers.map(examine, work, chunksize=8):
                for target, result in results.items():
                    totals[target].add(result)
            for target, total in totals.items():
                print(f"{target:<12}{part:<14}{total.row(edited=edited)}", flush=True)
                unknown += [line for line in total.shortfalls if line not in KNOWN_GAPS]
            incomplete = next(iter(totals.values())).counts["incomplete"]
            if incomplete:
                print(f"    ({incomplete} schemas refer to what the corpus does not have: no validator, and no model)")
    for line in unknown:
        print(f"shortfall: {line}")
    return int(bool(unknown))


def main(every: int = 1) -> int:
    """Print three tables, of one schema of so many; the exit status is 1 where anything unknown falls short."""
    suite = {draft: list(groups(draft))[::every] for draft in DRAFTS}
    bad = _table("models, official suite, required tests: the suite's flag is the judge", suite, of_group, edited=False)
    print()
    schemas = {corpus: published(corpus, every=every) for corpus in CORPORA}
    title = (
        "models, published schemas: labelled values, judged by the validator; edits of them, by the reference engine"
    )
    bad |= _table(title, schemas, of_published, edited=True)
    print()
    title = "models, hostile schemas: safe code, importable, exact by the reference engine"
    numbers = range(0, sum(1 for _ in hostile()), every)  # the schemas themselves are too deep to be sent to a process
    return bad | _table(title, {"hostile": numbers}, _of_numbered, edited=True)


def _of_numbered(number: int) -> Results:
    return of_hostile(next(islice(hostile(), number, None)))
