"""Branches of ``oneOf`` that accept the same values."""

from collections.abc import Hashable, Iterator, Mapping
from enum import Enum, auto
from functools import cache
from itertools import combinations, islice
from typing import Final, final

from schemakit.check.places import Place
from schemakit.check.rule import Rule, Survey
from schemakit.check.sets import Values, assertions, values, varied
from schemakit.core.finding import Finding, Kind, Severity
from schemakit.core.json import JSON_TYPES, JsonType, json_key
from schemakit.core.record import dataclass
from schemakit.ir.algebra import Answer, covers, disjoint
from schemakit.ir.assertions import AllOf, Assertion, NodeId, OneOf, Properties, Required, TypeIs, ValueIn
from schemakit.ir.graph import Node, SchemaGraph
from schemakit.ir.walk import conjuncts

KIND = Kind(
    "SK308",
    "overlapping-one-of",
    Severity.WARNING,
    "Two branches of a `oneOf` accept the same values, which `oneOf` therefore refuses.",
    """\
## What it does
Reports a `oneOf` with two branches that can be shown to accept a value in common. Two branches that each require
a name the other does not (`{"required": ["a"]}`, `{"required": ["b"]}`) are meant to exclude each other, and are
reported only where one includes the other. What stands beside the `oneOf` is taken into account.

## Why is this bad?
`oneOf` wants exactly one branch to match. A value that two branches accept is refused, with an error that names
neither. Often a branch is open: an object without `required` accepts nearly every other object.

## Example
```json
{"oneOf": [{"type": "integer"}, {"type": "number"}]}
```

## Use instead
`anyOf`, where it does not matter how many branches match; or something that tells the branches apart:
```json
{"oneOf": [{"type": "integer"}, {"type": "number", "not": {"type": "integer"}}]}
```
""",
)

#: Pairs of one ``oneOf`` that are asked about; hundreds of branches are told apart by a constant, or nobody can tell.
_PAIRS: Final = 300
#: Pairs that are looked for: who repairs one of them has to look at the others anyway.
_TOLD: Final = 3


class _Overlap(Enum):
    SAME = auto()
    INCLUDED = auto()
    SOME = auto()


@final
@dataclass(frozen=True, slots=True)
class _Branch:
    """A branch together with what stands around it.

    Attributes:
        graph: where it is a schema of its own.
        node: its id there.
        types: the types it allows at most.
        required: the names it requires.
        tags: the values it allows for names that it requires, where they are listed.
    """

    graph: SchemaGraph
    node: NodeId
    types: frozenset[JsonType]
    required: frozenset[str]
    tags: Mapping[str, frozenset[Hashable]]

    def is_told_apart(self, other: "_Branch") -> bool:
        """Tell whether types or tags alone show that no value is accepted by both: most branches are of that kind."""
        common = self.tags.keys() & other.tags.keys()
        return not self.types & other.types or any(self.tags[name].isdisjoint(other.tags[name]) for name in common)


@final
@dataclass(frozen=True, slots=True)
class _Pair:
    """Two branches that overlap; where one includes the other, ``narrow`` is the one inside."""

    narrow: int
    wide: int
    overlap: _Overlap


def find(survey: Survey) -> Iterator[Finding]:
    """Find them where it can be proved; formats may tell branches apart, so they are given the benefit of the doubt."""
    for place in survey.standard:
        if place.node in survey.graph.nodes:
            for branches in _choices(survey.graph, survey.graph.nodes[place.node]):
                pairs = list(islice(_overlapping(branches), _TOLD))
                if pairs:
                    yield _finding(place, pairs)


def _choices(graph: SchemaGraph, node: Node) -> Iterator[list[_Branch]]:
    for assertion in node.assertions:
        if isinstance(assertion, OneOf):
            beside = tuple(other for other in node.assertions if other is not assertion)
            yield [_branch(*varied(graph, node, (*beside, AllOf((branch,))))) for branch in assertion.schemas]


def _branch(graph: SchemaGraph, branch: NodeId) -> _Branch:
    demanded = tuple(assertions(graph, conjuncts(graph, branch)))
    types = frozenset[JsonType](JSON_TYPES)
    for assertion in demanded:
        if isinstance(assertion, TypeIs):
            types &= assertion.types | ({"integer"} if "number" in assertion.types else frozenset())
    required = frozenset(name for item in demanded if isinstance(item, Required) for name in item.names)
    tags = dict(_tags(graph, demanded, required)) if types == {"object"} else {}
    return _Branch(graph, branch, types, required, tags)


def _tags(
    graph: SchemaGraph, demanded: tuple[Assertion, ...], required: frozenset[str]
) -> Iterator[tuple[str, frozenset[Hashable]]]:
    named = (pair for item in demanded if isinstance(item, Properties) for pair in item.named.items())
    for name, schema in named:
        for item in assertions(graph, conjuncts(graph, schema)) if name in required else ():
            if isinstance(item, ValueIn):
                yield name, frozenset(map(json_key, item.values))


def _overlapping(branches: list[_Branch]) -> Iterator[_Pair]:
    @cache
    def accepted(index: int) -> Values | None:
        return values(branches[index].graph, branches[index].node)

    numbered = combinations(enumerate(branches), 2)
    together = ((one, other) for one, other in numbered if not one[1].is_told_apart(other[1]))
    for (i, one), (j, other) in islice(together, _PAIRS):
        first, second = accepted(i), accepted(j)
        exclude_each_other = one.required - other.required and other.required - one.required
        pair = None if first is None or second is None else _overlap((i, first), (j, second))
        if pair is not None and not (pair.overlap is _Overlap.SOME and exclude_each_other):
            yield pair


def _overlap(one: tuple[int, Values], other: tuple[int, Values]) -> _Pair | None:
    (i, first), (j, second) = one, other
    apart = disjoint(first.document, second.document)
    if apart is Answer.YES:
        return None
    first_inside = not second.formats and covers(second.document, first.document) is Answer.YES
    second_inside = not first.formats and covers(first.document, second.document) is Answer.YES
    if first_inside:
        return _Pair(i, j, _Overlap.SAME if second_inside else _Overlap.INCLUDED)
    if second_inside:
        return _Pair(j, i, _Overlap.INCLUDED)
    return _Pair(i, j, _Overlap.SOME) if apart is Answer.NO and not (first.formats or second.formats) else None


def _finding(place: Place, pairs: list[_Pair]) -> Finding:
    worst = min(pairs, key=lambda pair: pair.overlap is _Overlap.SOME)
    more = "; so it is with other branches" if len(pairs) > 1 else ""
    return KIND.at(
        place.at("oneOf", worst.narrow),
        _message(worst) + more,
        note="accepted by another branch too",
        related=(place.at("oneOf", worst.wide),),
        help=("use `anyOf`, or tell the branches apart: by `required`, by a `const`, by closing them",),
    )


def _message(pair: _Pair) -> str:
    narrow, wide = f"`oneOf/{pair.narrow}`", f"`oneOf/{pair.wide}`"
    match pair.overlap:
        case _Overlap.SAME:
            return f"{narrow} and {wide} accept the same values, so neither ever matches alone"
        case _Overlap.INCLUDED:
            return f"whatever {narrow} accepts {wide} accepts too, so `oneOf` refuses all of it"
        case _Overlap.SOME:
            return f"some values are accepted by {narrow} and by {wide}, and `oneOf` refuses those"


RULE = Rule(KIND, find)
