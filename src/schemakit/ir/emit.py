"""From a schema of a graph back to one standalone 2020-12 document that accepts exactly the same values."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Final, TypeAlias, final

from schemakit.core.json import Json
from schemakit.core.location import Uri
from schemakit.core.pointer import ROOT, Pointer, child, to_fragment
from schemakit.core.record import dataclass, field
from schemakit.ir.assertions import AllOf, Assertion, Contains, NodeId, Refers, RefersDynamically, Unevaluated, ValueIn
from schemakit.ir.graph import Node, SchemaGraph
from schemakit.ir.layout import Layout, lay_out
from schemakit.ir.spell import annotations, in_order, spell
from schemakit.ir.titles import resource_title, title_of, unused
from schemakit.ir.walk import Path, held
from schemakit.resolve.draft import Draft

Schema: TypeAlias = dict[str, Json]

_BOOLEANS: Final[tuple[tuple[Assertion, ...], ...]] = ((), (ValueIn(()),))


def emit(graph: SchemaGraph, root: NodeId) -> Json:
    """Write the schema at ``root`` and all it needs as one document: true, false, or an object with ``$schema``.

    Annotations are kept, unless 2020-12 would take them for assertions. The same graph gives the same document, and a
    document that was emitted is emitted again as it is.
    """
    layout = lay_out(graph, root)
    writer = _Writer(graph, layout, counts_items=_counts_items(graph, layout.hosts))
    if writer.is_boolean(graph.nodes[root]):
        return not graph.nodes[root].assertions
    document = writer.document()
    return in_order({"$schema": Draft.DRAFT2020_12.metaschema, **document})


def _counts_items(graph: SchemaGraph, nodes: Iterable[NodeId]) -> bool:
    """Tell whether it matters anywhere which items count as evaluated."""
    assertions = (assertion for node in nodes for assertion in graph.nodes[node].assertions)
    return any(isinstance(assertion, Unevaluated) and assertion.items is not None for assertion in assertions)


@final
@dataclass(frozen=True, slots=True)
class _Reference:
    """A keyword whose value is known only when every schema has its place; ``anchor`` where it stays dynamic."""

    schema: Schema
    keyword: str
    host: Uri
    target: NodeId
    anchor: str | None = None


@final
@dataclass(slots=True)
class _Writer:
    """A document being written.

    Attributes:
        places: where each schema came to stand, in its host.
        references: keywords to be filled in at the end.
        pending: schemas that stand somewhere as empty objects, to be written.
    """

    graph: SchemaGraph
    layout: Layout
    counts_items: bool
    places: dict[NodeId, Pointer] = field(default_factory=dict)
    references: list[_Reference] = field(default_factory=list)
    pending: list[tuple[NodeId, Schema]] = field(default_factory=list)

    def document(self) -> Schema:
        """Write everything."""
        parts = {host: self._place(host) for host in self.layout.tops}
        while self.pending:
            self._write(*self.pending.pop())
        self._bind()
        (own, (schema, definitions)), *apart = parts.items()
        for host, (embedded, its_own) in apart:
            definitions[unused(resource_title(host), definitions)] = _assembled(host, embedded, its_own)
        return _assembled(own if apart else None, schema, definitions)

    def is_boolean(self, node: Node) -> bool:
        """Tell whether ``true`` or ``false`` says all that the node does."""
        return (
            node.assertions in _BOOLEANS
            and not annotations(node.notes.values)
            and self.layout.contested.isdisjoint(node.anchors)
        )

    def _place(self, host: Uri) -> tuple[Schema, dict[str, Json]]:
        """Place what stands in a resource: its own schema, to be written, and the others as definitions."""
        root = self.layout.roots.get(host)
        schema: Schema = {} if root is None else self._begin(root, ROOT)
        names = {node: name for name, node in self.graph.roots.items()}
        definitions: dict[str, Json] = {}
        for node in self.layout.tops[host]:
            if node != root:
                name = unused(names.get(node) or title_of(self.graph.nodes[node].place), definitions)
                definitions[name] = self._stand(node, child(ROOT, "$defs", name))
        return schema, definitions

    def _begin(self, node: NodeId, pointer: Pointer) -> Schema:
        """Give a schema its place, and return the object there, which is filled in later."""
        self.places[node] = pointer
        schema: Schema = {}
        self.pending.append((node, schema))
        return schema

    def _stand(self, node: NodeId, pointer: Pointer) -> Json:
        """Give a schema its place, and return what stands there."""
        if self.is_boolean(self.graph.nodes[node]):
            self.places[node] = pointer
            return not self.graph.nodes[node].assertions
        return self._begin(node, pointer)

    def _write(self, node: NodeId, schema: Schema) -> None:
        known = self.graph.nodes[node]
        schema.update(annotations(known.notes.values))
        for anchor in known.anchors:
            if anchor in self.layout.contested:
                schema["$dynamicAnchor"] = anchor
        # ``allOf`` first: what finds its keyword taken joins the branches at their end.
        for assertion in sorted(known.assertions, key=lambda assertion: not isinstance(assertion, AllOf)):
            self._write_assertion(assertion, node, schema)
        ordered = in_order(schema)
        schema.clear()
        schema.update(ordered)

    def _write_assertion(self, assertion: Assertion, node: NodeId, schema: Schema) -> None:
        reference = self._reference(assertion)
        data = spell(assertion, single="enum" if "const" in schema else "const")
        below = list(held(assertion))
        path = self._path(assertion, schema, {*data, *reference, *(str(each.path[0]) for each in below)})
        for keyword, value in data.items():
            _put(schema, (*path, keyword), value)
        for keyword, (target, anchor) in reference.items():
            self._refer(target, anchor, keyword, _put(schema, (*path, keyword), ""), self.layout.hosts[node])
        for each in below:
            at = (*path, *each.path)
            if self.layout.is_inside(each.node, node):
                _put(schema, at, self._stand(each.node, child(self.places[node], *at)))
            else:
                self._refer(each.node, None, "$ref", _put(schema, (*at, "$ref"), ""), self.layout.hosts[node])

    def _path(self, assertion: Assertion, schema: Schema, keywords: set[str]) -> Path:
        """Return where in a schema object the keywords of one assertion go."""
        # Annotations do not leave a ``not`` (Core, section 7.7.1.1): what it holds twice is asserted, unevaluated.
        silent = isinstance(assertion, Contains) and not assertion.evaluates and self.counts_items
        within: Path = ("not", "not") if silent else ()
        if not (set(within) or keywords).isdisjoint(schema):
            branches = schema.get("allOf")
            return ("allOf", len(branches) if isinstance(branches, list) else 0, *within)
        return within

    def _reference(self, assertion: Assertion) -> dict[str, tuple[NodeId, str | None]]:
        """Return the reference keyword of an assertion, with its target and the anchor that keeps it dynamic."""
        match assertion:
            case Refers(target):
                return {"$ref": (target, None)}
            case RefersDynamically(target, anchor) if anchor in self.layout.contested:
                return {"$dynamicRef": (target, anchor)}
            case RefersDynamically(target, anchor):
                return {"$ref": (target if anchor is None else self.layout.settled[anchor], None)}
            case _:
                return {}

    def _refer(self, target: NodeId, anchor: str | None, keyword: str, schema: Schema, host: Uri) -> None:
        self.references.append(_Reference(schema, keyword, host, target, anchor))

    def _bind(self) -> None:
        """Write down where the references lead, now that every schema has its place."""
        for reference in self.references:
            host = self.layout.hosts[reference.target]
            fragment = reference.anchor or to_fragment(self.places[reference.target])
            away = host if host != reference.host else ""
            reference.schema[reference.keyword] = f"{away}#{fragment}" if fragment or not away else away


def _assembled(uri: Uri | None, schema: Schema, definitions: Schema) -> Schema:
    identity: Schema = {} if uri is None else {"$id": uri}
    return {**identity, **schema, **({"$defs": dict(sorted(definitions.items()))} if definitions else {})}


def _put(schema: Schema, path: Path, value: Json) -> Schema:
    """Write a value at a path, making the objects and arrays on the way; return the nearest object around it."""
    place: Json = schema
    for token, following in pairwise(path):
        place = _step(place, token, [] if isinstance(following, int) else {})
        schema = place if isinstance(place, dict) else schema
    _step(place, path[-1], value)
    return schema


def _step(place: Json, token: str | int, fresh: Json) -> Json:
    """Return what stands at a member's name or an index; where nothing does, the fresh value does from now on."""
    match place, token:
        case dict(), str():
            return place.setdefault(token, fresh)
        case list(), int():
            place.extend([fresh] if token == len(place) else [])
            return place[token]
        case _:
            raise LookupError(token)
