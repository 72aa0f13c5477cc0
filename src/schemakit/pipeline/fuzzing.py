"""Fuzz: payloads past both engines and the models, schema by schema."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from typing import Final, TypeAlias, final

from schemakit.contract.apart import Apart
from schemakit.contract.suite import FuzzResult, fuzz
from schemakit.core.record import dataclass
from schemakit.pipeline.contest import Contest
from schemakit.pipeline.processes import CAN_FORK, mapped, mapped_until
from schemakit.pipeline.schemas import Schemas
from schemakit.resolve.schema_set import Name

#: Told how it goes with a schema: its name, how many payloads are done, of how many.
Progress: TypeAlias = Callable[[str, int, int], None]

#: Seconds that somebody's code may take for a payload, where nobody says another number.
DEADLINE: Final = 10.0


def quiet(name: str, done: int, whole: int) -> None:
    """Tell nobody."""
    del name, done, whole


@final
@dataclass(frozen=True, slots=True)
class Effort:
    """How much to try.

    Attributes:
        max_examples: about how many payloads of either kind, for each schema.
        seed: the same one makes the same payloads.
        deadline: seconds that the code of other people may take for one payload.
        budget: seconds for all schemas together; None: as long as it takes.
        jobs: processes, each with schemas of its own; systems that cannot fork have one.
    """

    max_examples: int = 200
    seed: int = 0
    deadline: float = DEADLINE
    budget: float | None = None
    jobs: int = 1


def fuzz_schemas(
    schemas: Schemas,
    names: Sequence[str] = (),
    *,
    models: Sequence[str] = (),
    max_examples: int = 200,
    seed: int = 0,
) -> Iterator[FuzzResult]:
    """Fuzz the schemas asked for, or all of them, one after the other.

    The fast engine is the judge; subjects are the reference engine, our own generated models of the schema, and the
    ``models`` (``package.module:Type``). These are held against the schemas that are asked for; where none is, against
    the one that has the name of the type.

    Raises:
        UsageError: there is no schema or no model of a name.
        BrokenSchemaError: a schema needs something that is not there.
    """
    contest = Contest.of(schemas, names, models)
    for _, result in fuzz_contest(contest, Effort(max_examples, seed)):
        if result is not None:
            yield result


def fuzz_contest(
    contest: Contest, effort: Effort, *, progress: Progress = quiet
) -> Iterator[tuple[Name, FuzzResult | None]]:
    """Yield each schema's name with what fuzzing it came to, in their order; None: there was no time for it."""
    until = None if effort.budget is None else time.monotonic() + effort.budget
    names = contest.names

    def run(name: Name) -> FuzzResult | None:
        return _fuzzed(contest, name, effort, until, progress)

    processes = min(effort.jobs, len(names)) if CAN_FORK else 1
    if processes > 1:
        progress = quiet  # each would draw over the line of the others
    if until is not None and CAN_FORK:  # drawing from a large schema does not look at the clock
        patience = until + max(1, (effort.budget or 0) / 10)
        results = mapped_until(run, names, processes, patience)
    elif processes > 1:
        results = mapped(run, names, processes)
    else:
        yield from ((name, run(name)) for name in names)
        return
    with closing(results):
        yield from zip(names, results, strict=True)


def _fuzzed(contest: Contest, name: Name, effort: Effort, until: float | None, progress: Progress) -> FuzzResult | None:
    def go_on(done: int, whole: int) -> bool:
        progress(name, done, whole)
        return until is None or time.monotonic() < until

    if not go_on(0, 0):
        return None
    with closing(Apart(effort.deadline)) as apart:
        return fuzz(
            contest.fuzzed(name),
            contest.subjects(name),
            max_examples=effort.max_examples,
            seed=effort.seed,
            ask=apart.ask,
            go_on=go_on,
        )
