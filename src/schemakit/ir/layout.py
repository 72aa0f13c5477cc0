"""Where each schema goes in one standalone document, and which scopes its dynamic references still need.

A schema stands inside the schema that holds it; what is only referred to stands in ``$defs``. Resources stay apart only
where they decide what a dynamic reference means (Core, section 8.2.3.2). Most often they do not: the outermost
resource has the anchor, or only one has it, and the reference is an ordinary one.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import final

from schemakit.core.location import Uri
from schemakit.core.pointer import is_within
from schemakit.core.record import dataclass
from schemakit.ir.assertions import Assertion, NodeId, RefersDynamically
from schemakit.ir.graph import SchemaGraph
from schemakit.ir.walk import anchored, children, dynamic_names, follow, held, targets


@final
@dataclass(frozen=True, slots=True)
class Layout:
    """How a graph becomes one document.

    Attributes:
        document: the resource that the document as a whole is.
        settled: dynamic anchors that only ever lead to one schema.
        contested: those that lead to one or another.
        hosts: per schema the resource it stands in: the document, or one that dynamic references need.
        tops: the schemas that stand inside no other, per host.
        roots: the schema that each host as a whole is; none where only parts of it are needed.
    """

    document: Uri
    settled: Mapping[str, NodeId]
    contested: frozenset[str]
    hosts: Mapping[NodeId, Uri]
    tops: Mapping[Uri, tuple[NodeId, ...]]
    roots: Mapping[Uri, NodeId]

    def is_inside(self, child: NodeId, parent: NodeId) -> bool:
        """Tell whether a schema stands inside the one that holds it, rather than being referred to."""
        return self.hosts[child] == self.hosts[parent] and child not in self.roots.values()


def lay_out(graph: SchemaGraph, root: NodeId) -> Layout:
    """Plan the document that stands for one schema of a graph."""
    evaluated, settled = _settle(graph, root)
    nodes = [graph.nodes[node] for node in evaluated]
    contested = frozenset(name for node in nodes for name in dynamic_names(node)) - settled.keys()
    apart = {node.resource for node in nodes if not contested.isdisjoint(node.anchors)}
    document = graph.nodes[root].resource
    hosts = {node.id: node.resource if node.resource in apart else document for node in nodes}
    inside = {child.node for node in nodes for child in children(node) if hosts[child.node] == hosts[node.id]}
    tops = {
        host: tuple(node for node in evaluated if hosts[node] == host and (node not in inside or node == root))
        for host in (document, *sorted(apart))
    }
    roots = {host: top for host in sorted(apart) if (top := _around(graph, tops[host])) is not None}
    return Layout(document, settled, contested, hosts, tops, {document: root, **roots})


def _settle(graph: SchemaGraph, root: NodeId) -> tuple[tuple[NodeId, ...], dict[str, NodeId]]:
    """Settle dynamic anchors until no more can be: each one settled may leave another with a single schema."""
    settled: dict[str, NodeId] = {}
    while True:
        evaluated = _evaluated(graph, root, settled)
        found = dict(_single(graph, root, evaluated, settled))
        if not found:
            return evaluated, settled
        settled |= found


def _single(
    graph: SchemaGraph, root: NodeId, evaluated: Iterable[NodeId], settled: Mapping[str, NodeId]
) -> Iterator[tuple[str, NodeId]]:
    outermost = graph.nodes[root].resource
    wanted = {name: None for node in evaluated for name in dynamic_names(graph.nodes[node]) if name not in settled}
    for name in wanted:
        candidates = anchored(graph, (name,), evaluated)
        first = [node for node in candidates if graph.nodes[node].resource == outermost]
        if first or len(candidates) == 1:
            yield name, (first or candidates)[0]


def _evaluated(graph: SchemaGraph, root: NodeId, settled: Mapping[str, NodeId]) -> tuple[NodeId, ...]:
    def edges(assertion: Assertion) -> Iterator[NodeId]:
        yield from (child.node for child in held(assertion))
        match assertion:
            case RefersDynamically(_, str(anchor)) if anchor in settled:
                yield settled[anchor]
            case _:
                yield from targets(assertion)

    seen: dict[NodeId, None] = {}
    ahead = [root]
    while ahead:
        follow(graph, ahead, seen, edges)
        open_names = {name for node in seen for name in dynamic_names(graph.nodes[node])} - settled.keys()
        ahead = [node for node in anchored(graph, open_names, seen) if node not in seen]
    return tuple(seen)


def _around(graph: SchemaGraph, tops: tuple[NodeId, ...]) -> NodeId | None:
    """Return the schema that all the others were written inside of."""
    places = {node: graph.nodes[node].place for node in tops}
    for node, place in places.items():
        if all(other.uri == place.uri and is_within(other.pointer, place.pointer) for other in places.values()):
            return node
    return None
