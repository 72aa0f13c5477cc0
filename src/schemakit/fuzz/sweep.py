"""One pass over everything a schema says: valid payloads at every edge, invalid ones for every occurrence."""

from collections.abc import Iterator
from typing import Final, final

from hypothesis import strategies as st

from schemakit.core.json import Json
from schemakit.core.record import dataclass
from schemakit.fuzz.boundary import edges
from schemakit.fuzz.construct import Construction
from schemakit.fuzz.coverage import Coverage, Covered, Shown
from schemakit.fuzz.draws import drawn, drawn_each
from schemakit.fuzz.invalid import Broken, Violations, broken, broken_alone, broken_so, near_misses
from schemakit.fuzz.matching import Draw
from schemakit.fuzz.occurrences import Reached, occurrences
from schemakit.fuzz.payload import Payload
from schemakit.fuzz.terms import Breaks, Occurrence, Reaches, Term
from schemakit.fuzz.valid import Accepts, attempted, valid_payloads
from schemakit.ir.assertions import NodeId
from schemakit.ir.graph import SchemaGraph

#: An ``enum`` of hundreds of values is not tried one by one.
_EDGES: Final = 64
_WAYS: Final = 24
_ATTEMPTS: Final = 4
#: How many more draws an occurrence gets that was not violated alone, and all of them together.
_AGAIN, _AGAIN_IN_ALL = 8, 800


@final
@dataclass(frozen=True, slots=True)
class Swept:
    """The payloads of a pass, none twice in a row, and what they have shown."""

    payloads: tuple[Payload, ...]
    coverage: Coverage


@final
@dataclass(frozen=True, slots=True)
class Sweep:
    """What a pass needs.

    Attributes:
        graph: holds the schema.
        root: the schema.
        accepts: judges valid payloads.
        violations: judges invalid ones.
        formats: whether the judges assert ``format``.
        near: make every valid payload at an edge and every near miss there is; without, no more than show each
            occurrence reached and violated once.
    """

    graph: SchemaGraph
    root: NodeId
    accepts: Accepts
    violations: Violations
    formats: bool = True
    near: bool = True

    def run(self, max_examples: int, number: int) -> Swept:
        """Make about ``max_examples`` valid and as many invalid payloads, at least one for each edge and occurrence.

        Zero of them makes what each occurrence needs, and nothing besides.
        """
        construction = Construction(self.graph)
        every = tuple(occurrences(self.graph, self.root, formats=self.formats))
        reached = self._reached(construction, every, number)
        found = self._broken(construction, every, max_examples, number)
        valid = [value for values in reached for value in values]
        rest = valid_payloads(construction, self.root, self.accepts)
        valid.extend(drawn(rest, max(max_examples - len(valid), max_examples // 4), number))
        covered = (
            Covered(
                one.occurrence.keyword,
                one.place,
                bool(values),
                _shown(construction, one, payloads),
                _example(payloads),
            )
            for one, values, payloads in zip(every, reached, found, strict=True)
        )
        invalid = (one.payload for payloads in found for one in payloads)
        return Swept((*map(Payload, valid), *invalid), Coverage(tuple(covered)))

    def _reached(self, construction: Construction, every: tuple[Reached, ...], number: int) -> list[list[Json]]:
        """Return the valid payloads that reach each occurrence, at each of its edges."""
        wanted = [tuple(self._terms(construction, one)) for one in every]
        asked = [_valid(construction, term, self.accepts) for terms in wanted for term in terms]
        made = iter(drawn_each(asked, 1, number))
        return [[value for _ in terms for value, *_ in next(made)] for terms in wanted]

    def _terms(self, construction: Construction, one: Reached) -> Iterator[Term]:
        if one.occurrence.keyword == "false" and one.path:
            # no valid payload has anything there: what has the array or object around it has met it
            step = one.path[-1]
            yield Reaches(Occurrence(step.node, step.position, step.keyword), one.path[:-1])
            return
        assertion = self.graph.nodes[one.occurrence.node].assertions[one.occurrence.position]
        for edge in (None, *range(min(_EDGES, len(edges(assertion))) if self.near else 0)):
            term = Reaches(one.occurrence, one.path, edge)
            if construction.possible((term,)):
                yield term

    def _broken(
        self, construction: Construction, every: tuple[Reached, ...], max_examples: int, number: int
    ) -> list[list[Broken]]:
        """Return the invalid payloads for each occurrence."""
        if not every:
            return []
        wanted = [tuple(self._near_misses(construction, one)) if self.near else () for one in every]
        asked = [
            broken_so(construction, one, self.violations, way)
            for one, known in zip(every, wanted, strict=True)
            for way in known
        ]
        near = iter(drawn_each(asked, 1, number))
        found = [[payload for _ in known for payload in next(near)] for known in wanted]
        each = max(1, -(-(max_examples - sum(map(len, found))) // len(every)))
        others = drawn_each([broken(construction, one, self.violations) for one in every], each, number)
        return self._alone(construction, every, [one + other for one, other in zip(found, others, strict=True)], number)

    def _alone(
        self, construction: Construction, every: tuple[Reached, ...], found: list[list[Broken]], number: int
    ) -> list[list[Broken]]:
        """Try harder where an occurrence was violated together with others, though it may be violated alone."""
        left = _AGAIN_IN_ALL
        for one, known in zip(every, found, strict=True):
            if any(payload.alone for payload in known) or not construction.possible(
                (Breaks(one.occurrence, one.path),)
            ):
                continue
            if left <= 0:
                break
            left -= _AGAIN
            alone = [each for each in drawn(broken_alone(construction, one, self.violations), _AGAIN, number) if each]
            if alone and not self.near:
                known.clear()
            known.extend(alone[:1])
        return found

    def _near_misses(self, construction: Construction, one: Reached) -> Iterator[int]:
        for way in range(min(_WAYS, near_misses(self.graph, one))):
            if construction.possible((Breaks(one.occurrence, one.path, way=way),)):
                yield way


def _valid(construction: Construction, term: Term, accepts: Accepts) -> st.SearchStrategy[tuple[Json] | None]:
    @st.composite
    def reaching(draw: Draw) -> tuple[Json] | None:
        return attempted(draw, construction, (term,), accepts, _ATTEMPTS)

    return reaching()


def _shown(construction: Construction, one: Reached, found: list[Broken]) -> Shown:
    """Tell what the payloads for an occurrence have shown."""
    if any(payload.alone for payload in found):
        return Shown.ALONE
    if not construction.possible((Breaks(one.occurrence, one.path),)):
        return Shown.DOMINATED if found else Shown.IMPOSSIBLE
    return Shown.TOGETHER if found else Shown.OPEN


def _example(found: list[Broken]) -> tuple[Json, ...]:
    """Return the shortest of the payloads that show most."""
    shortest = min(found, key=lambda one: (not one.alone, len(str(one.payload.value))), default=None)
    return () if shortest is None else (shortest.payload.value,)
