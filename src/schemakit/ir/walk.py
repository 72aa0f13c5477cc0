"""Ways through a graph: what a schema holds, what it refers to, and what applies to the same value."""

from collections.abc import Callable, Collection, Iterable, Iterator
from enum import Enum, auto
from typing import TypeAlias, assert_never, final

from schemakit.core.record import dataclass
from schemakit.ir.assertions import (
    AllOf,
    AnyOf,
    Assertion,
    Conditional,
    Contains,
    Content,
    DependentRequired,
    DependentSchemas,
    FormatIs,
    ItemCount,
    Items,
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
    RefersDynamically,
    Required,
    StringLength,
    TypeIs,
    Unevaluated,
    UniqueItems,
    ValueIn,
)
from schemakit.ir.graph import Node, SchemaGraph

#: A 2020-12 keyword, then the member's name or the index: ``("properties", "name")``, ``("items",)``.
Path: TypeAlias = tuple[str | int, ...]


class On(Enum):
    """Which value a subschema applies to, seen from the value that its parent applies to."""

    SAME = auto()  # in place: the same value
    PROPERTY = auto()  # the value of a member
    ITEM = auto()  # an item of an array
    NAME = auto()  # the name of a member
    CONTENT = auto()  # what the string holds once decoded; never asserted


@final
@dataclass(frozen=True, slots=True)
class Child:
    """A subschema: where it stands in its parent's 2020-12 form, and what it applies to."""

    path: Path
    node: NodeId
    on: On


def children(node: Node) -> Iterator[Child]:
    """Yield the subschemas that a node holds; what it refers to is not among them."""
    for assertion in node.assertions:
        yield from held(assertion)


def held(assertion: Assertion) -> Iterator[Child]:  # noqa: C901, PLR0912 - one case per member of a closed union
    """Yield the subschemas of one assertion, in the order of its keywords."""
    match assertion:
        case Items(prefix, rest):
            yield from (Child(("prefixItems", index), node, On.ITEM) for index, node in enumerate(prefix))
            yield from _one("items", rest, On.ITEM)
        case Contains(schema=schema):
            yield Child(("contains",), schema, On.ITEM)
        case Properties(named, patterns, additional):
            yield from (Child(("properties", name), node, On.PROPERTY) for name, node in named.items())
            yield from (Child(("patternProperties", name), node, On.PROPERTY) for name, node in patterns.items())
            yield from _one("additionalProperties", additional, On.PROPERTY)
        case PropertyNames(schema):
            yield Child(("propertyNames",), schema, On.NAME)
        case DependentSchemas(schemas):
            yield from (Child(("dependentSchemas", name), node, On.SAME) for name, node in schemas.items())
        case AllOf(branches):
            yield from (Child(("allOf", index), node, On.SAME) for index, node in enumerate(branches))
        case AnyOf(branches):
            yield from (Child(("anyOf", index), node, On.SAME) for index, node in enumerate(branches))
        case OneOf(branches):
            yield from (Child(("oneOf", index), node, On.SAME) for index, node in enumerate(branches))
        case Not(schema):
            yield Child(("not",), schema, On.SAME)
        case Conditional(condition, consequence, alternative):
            yield Child(("if",), condition, On.SAME)
            yield from _one("then", consequence, On.SAME)
            yield from _one("else", alternative, On.SAME)
        case Unevaluated(items, properties):
            yield from _one("unevaluatedItems", items, On.ITEM)
            yield from _one("unevaluatedProperties", properties, On.PROPERTY)
        case Content(schema=schema):
            yield from _one("contentSchema", schema, On.CONTENT)
        case (
            TypeIs() | ValueIn() | NumberBounds() | MultipleOf() | StringLength() | Pattern() | FormatIs()
            | ItemCount() | UniqueItems() | Required() | PropertyCount() | DependentRequired()
            | Refers() | RefersDynamically() | Opaque()
        ):  # fmt: skip
            pass
        case _:
            assert_never(assertion)


def _one(keyword: str, node: NodeId | None, on: On) -> Iterator[Child]:
    if node is not None:
        yield Child((keyword,), node, on)


def targets(assertion: Assertion) -> Iterator[NodeId]:
    """Yield what an assertion refers to; for a dynamic reference, where it leads when nothing overrides it."""
    if isinstance(assertion, (Refers, RefersDynamically)):
        yield assertion.target


def reachable(graph: SchemaGraph, root: NodeId) -> tuple[NodeId, ...]:
    """Return the root and every node that evaluating it may come to, depth first in document order.

    A dynamic reference may lead to every anchor of its name in a resource that is entered on the way.
    """
    seen: dict[NodeId, None] = {}
    ahead = [root]
    while ahead:
        follow(graph, ahead, seen, _everywhere)
        wanted = {name for node in seen for name in dynamic_names(graph.nodes[node])}
        ahead = [node for node in anchored(graph, wanted, seen) if node not in seen]
    return tuple(seen)


def dynamic_names(node: Node) -> Iterator[str]:
    """Yield the anchors that the node's own dynamic references look for."""
    for assertion in node.assertions:
        if isinstance(assertion, RefersDynamically) and assertion.anchor is not None:
            yield assertion.anchor


def anchored(graph: SchemaGraph, names: Collection[str], evaluated: Iterable[NodeId]) -> tuple[NodeId, ...]:
    """Return the schemas with one of these dynamic anchors in the resources that evaluating the nodes enters."""
    if not names:
        return ()
    entered = {graph.nodes[node].resource for node in evaluated}
    return tuple(
        node.id
        for node in graph.nodes.values()
        if node.resource in entered and any(anchor in names for anchor in node.anchors)
    )


def in_place(graph: SchemaGraph, root: NodeId) -> tuple[NodeId, ...]:
    """Return every node that may apply to the same value as the root: itself, branches, conditions and references.

    What overrides a dynamic reference is not among them: that depends on who evaluates it.
    """
    seen: dict[NodeId, None] = {}
    follow(graph, [root], seen, _same_value)
    return tuple(seen)


def conjuncts(graph: SchemaGraph, root: NodeId) -> tuple[NodeId, ...]:
    """Return the nodes that all hold of a value if the root does: itself, through ``allOf`` and references.

    A dynamic reference that can be overridden is not followed.
    """
    seen: dict[NodeId, None] = {}
    follow(graph, [root], seen, _required)
    return tuple(seen)


def follow(
    graph: SchemaGraph, ahead: list[NodeId], seen: dict[NodeId, None], edges: Callable[[Assertion], Iterator[NodeId]]
) -> None:
    """Add to ``seen``, in the order met, what the edges lead to from the nodes ``ahead``, which are used up."""
    while ahead:
        node = ahead.pop()
        if node not in seen:
            seen[node] = None
            following = [edge for assertion in graph.nodes[node].assertions for edge in edges(assertion)]
            ahead.extend(reversed(following))


def _everywhere(assertion: Assertion) -> Iterator[NodeId]:
    yield from (child.node for child in held(assertion))
    yield from targets(assertion)


def _same_value(assertion: Assertion) -> Iterator[NodeId]:
    yield from (child.node for child in held(assertion) if child.on is On.SAME)
    yield from targets(assertion)


def _required(assertion: Assertion) -> Iterator[NodeId]:
    match assertion:
        case AllOf(schemas):
            yield from schemas
        case Refers(target) | RefersDynamically(target, None):
            yield target
        case _:
            pass  # whatever else holds does so of another value, or only sometimes
