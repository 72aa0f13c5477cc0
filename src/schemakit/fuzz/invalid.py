"""Invalid payloads: each violates the one assertion it says, and the judge has confirmed it."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias, final

from hypothesis import reject
from hypothesis import strategies as st

from schemakit.core.json import Json
from schemakit.core.location import Location
from schemakit.core.record import dataclass
from schemakit.core.violation import Violation
from schemakit.fuzz.construct import Budget, Construction
from schemakit.fuzz.luck import Unlucky
from schemakit.fuzz.matching import Draw
from schemakit.fuzz.mutations import ways
from schemakit.fuzz.occurrences import Reached
from schemakit.fuzz.payload import Payload
from schemakit.fuzz.terms import Breaks
from schemakit.ir.graph import SchemaGraph

#: Says what a value violates: the judge, handed in by whoever may import one.
Violations: TypeAlias = Callable[[Json], Iterable[Violation]]

#: How often one occurrence is tried; each of the three degrees of slack once at least.
_ATTEMPTS, _FEWEST_ATTEMPTS = 6, 3


@final
@dataclass(frozen=True, slots=True)
class Broken:
    """An invalid payload; ``alone``: it violates nothing but what its label says."""

    payload: Payload
    alone: bool


def invalid_payloads(
    construction: Construction, reached: Sequence[Reached], violations: Violations
) -> st.SearchStrategy[Payload]:
    """Return a strategy of labelled payloads over some occurrences; every label has been confirmed by the judge."""
    chosen = tuple(reached)

    @st.composite
    def invalid(draw: Draw) -> Payload:
        start = draw(st.integers(0, len(chosen) - 1))
        for offset in range(min(len(chosen), _ATTEMPTS)):
            one = chosen[(start + offset) % len(chosen)]
            found = attempted(draw, construction, one, violations, _FEWEST_ATTEMPTS)
            if found is not None:
                return found.payload
        return reject()

    return invalid() if chosen else st.nothing()


def near_misses(graph: SchemaGraph, reached: Reached) -> int:
    """Return how many ways there are to violate an occurrence; ``broken`` can be asked for each."""
    occurrence = reached.occurrence
    return sum(1 for _ in ways(graph.nodes[occurrence.node].assertions[occurrence.position], occurrence.keyword))


def broken(construction: Construction, reached: Reached, violations: Violations) -> st.SearchStrategy[Broken | None]:
    """Return a strategy of payloads that violate one occurrence, alone where that comes up; None where none does."""

    @st.composite
    def violating(draw: Draw) -> Broken | None:
        return attempted(draw, construction, reached, violations, _ATTEMPTS)

    return violating()


def broken_alone(
    construction: Construction, reached: Reached, violations: Violations
) -> st.SearchStrategy[Broken | None]:
    """Return a strategy of payloads that violate one occurrence and nothing else; None where an attempt fails."""
    term = Breaks(reached.occurrence, reached.path)

    @st.composite
    def violating(draw: Draw) -> Broken | None:
        found = _confirmed(draw, construction, term, violations, reached)
        return found if found is not None and found.alone else None

    return violating()


def broken_so(
    construction: Construction, reached: Reached, violations: Violations, way: int
) -> st.SearchStrategy[Broken | None]:
    """Return a strategy of payloads that violate one occurrence in one way, and all else only where that way must."""
    term = Breaks(reached.occurrence, reached.path, way=way)

    @st.composite
    def violating(draw: Draw) -> Broken | None:
        return _confirmed(draw, construction, term, violations, reached)

    return violating()


def attempted(
    draw: Draw, construction: Construction, reached: Reached, violations: Violations, attempts: int
) -> Broken | None:
    """Draw payloads for an occurrence until one violates it alone, and return that or the first that violates it."""
    best: Broken | None = None
    for attempt in range(attempts):
        term = Breaks(reached.occurrence, reached.path, _slack(attempt, attempts, found_one=best is not None))
        found = _confirmed(draw, construction, term, violations, reached) if construction.possible((term,)) else None
        if found is not None and (best is None or found.alone):
            best = found
            if best.alone or term.slack:
                break
    return best


def _confirmed(
    draw: Draw, construction: Construction, term: Breaks, violations: Violations, reached: Reached
) -> Broken | None:
    try:
        value = construction.value(draw, (term,), 0, Budget())
    except Unlucky:
        return None
    found = label(violations(value), reached.places)
    return None if found is None else Broken(Payload(value, found[0]), found[1])


def _slack(attempt: int, attempts: int, *, found_one: bool) -> int:
    """Return how strict an attempt is: the last two give way, unless something has been found."""
    return 0 if found_one else max(0, 3 - (attempts - attempt))


def label(violations: Iterable[Violation], places: frozenset[Location]) -> tuple[Violation, bool] | None:
    """Return the violation at one of the places, and whether it is the only one; None where it is not among them.

    What fails in one branch of ``anyOf`` is alone if nothing else fails in that branch and nothing beside ``anyOf``.
    """
    every = tuple({(one.schema, one.instance): one for one in violations}.values())
    best: tuple[Violation, bool] | None = None
    for violation in every:
        if violation.schema in places:
            found = [(violation, True)]
        else:
            found = [inside for branch in violation.branches if (inside := label(branch, places)) is not None]
        for named, alone in found:
            if best is None or (alone and len(every) == 1):
                best = named, alone and len(every) == 1
    return best
