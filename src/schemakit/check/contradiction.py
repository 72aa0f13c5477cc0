"""Whether it can pay to ask if a schema contradicts itself: most keywords of most schemas cannot.

Asking about everything costs an API of a thousand schemas some ten seconds, for the same answers.
"""

from collections import Counter
from typing import Final

from schemakit.check.sets import assertions, is_false
from schemakit.ir.assertions import (
    AnyOf,
    Conditional,
    Contains,
    ItemCount,
    MultipleOf,
    NodeId,
    Not,
    NumberBounds,
    OneOf,
    Opaque,
    Pattern,
    Properties,
    PropertyCount,
    PropertyNames,
    Refers,
    Required,
    StringLength,
    TypeIs,
    Unevaluated,
    ValueIn,
)
from schemakit.ir.graph import SchemaGraph
from schemakit.ir.walk import conjuncts

#: Any of these may refuse everything by itself or with whatever stands beside it.
_ALWAYS: Final = (OneOf, AnyOf, Not, Conditional, Unevaluated, Contains, PropertyCount, PropertyNames, Opaque)
#: Two of one kind come together only through ``allOf`` and references, and may leave nothing between them.
_IN_PAIRS: Final = (TypeIs, Pattern, Properties, NumberBounds, StringLength, ItemCount, MultipleOf)
_SOME: Final = 2


def may_contradict(graph: SchemaGraph, node: NodeId) -> bool:
    """Tell whether the keywords of a schema, and of what it includes, are of a kind that can leave nothing over."""
    own = graph.nodes[node].assertions
    if len(own) == 1 and isinstance(own[0], Refers):
        return False  # the target is looked at where it stands
    demanded = tuple(assertions(graph, conjuncts(graph, node)))
    kinds = Counter(type(assertion) for assertion in demanded)
    if any(kinds[kind] for kind in _ALWAYS) or any(kinds[kind] >= _SOME for kind in _IN_PAIRS):
        return True
    if kinds[ValueIn]:
        return len(demanded) >= _SOME
    if kinds[Pattern] and kinds[StringLength]:
        return True
    return any(_is_narrow(graph, assertion, kinds) for assertion in demanded)


def _is_narrow(graph: SchemaGraph, assertion: object, kinds: Counter[type]) -> bool:
    match assertion:
        case NumberBounds(minimum, exclusive_minimum, maximum, exclusive_maximum):
            below, above = (minimum, exclusive_minimum), (maximum, exclusive_maximum)
            return any(limit is not None for limit in below) and any(limit is not None for limit in above)
        case StringLength(minimum, maximum):
            return minimum is not None and maximum is not None
        case ItemCount(minimum, _):
            return minimum is not None
        case Properties(named, _, additional):
            forbids = additional is not None or any(is_false(graph, graph.nodes[schema]) for schema in named.values())
            return forbids and kinds[Required] > 0
        case _:
            return False
