"""Where a dynamic reference leads: JSON Schema Core 2020-12, section 8.2.3.2."""

from collections.abc import Mapping
from typing import final

from schemakit.core.location import Uri
from schemakit.fuzz.terms import Scope
from schemakit.ir.assertions import NodeId, RefersDynamically
from schemakit.ir.graph import SchemaGraph


@final
class Scopes:
    """The dynamic anchors of a graph, and what they make of a dynamic scope."""

    def __init__(self, graph: SchemaGraph) -> None:
        """Index the anchors by resource and name."""
        self._anchored: Mapping[tuple[Uri, str], NodeId] = {
            (node.resource, anchor): node.id for node in graph.nodes.values() for anchor in node.anchors
        }
        self._resources = frozenset(resource for resource, _ in self._anchored)
        self._graph = graph

    def entered(self, node: NodeId, scope: Scope) -> Scope:
        """Return the scope inside a node; resources that nothing dynamic can lead to are left out of it."""
        resource = self._graph.nodes[node].resource
        return (*scope, resource) if resource in self._resources and resource not in scope else scope

    def target(self, reference: RefersDynamically, scope: Scope) -> NodeId:
        """Return the schema that a dynamic reference means in a scope."""
        if reference.anchor is not None:
            for resource in scope:
                found = self._anchored.get((resource, reference.anchor))
                if found is not None:
                    return found
        return reference.target
