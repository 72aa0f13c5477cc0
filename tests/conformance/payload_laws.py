"""Laws L3 to L8 of the architecture, over schemas of our own, random schemas of every draft, and the corpora.

L3: the complement accepts what the schema refuses, and nothing else.
L4: what is said to have no instance has none that anybody found.
L5: a valid payload is accepted by both engines, by what was lowered and emitted, and by the model.
L6: an invalid payload is refused by all of them, and its label is among the reference engine's errors.
L7: the bare shape of the model refuses no valid payload.
L8: the model says what the judge says of every payload.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Final

import jsonschema_rs
from hypothesis.errors import FlakyStrategyDefinition

from conformance.drawing import OutOfTimeError, within
from conformance.fuzzing import resources
from conformance.verdicts import documents
from corpora import corpora_records
from fuzzed_schema import FuzzedSchema, fuzzed_schema
from generated_models import accepts, model_of, shape_accepts
from official_suite import DRAFTS, groups
from random_schemas import DIALECTS, schemas
from schemakit.contract.waivers import waiver
from schemakit.core.errors import BrokenSchemaError
from schemakit.core.json import Json
from schemakit.core.violation import Violation
from schemakit.fuzz.draws import drawn
from schemakit.fuzz.payload import Payload
from schemakit.fuzz.sweep import Sweep
from schemakit.generate.run import BuiltModel
from schemakit.ir.algebra import Answer, complement, satisfiable
from schemakit.ir.emit import emit
from schemas_of_every_draft import SCHEMAS

#: A law, what it is said of, and whether it holds.
Said = tuple[str, str, bool]

LAWS: Final = ("L3", "L4", "L5", "L6", "L7", "L8")
_SECONDS: Final = 20


def engine(document: Json) -> Callable[[Json], bool]:
    """Return the judge of a standalone document; formats as the graph has them, as annotations."""
    return jsonschema_rs.Draft202012Validator(document, validate_formats=False, offline=True).is_valid


def labelled(violations: Iterable[Violation], label: Violation) -> bool:
    """Tell whether a violation is among others, or among those of their branches."""
    found = list(violations)
    for one in found:  # grows while it is read
        found.extend(inside for branch in one.branches for inside in branch)
    return label in found


def payloads(fuzzed: FuzzedSchema, count: int, seed: int = 0) -> tuple[Payload, ...]:
    """Return valid and invalid payloads of a schema."""
    judges = fuzzed.fast.is_valid, fuzzed.reference.violations
    return Sweep(fuzzed.graph, fuzzed.root, *judges, fuzzed.formats, near=count > 0).run(count, seed).payloads


def of_sets(fuzzed: FuzzedSchema, made: Iterable[Payload]) -> Iterator[Said]:
    """Yield what the algebra says about a schema, for each payload."""
    document = emit(fuzzed.graph, fuzzed.root)
    judge, other, answer = engine(document), complement(document), satisfiable(document)
    refused = None if other is None else engine(other)
    for payload in made:
        valid = judge(payload.value)
        if refused is not None:
            yield "L3", repr(payload), refused(payload.value) is not valid
        if answer is Answer.NO:
            yield "L4", repr(payload), not valid


def of_engines(fuzzed: FuzzedSchema, made: Iterable[Payload]) -> Iterator[Said]:
    """Yield what both engines, and the emitted document, say of each payload."""
    emitted, known = engine(emit(fuzzed.graph, fuzzed.root)), waiver(fuzzed.reference.violations)
    for payload in made:
        value, label = payload.value, payload.violation
        if label is None:
            reference = fuzzed.reference.is_valid(value) or known(value) is not None
            yield "L5", repr(payload), fuzzed.fast.is_valid(value) and reference and emitted(value)
        else:
            about_formats = label.keyword == "format" or fuzzed.formats  # which the emitted document does not assert
            told = labelled(fuzzed.reference.violations(value), label)
            yield (
                "L6",
                repr(payload),
                not fuzzed.fast.is_valid(value) and told and (about_formats or not emitted(value)),
            )


def of_models(fuzzed: FuzzedSchema, model: BuiltModel, made: Iterable[Payload]) -> Iterator[Said]:
    """Yield what the model and its bare shape say of each payload."""
    for payload in made:
        value, valid = payload.value, payload.violation is None
        says = accepts(model, value)
        yield "L8", repr(payload), says is fuzzed.fast.is_valid(value)
        yield ("L5" if valid else "L6"), repr(payload), says is valid
        if valid:
            yield "L7", repr(payload), shape_accepts(model, value)


def said(
    schema: Json,
    dialect: str | None,
    library: Mapping[str, Json] | None = None,
    *,
    formats: bool = True,
    count: int = 0,
) -> Iterator[Said]:
    """Yield everything that the laws say of a schema."""
    fuzzed = fuzzed_schema(schema, dialect, library, formats=formats)
    made = payloads(fuzzed, count)
    yield from of_sets(fuzzed, made)
    yield from of_engines(fuzzed, made)
    model = model_of(schema, dialect=dialect, resources=library, formats="assert" if formats else "annotation")
    yield from of_models(fuzzed, model, made)


def own() -> Iterator[tuple[str, Iterator[Said]]]:
    """Yield what is said of the schemas made for these tests."""
    for name, dialect, schema in SCHEMAS:
        yield name, said(schema, dialect, count=20)


def random(count: int = 40) -> Iterator[tuple[str, Iterator[Said]]]:
    """Yield what is said of random schemas of every draft."""
    for dialect in DIALECTS:
        for schema in drawn(schemas(dialect), count, 11):
            yield f"{dialect} {schema}", said(schema, dialect)


def suite(step: int = 12) -> Iterator[tuple[str, Iterator[Said]]]:
    """Yield what is said of schemas of the official suite."""
    for draft in DRAFTS:
        for group in list(groups(draft))[::step]:
            remote = documents(draft) if "localhost:1234" in str(group.schema) else {}
            yield group.id, said(group.schema, DRAFTS[draft], remote, formats=False)


def real(corpus: str, step: int) -> Iterator[tuple[str, Iterator[Said]]]:
    """Yield what is said of real schemas."""
    for record in islice(corpora_records(corpus), 0, None, step):
        yield record["name"], said(record["schema"], None, resources(record["schema"]))


def tally(source: Iterator[tuple[str, Iterator[Said]]]) -> tuple[Counter[str], list[tuple[str, str, str]], int]:
    """Count what each law says, and list where it does not hold; also how many schemas were too slow or incomplete."""
    counts: Counter[str] = Counter()
    broken: list[tuple[str, str, str]] = []
    left_out = 0
    for name, sayings in source:
        try:
            with within(_SECONDS):
                for law, what, holds in sayings:
                    counts[law] += 1
                    if not holds:
                        broken.append((law, name, what))
        except (OutOfTimeError, FlakyStrategyDefinition, BrokenSchemaError, AttributeError):
            left_out += 1
    return counts, broken, left_out


def main() -> int:
    """Print how often each law was tried; the exit status is 1 where one is broken."""
    print("laws over payloads: how often each was tried, and what breaks one")
    print(f"{'':<22}" + "".join(f"{law:>8}" for law in LAWS) + f"{'broken':>8}{'left out':>10}{'time':>8}")
    status = 0
    sources = {
        "schemas of our own": own(),
        "random, every draft": random(),
        "official suite": suite(),
        "MaskBench": real("maskbench.jsonl.gz", 40),
        "SchemaStore": real("schemastore.jsonl.gz", 25),
    }
    for name, source in sources.items():
        start = time.perf_counter()
        counts, broken, left_out = tally(source)
        status |= bool(broken)
        print(
            f"{name:<22}"
            + "".join(f"{counts[law]:>8}" for law in LAWS)
            + f"{len(broken):>8}{left_out:>10}{time.perf_counter() - start:>6.0f} s",
            flush=True,
        )
        for law, where, what in broken[:20]:
            print(f"    {law} {where[:160]}: {what[:300]}")
    return status
