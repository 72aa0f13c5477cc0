"""What the fuzzer reaches: payloads for the suite, for real and for hard schemas, and every assertion violated.

The judge of a valid payload is the fast engine, and on the suite also the suite: what it lists as invalid must not be
drawn. The judge of an invalid one is the reference engine: its errors must name the assertion, and alone means that it
names nothing else.
"""

import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Final

from conformance.drawing import Tally, draws
from conformance.verdicts import documents
from corpora import corpora_records
from fuzzed_schema import FuzzedSchema, fuzzed_schema
from hard_schemas import HARD
from official_suite import DRAFTS, Group, groups
from schemakit.core.errors import BrokenSchemaError
from schemakit.core.json import Json, json_key
from schemakit.fuzz.coverage import Shown
from schemakit.fuzz.draws import drawn
from schemakit.fuzz.occurrences import occurrences
from schemakit.fuzz.sweep import Sweep, Swept
from schemakit.fuzz.terms import Holds
from schemakit.ir.algebra import Answer, satisfiable
from schemakit.ir.emit import emit
from schemakit.pipeline import load
from schemakit.pipeline.fuzzing import fuzz_schemas
from schemakit.testing import payloads

DRAWS: Final = 15
REPOSITORY: Final = Path(__file__).resolve().parents[2]
SEEDS: Final = (
    "ClaudeTaskRunCreateSchema",
    "CodexTaskRunCreateSchema",
    "PatchedTaskRunUpdate",
    "TaskRunBootstrapCreateRequest",
    "TaskRunResumeRequestSchema",
)
#: What each corpus has to reach.
TO_REACH: Final = {"draft7": 0.995, "draft2020-12": 0.99, "SchemaStore": 0.97, "MaskBench": 0.995, "hard": 0.9}
#: Real schemas whose every assertion is to be violated: which ones of a corpus, and with how many assertions at most.
SAMPLES: Final = {"MaskBench": ("maskbench.jsonl.gz", 20, 1000), "SchemaStore": ("schemastore.jsonl.gz", 6, 120)}
_SAMPLE: Final = 60


def suite(draft: str, step: int = 1) -> Tally:
    """Draw from every group of a draft that has a valid instance."""
    tally = Tally()
    for group in list(groups(draft))[::step]:
        if any(test.valid for test in group.tests):
            fuzzed = fuzzed_schema(group.schema, DRAFTS[draft], documents(draft), formats=False)
            tally.add(group.id, draws(fuzzed, DRAWS, _knowing(group, fuzzed)))
    return tally


def _knowing(group: Group, fuzzed: FuzzedSchema) -> Callable[[Json], bool]:
    """Return a judge that knows the suite's own flags, and asks the fast engine about everything else."""
    flags = {json_key(test.data): test.valid for test in group.tests}
    return lambda payload: flags.get(json_key(payload), True) and fuzzed.fast.is_valid(payload)


@cache
def store() -> Mapping[str, Json]:
    """Return the schemas of the store by the addresses that others refer to them by."""
    found: dict[str, Json] = {}
    for record in corpora_records("schemastore.jsonl.gz"):
        schema = record["schema"]
        addresses = {str(schema.get(name, "")).partition("#")[0] for name in ("$id", "id")}
        addresses |= {f"https://json.schemastore.org/{record['name']}{end}" for end in ("", ".json")}
        found.update({address: schema for address in addresses if address.startswith("http")})
    return found


def resources(schema: Json) -> dict[str, Json]:
    """Return what a schema refers to in the store, directly or through others."""
    found: dict[str, Json] = {}
    ahead = [schema]
    while ahead:
        for address in re.findall(r'"\$ref": "(http[^"#]+)', json.dumps(ahead.pop())):
            if address in store() and address not in found:
                found[address] = store()[address]
                ahead.append(found[address])
    return found


def real(corpus: str, step: int = 1) -> tuple[Tally, int]:
    """Draw from real schemas that accept one of their own examples; also count those that lack what they refer to."""
    tally, incomplete = Tally(), 0
    for record in islice(corpora_records(corpus), 0, None, step):
        values = [one["data"] if corpus.startswith("schemastore") else one for one in record["valid"]]
        try:
            fuzzed = fuzzed_schema(record["schema"], resources=resources(record["schema"]))
            works = any(map(fuzzed.fast.is_valid, values))
        except (BrokenSchemaError, AttributeError):  # which the library of the reference engine raises for lists
            incomplete += 1
            continue
        if works:
            tally.add(record["name"], draws(fuzzed, DRAWS))
    return tally, incomplete


def hard() -> Tally:
    """Draw from the hard schemas; those without an instance have to be known to have none."""
    tally = Tally()
    for name, has_instance, schema in HARD:
        fuzzed = fuzzed_schema(schema)
        one = draws(fuzzed, DRAWS)
        tally.add(name, one)
        said = (
            not fuzzed.construction.possible((Holds(fuzzed.root),))
            or satisfiable(emit(fuzzed.graph, fuzzed.root)) is Answer.NO
        )
        if not has_instance and said and not one.payloads:
            tally.failed.pop()
        elif has_instance and said:
            tally.failed.append((name, "WRONG"))
    return tally


def minimal(fuzzed: FuzzedSchema) -> Swept:
    """Violate every assertion of a schema with as few payloads as it takes."""
    judges = fuzzed.fast.is_valid, fuzzed.reference.violations
    return Sweep(fuzzed.graph, fuzzed.root, *judges, fuzzed.formats, near=False).run(0, 0)


