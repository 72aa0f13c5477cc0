"""Which module each type of a package goes to: one a root schema, and one for the enums they share."""

from collections.abc import Iterator, Mapping

from schemakit.generate.references import uses
from schemakit.generate.shape import EnumOf, Plan
from schemakit.ir.assertions import NodeId


def placed(plan: Plan) -> Mapping[NodeId, NodeId | None]:
    """Return for each definition the root whose module it belongs to, None for the module of shared enums.

    Every root has a module, asked for or not; those that are enums share one, with the other enums that several roots
    use. What else several use stays with the first of them.
    """
    users: dict[NodeId, list[NodeId]] = {node: [] for node in plan.definitions}
    for root in filter(lambda node: _is_root(plan, node), plan.definitions):
        for node in _within(plan, root):
            users[node].append(root)
    return {node: _home(plan, node, users[node]) for node in plan.definitions}


def _home(plan: Plan, node: NodeId, users: list[NodeId]) -> NodeId | None:
    if isinstance(plan.definitions[node], EnumOf) and (len(users) > 1 or _is_root(plan, node)):
        return None
    return users[0]


def _is_root(plan: Plan, node: NodeId) -> bool:
    return plan.origins[node].root


def _within(plan: Plan, root: NodeId) -> Iterator[NodeId]:
    """Yield a root and what it is made of, up to the next roots."""
    seen = {root}
    work = [root]
    while work:
        node = work.pop()
        yield node
        fresh = [one for one in uses(plan.definitions[node]) if one not in seen and not _is_root(plan, one)]
        seen.update(fresh)
        work.extend(reversed(fresh))
