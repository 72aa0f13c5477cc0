"""What a run of ``fuzz`` says about the schemas it has tried."""

import shlex
from argparse import Namespace
from typing import Final, final

from schemakit.cli.options import reading_again
from schemakit.cli.reading import counted
from schemakit.contract.suite import FuzzResult
from schemakit.core.record import dataclass

_SHOWN: Final = 5


@final
@dataclass(frozen=True, slots=True)
class Done:
    """The schemas of a run, by what became of them.

    Attributes:
        results: of those there was time for.
        unreached: names of the others.
    """

    results: tuple[FuzzResult, ...]
    unreached: tuple[str, ...]


def line(name: str, result: FuzzResult | None, width: int) -> str:
    """Return the line about one schema."""
    if result is None:
        return f"  {name.ljust(width)}  not reached: the budget was spent"
    coverage = result.coverage
    return (
        f"  {name.ljust(width)}  {result.valid:>5} valid  {result.invalid:>5} invalid  "
        f"{coverage.violated:>4} of {len(coverage.occurrences):>4} assertions violated  "
        f"{counted(len(result.findings), 'disagreement')}"
        + (f"  ({result.unasked} payloads not asked about)" if result.unasked else "")
    )


def summary(done: Done, arguments: Namespace, max_examples: int) -> str:
    """Return the last line: the counts, and how to make the same payloads again where something was found."""
    valid, invalid = sum(one.valid for one in done.results), sum(one.invalid for one in done.results)
    wrong = sum(len(one.findings) for one in done.results)
    violated = sum(one.coverage.violated for one in done.results)
    every = sum(len(one.coverage.occurrences) for one in done.results)
    text = (
        f"{counted(len(done.results), 'schema')}, {violated} of {counted(every, 'assertion')} violated, "
        f"{valid} valid and {invalid} invalid payloads, {counted(wrong, 'disagreement')}. "
        f"Seed {arguments.seed}."
    )
    return f"{text}{_unreached(done, arguments)}{_alone(done)}{_again(done, arguments, max_examples) if wrong else ''}"


def _unreached(done: Done, arguments: Namespace) -> str:
    cut = [one.schema for one in done.results if one.unasked]
    parts = []
    for names, what in ((done.unreached, "not reached"), (cut, "not finished")):
        if names:
            more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
            parts.append(f"{what}: {', '.join(names[:_SHOWN])}{more}")
    return f" The budget of {arguments.budget:g} s was spent; {'; '.join(parts)}." if parts else ""


def _alone(done: Done) -> str:
    """Say which schemas only our own strategies have drawn from, and why, one schema's reason for all."""
    names = [one.schema for one in done.results if one.alone]
    if not names:
        return ""
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    why = next(one.alone for one in done.results if one.alone)
    return f" No second source for {', '.join(names[:_SHOWN])}{more}: {why}."


def _again(done: Done, arguments: Namespace, max_examples: int) -> str:
    """Return the commands that make the same payloads again, for the schemas that anybody was wrong about."""
    names = [result.schema for result in done.results if result.findings]
    options = [part for model in arguments.models for part in ("--models", model)]
    options += ["--view", arguments.view] if arguments.view else []
    reading = reading_again(arguments)
    tail = ["--max-examples", str(max_examples), "--seed", str(arguments.seed)]
    first = next(one.replay for result in done.results for one in result.disagreements)
    again = shlex.join(["schemakit", "fuzz", *names, *options, *reading, *tail])
    return f" Again: {again}; one of them: {shlex.join(['schemakit', 'replay', first, *reading])}"