def sample(name: str, count: int = _SAMPLE) -> Iterator[tuple[str, FuzzedSchema]]:
    """Yield real schemas of a corpus, the same ones every time."""
    corpus, step, most = SAMPLES[name]
    found = 0
    for record in islice(corpora_records(corpus), 0, None, step):
        try:
            fuzzed = fuzzed_schema(record["schema"])
        except (BrokenSchemaError, AttributeError):
            continue
        if found < count and sum(1 for _ in occurrences(fuzzed.graph, fuzzed.root)) <= most:
            found += 1
            yield record["name"], fuzzed


def assertions(name: str) -> bool:
    """Print how far the assertions of a sample are violated; tell whether that is as far as it has to be."""
    shown: Counter[Shown] = Counter()
    made = wrong = schemas = 0
    start = time.perf_counter()
    for _, fuzzed in sample(name):
        swept = minimal(fuzzed)
        schemas += 1
        shown.update(one.shown for one in swept.coverage.occurrences)
        broken = [payload for payload in swept.payloads if payload.violation is not None]
        made += len(broken)
        wrong += sum(fuzzed.fast.is_valid(payload.value) for payload in broken)
        wrong += sum(not fuzzed.fast.is_valid(payload.value) for payload in swept.payloads if payload.violation is None)
    total = shown.total()
    proved = shown[Shown.DOMINATED] + shown[Shown.IMPOSSIBLE]
    done = (shown[Shown.ALONE] + proved) / total
    print(
        f"{name:<14}{schemas:>8}{total:>12}{shown[Shown.ALONE] / total:>9.1%}{proved / total:>12.1%}{done:>9.1%}"
        f"{shown[Shown.TOGETHER]:>10}{shown[Shown.OPEN]:>6}{made / total:>10.2f}{wrong:>7}"
        f"{time.perf_counter() - start:>7.0f} s",
        flush=True,
    )
    return done >= 0.98 and made <= 1.5 * total and not wrong


def optional_keys() -> bool:
    """Print in which share of the payloads of the seeds each optional key is."""
    every: list[float] = []
    for name in SEEDS:
        strategy = payloads(name, schemas=REPOSITORY / "schemas")
        found = [payload for seed in (1, 2, 3) for payload in drawn(strategy, 1000, seed)]
        present = Counter(key for payload in found if isinstance(payload, dict) for key in payload)
        shares = [count / len(found) for count in present.values() if len(found) / 5 < count < len(found)]
        every.extend(shares)
        print(
            f"{name:<32}{len(shares):>5} optional keys, each in {min(shares):.1%} to {max(shares):.1%} of 1,000 draws"
        )
    return all(0.4 <= share <= 0.6 for share in every)


def seeds(max_examples: int = 1000) -> bool:
    """Print what everybody says about the payloads of the seeds."""
    start = time.perf_counter()
    asked = unshown = apart = occurrence = 0
    for result in fuzz_schemas(load([REPOSITORY / "schemas"]).value, SEEDS, max_examples=max_examples, seed=1):
        asked += result.valid + result.invalid
        apart += len(result.disagreements)
        occurrence += len(result.coverage.occurrences)
        unshown += sum(
            not (one.reached and one.shown in (Shown.ALONE, Shown.DOMINATED)) for one in result.coverage.occurrences
        )
    print(
        f"five seeds: {asked:,} payloads, {apart} disagreements of engines and models of all targets; {occurrence}"
        f" assertions, {occurrence - unshown} of them satisfied and violated; {time.perf_counter() - start:.0f} s"
    )
    return asked >= 10_000 and not apart and not unshown


def row(name: str, tally: Tally, note: str = "") -> bool:
    """Print a row of the table of draws; tell whether the corpus reaches what it has to."""
    key = name.partition(" ")[0]
    print(
        f"{name:<14}{tally.asked:>9}{tally.drawn:>10}{tally.share:>9.2%}{TO_REACH.get(key, 0):>10.1%}{tally.wrong:>7}"
        f"{tally.seconds:>7.0f} s  {note}",
        flush=True,
    )
    for failed, problem in tally.failed:
        print(f"    {problem}: {failed}")
    return tally.share >= TO_REACH.get(key, 0) and not tally.wrong


def main() -> int:
    """Print the tables; the exit status is 1 where something is not reached."""
    print(f"valid payloads: {DRAWS} draws of each schema, default settings, every health check, 30 s at most")
    print(f"{'':<14}{'schemas':>9}{'payloads':>10}{'all well':>9}{'to reach':>10}{'wrong':>7}{'time':>9}")
    reached = [row(draft, suite(draft)) for draft in DRAFTS]
    reached.append(row("hard", hard(), "handwritten; a third has no instance, and is known to have none"))
    for name, corpus in (("SchemaStore", "schemastore.jsonl.gz"), ("MaskBench", "maskbench.jsonl.gz")):
        tally, incomplete = real(corpus)
        reached.append(row(name, tally, f"{incomplete} more refer to what is not there" if incomplete else ""))
    print("\ninvalid payloads: each assertion alone, labels checked by the reference engine, validity by the fast one")
    print(
        f"{'':<14}{'schemas':>8}{'assertions':>12}{'alone':>9}{'impossible':>12}{'both':>9}{'together':>10}"
        f"{'open':>6}{'each':>10}{'wrong':>7}{'time':>9}"
    )
    reached.extend(assertions(name) for name in SAMPLES)
    print()
    reached.append(optional_keys())
    reached.append(seeds())
    return 0 if all(reached) else 1
