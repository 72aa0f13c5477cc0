"""Questions about the values that nodes accept, asked of the algebra as far as an answer is worth its time."""

from collections import ChainMap
from collections.abc import Iterator
from typing import Final, final

from schemakit.core.json import Json
from schemakit.core.record import dataclass, replace
from schemakit.ir.assertions import Assertion, FormatIs, NodeId, Not, ValueIn
from schemakit.ir.emit import emit
from schemakit.ir.graph import Node, SchemaGraph
from schemakit.ir.walk import reachable

#: Nodes that a question may be about, with all they refer to: a recursive schema of a large API is all of the API.
_NODES: Final = 150


@final
@dataclass(frozen=True, slots=True)
class Values:
    """The set of values that a node accepts.

    Attributes:
        document: the node as one standalone document.
        formats: some assertion in it is a ``format``, which the algebra takes for an annotation: it knows a superset.
    """

    document: Json
    formats: bool


def values(graph: SchemaGraph, node: NodeId) -> Values | None:
    """Return the set of values of a node, or None where it is too large to ask about."""
    nodes = reachable(graph, node)
    if len(nodes) > _NODES:
        return None
    has_format = any(isinstance(assertion, FormatIs) for assertion in assertions(graph, nodes))
    return Values(emit(graph, node), has_format)


def varied(graph: SchemaGraph, node: Node, demanded: tuple[Assertion, ...]) -> tuple[SchemaGraph, NodeId]:
    """Return a graph with one schema more: a node like another one, with other assertions."""
    variant = replace(node, id=NodeId(f"{node.id}&varied"), assertions=demanded)
    nodes = ChainMap({variant.id: variant}, graph.nodes)  # type: ignore[arg-type]  # the second is never written to
    return SchemaGraph(nodes, graph.roots), variant.id


def assertions(graph: SchemaGraph, nodes: tuple[NodeId, ...]) -> Iterator[Assertion]:
    """Yield every assertion of some nodes."""
    for node in nodes:
        yield from graph.nodes[node].assertions


def is_false(graph: SchemaGraph, node: Node) -> bool:
    """Tell whether a schema says itself that it accepts nothing: ``false``, ``{"not": {}}``, ``{"not": true}``."""
    match node.assertions:
        case (ValueIn(()),):
            return True
        case (Not(schema),):
            return not graph.nodes[schema].assertions
        case _:
            return False
