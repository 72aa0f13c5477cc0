"""How deep the shallowest instance of each schema is: what lets recursion come to an end."""

from collections.abc import Iterator, Mapping
from typing import Final

from schemakit.ir.assertions import (
    AllOf,
    AnyOf,
    Assertion,
    Contains,
    ItemCount,
    Items,
    NodeId,
    OneOf,
    Properties,
    Refers,
    RefersDynamically,
    Required,
    TypeIs,
    ValueIn,
)
from schemakit.ir.graph import SchemaGraph

#: No instance is known to end: the schema is unsatisfiable, or only the judge knows better.
ENDLESS: Final = 1000


def heights(graph: SchemaGraph) -> Mapping[NodeId, int]:
    """Return the levels of arrays and objects that each schema needs at least, as far as its assertions say."""
    known = dict.fromkeys(graph.nodes, ENDLESS)
    users: dict[NodeId, set[NodeId]] = {}
    for node, schema in graph.nodes.items():
        for target in _used(schema.assertions):
            users.setdefault(target, set()).add(node)
    pending = list(graph.nodes)
    for node in pending:  # grows while it is read; every height only falls
        height = _height(graph.nodes[node].assertions, known)
        if height < known[node]:
            known[node] = height
            pending.extend(sorted(users.get(node, ())))
    return known


def _used(assertions: tuple[Assertion, ...]) -> Iterator[NodeId]:
    for assertion in assertions:
        match assertion:
            case AllOf(schemas) | AnyOf(schemas) | OneOf(schemas):
                yield from schemas
            case Refers(target) | RefersDynamically(target):
                yield target
            case Properties(named):
                yield from named.values()
            case Items(prefix, rest):
                yield from prefix
                if rest is not None:
                    yield rest
            case Contains(schema):
                yield schema
            case _:
                pass


def _height(assertions: tuple[Assertion, ...], known: Mapping[NodeId, int]) -> int:
    in_place = [0]
    inside = [0]
    types = [one.types for one in assertions if isinstance(one, TypeIs)]
    required = {name for one in assertions if isinstance(one, Required) for name in one.names}
    fewest = max((one.minimum or 0 for one in assertions if isinstance(one, ItemCount)), default=0)
    for assertion in assertions:
        match assertion:
            case AllOf(schemas):
                in_place.extend(known[schema] for schema in schemas)
            case AnyOf(schemas) | OneOf(schemas):
                in_place.append(min((known[schema] for schema in schemas), default=ENDLESS))
            case Refers(target) | RefersDynamically(target):
                in_place.append(known[target])
            case ValueIn(()):
                in_place.append(ENDLESS)
            case Properties(named):
                inside.extend(1 + known[node] for name, node in named.items() if name in required)
            case Items(prefix, rest):
                inside.extend(1 + known[node] for node in prefix[:fewest])
                if rest is not None and fewest > len(prefix):
                    inside.append(1 + known[rest])
            case Contains(schema, minimum) if minimum != 0:
                inside.append(1 + known[schema])
            case _:
                pass
    scalar = not types or any(one - {"array", "object"} for one in types)
    return min(ENDLESS, max(*in_place, 0 if scalar else max(inside)))
