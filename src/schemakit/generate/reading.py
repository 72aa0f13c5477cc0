"""What the planner asks a graph: which JSON types a value can have, what a schema comes down to."""

from typing import Final, TypeVar, final

from schemakit.core.json import JSON_TYPES, Json, JsonType, json_type
from schemakit.core.record import dataclass, field
from schemakit.ir.assertions import (
    AllOf,
    AnyOf,
    Assertion,
    Items,
    NodeId,
    Not,
    OneOf,
    Properties,
    Refers,
    RefersDynamically,
    TypeIs,
    ValueIn,
)
from schemakit.ir.graph import Node, SchemaGraph
from schemakit.ir.walk import conjuncts

A = TypeVar("A")

ALL_TYPES: Final[frozenset[JsonType]] = frozenset(JSON_TYPES)

#: Alternatives inside alternatives are looked into this deep; below, every type is possible.
_DEEPEST: Final = 40

#: Larger integers come in as floats, 1e30, and no enum or ``Literal`` knows those.
_LARGEST: Final = 2**53


@final
@dataclass(frozen=True, slots=True)
class Reading:
    """A graph, and what has been found out about it so far."""

    graph: SchemaGraph
    _types: dict[NodeId, frozenset[JsonType]] = field(default_factory=dict)
    _conjuncts: dict[NodeId, tuple[Node, ...]] = field(default_factory=dict)

    def node(self, node: NodeId) -> Node:
        """Return a node."""
        return self.graph.nodes[node]

    def conjuncts(self, node: NodeId) -> tuple[Node, ...]:
        """Return the nodes that all hold of a value of the node, itself first."""
        if node not in self._conjuncts:
            self._conjuncts[node] = tuple(self.graph.nodes[one] for one in conjuncts(self.graph, node))
        return self._conjuncts[node]

    def all_of(self, node: NodeId, kind: type[A]) -> list[A]:
        """Return the assertions of one kind that all hold of a value of the node."""
        return [item for one in self.conjuncts(node) for item in one.assertions if isinstance(item, kind)]

    def types(self, node: NodeId, depth: int = 0) -> frozenset[JsonType]:
        """Return the types that values of the node can have: at least those; "integer" always beside "number"."""
        if node not in self._types and depth <= _DEEPEST:
            self._types[node] = ALL_TYPES  # the answer to whoever asks on the way, in a cycle
            found = ALL_TYPES
            for one in self.conjuncts(node):
                for assertion in one.assertions:
                    found &= self._types_of(assertion, depth)
            self._types[node] = found
        return self._types.get(node, ALL_TYPES)

    def _types_of(self, assertion: Assertion, depth: int = 0) -> frozenset[JsonType]:
        match assertion:
            case TypeIs(types):
                return types | {"integer"} if "number" in types else types
            case ValueIn(values):
                return frozenset(map(json_type, values))
            case Not(schema) if not self.node(schema).assertions:
                return frozenset()  # nothing at all: what a view refuses
            case AnyOf(schemas) | OneOf(schemas):
                return frozenset().union(*(self.types(schema, depth + 1) for schema in schemas))
            case _:
                return ALL_TYPES

    def values(self, node: NodeId) -> tuple[str | int | None, ...] | None:
        """Return the only values there are, if Python's own equality tells them apart as JSON does; else None."""
        listed = self.all_of(node, ValueIn)
        if len(listed) != 1:
            return None
        types = self.types(node)
        values = tuple(value for value in listed[0].values if json_type(value) in types)
        return _plain(values)

    def principal(self, node: NodeId) -> NodeId:
        """Return the node that decides the shape: through references and ``allOf`` of one, with nothing beside them."""
        seen = {node}
        while (target := self._only_target(node)) is not None and target not in seen:
            seen.add(target)
            node = target
        return node

    def _only_target(self, node: NodeId) -> NodeId | None:
        assertions = self.node(node).assertions
        match [item for item in assertions if _decides(item)]:
            case [Refers(target) | RefersDynamically(target, None) | AllOf((target,))]:
                own = [self._types_of(item) for item in assertions if isinstance(item, TypeIs)]
                return target if all(self.types(target) <= types for types in own) else None
            case _:
                return None


def _decides(assertion: Assertion) -> bool:
    match assertion:
        case Properties(named=named):
            return bool(named)
        case ValueIn() | Items() | AnyOf() | OneOf() | AllOf() | Refers() | RefersDynamically():
            return True
        case _:
            return False


def _plain(values: tuple[Json, ...]) -> tuple[str | int | None, ...] | None:
    plain: dict[str | int | None, None] = {}
    booleans = integers = False
    for value in values:
        match value:
            case None | str():
                plain[value] = None
            case bool():
                booleans = True
                plain[value] = None
            case int() if abs(value) <= _LARGEST:
                integers = True
                plain[value] = None
            case _:
                return None
    return None if booleans and integers else tuple(plain)
