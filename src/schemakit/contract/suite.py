"""One schema fuzzed: payloads made, everybody asked, the result as data."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias, final

from schemakit.contract.agree import Disagreement, disagreements
from schemakit.contract.asking import Ask, Judges, wrong
from schemakit.contract.subject import Subject
from schemakit.contract.tell import findings
from schemakit.core.finding import Finding
from schemakit.core.json import Json
from schemakit.core.location import Location
from schemakit.core.record import dataclass, replace
from schemakit.fuzz.coverage import Coverage
from schemakit.fuzz.payload import Payload
from schemakit.fuzz.second_source import Second, second_payloads
from schemakit.fuzz.sweep import Sweep
from schemakit.ir.assertions import NodeId
from schemakit.ir.graph import SchemaGraph

#: Told before each payload how many are done, of how many; returns whether there is time for another one.
GoOn: TypeAlias = Callable[[int, int], bool]


def _always(done: int, whole: int) -> bool:
    del done, whole
    return True


@final
@dataclass(frozen=True, slots=True)
class Fuzzed:
    """A schema to fuzz.

    Attributes:
        name: what people call it.
        graph: with its root.
        judges: who is right about it.
        origin: ``SchemaSet.origin``.
        document: the schema as one standalone 2020-12 document for the second source; None: no such source.
        formats: whether the judges assert ``format``.
        view: which way payloads go, where the schema is that of a view.
    """

    name: str
    graph: SchemaGraph
    root: NodeId
    judges: Judges
    origin: Callable[[Location], Location] = lambda place: place
    document: Json = None
    formats: bool = True
    view: str = ""


@final
@dataclass(frozen=True, slots=True)
class FuzzResult:
    """What fuzzing one schema came to.

    Attributes:
        schema: its name.
        seed: makes the same payloads again.
        valid: how many valid payloads everybody was asked about.
        invalid: how many invalid ones.
        second: how many of the valid ones came from the second source.
        coverage: what the payloads have shown about each assertion.
        disagreements: what subjects were wrong about, once for each cause.
        findings: the same, once for each cause, to be reported.
        unasked: how many payloads nobody was asked about, for want of time.
        alone: why the second source has nothing to say about it; empty: it has, or was not asked.
    """

    schema: str
    seed: int
    valid: int
    invalid: int
    second: int
    coverage: Coverage
    disagreements: tuple[Disagreement, ...]
    findings: tuple[Finding, ...]
    unasked: int = 0
    alone: str = ""


def fuzz(
    fuzzed: Fuzzed,
    subjects: tuple[Subject, ...],
    *,
    max_examples: int = 200,
    seed: int = 0,
    ask: Ask = wrong,
    go_on: GoOn = _always,
) -> FuzzResult:
    """Ask every subject about valid and invalid payloads of a schema; the same seed gives the same result.

    About ``max_examples`` payloads of either kind are made, and at least one for each assertion and each of its edges.
    """
    judges = fuzzed.judges
    swept = Sweep(fuzzed.graph, fuzzed.root, judges.accepts, judges.violations, fuzzed.formats).run(max_examples, seed)
    source = _second(fuzzed, max_examples // 16, seed)
    second = [value for value in source.payloads if judges.accepts(value)]
    payloads = (*swept.payloads, *map(Payload, second))
    asked: list[Payload] = []
    wrongs = disagreements(fuzzed.name, _in_time(payloads, go_on, asked), subjects, judges, ask)
    found = tuple(replace(one, view=fuzzed.view) for one in wrongs)
    root = fuzzed.graph.nodes[fuzzed.root].place
    valid = sum(payload.violation is None for payload in asked)
    return FuzzResult(
        schema=fuzzed.name,
        seed=seed,
        valid=valid,
        invalid=len(asked) - valid,
        second=len(second),
        coverage=swept.coverage,
        disagreements=found,
        findings=tuple(findings(found, root, fuzzed.origin)),
        unasked=len(payloads) - len(asked),
        alone=source.why_none,
    )


def _in_time(payloads: Sequence[Payload], go_on: GoOn, asked: list[Payload]) -> Iterator[Payload]:
    """Yield payloads as long as there is time, and note which."""
    for done, payload in enumerate(payloads):
        if not go_on(done, len(payloads)):
            return
        asked.append(payload)
        yield payload


def _second(fuzzed: Fuzzed, count: int, seed: int) -> Second:
    return Second() if fuzzed.document is None else second_payloads(fuzzed.document, count, seed)
