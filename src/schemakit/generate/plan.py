"""Decides the types of a package: shapes that hold every valid value, and what of the schemas is left to the guard.

Where a schema says more than a shape can hold exactly, the shape is the wider one. When unsure: ``Anything``.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final, final

from schemakit.core.json import JsonType
from schemakit.core.pointer import tokens
from schemakit.core.record import dataclass, field
from schemakit.generate import scalars
from schemakit.generate.cycles import break_cycles
from schemakit.generate.defaults import default_of
from schemakit.generate.notes import members, notes_of
from schemakit.generate.reading import ALL_TYPES, Reading
from schemakit.generate.references import ordered
from schemakit.generate.residuals import residuals
from schemakit.generate.shape import (
    AliasOf,
    Anything,
    Boolean,
    ClassOf,
    Constants,
    Definition,
    Either,
    EnumOf,
    ListOf,
    MapOf,
    Named,
    Notes,
    Null,
    Origin,
    Plan,
    Property,
    Residual,
    RootOf,
    Shape,
    Text,
    TupleOf,
    either,
)
from schemakit.generate.tags import with_tags
from schemakit.ir.assertions import AnyOf, ItemCount, Items, NodeId, OneOf, Properties, Required, ValueIn
from schemakit.ir.graph import Node, SchemaGraph
from schemakit.resolve.schema_set import Name

#: Shapes inside shapes that have no name; what is deeper gets one.
_DEEPEST: Final = 6

#: So many times in a row; nobody reads, and no library builds, lists in lists in lists without end.
_MOST_PARTS: Final = 4

#: Items with shapes of their own; a longer tuple is a list of anything.
_LONGEST: Final = 12

#: Definitions inside definitions; what is deeper is ``Anything``: libraries build types on the stack.
_INNERMOST: Final = 30

_SCALARS: Final[frozenset[JsonType]] = frozenset(("null", "boolean", "integer", "number", "string"))

#: Below these keywords, the name of a schema is a name its author gave it.
_NAMING: Final = frozenset(("$defs", "definitions", "schemas", "responses", "parameters"))


def plan(graph: SchemaGraph, names: Iterable[Name], *, limits: bool, tuples: bool) -> Plan:
    """Plan the types of the named root schemas and of all they are made of; what types can do is as ``Target`` says."""
    known = {node: name for name, node in reversed(tuple(graph.roots.items()))}
    return _Planner(Reading(graph), {graph.roots[name]: name for name in names}, known, limits, tuples).run()


@final
@dataclass(slots=True)
class _Planner:
    """What has been decided, and which definitions are still to be made.

    ``known`` are all root schemas there are, also those that nobody asked for; ``wanted`` holds nodes with how many
    definitions are around them.
    """

    reading: Reading
    roots: Mapping[NodeId, Name]
    known: Mapping[NodeId, Name]
    limits: bool
    tuples: bool
    definitions: dict[NodeId, Definition] = field(default_factory=dict)
    origins: dict[NodeId, Origin] = field(default_factory=dict)
    residuals: dict[NodeId, tuple[Residual, ...]] = field(default_factory=dict)
    wanted: list[tuple[NodeId, int]] = field(default_factory=list)

    def run(self) -> Plan:
        """Define the roots, then whatever turns out to be needed, in the order met."""
        for node in self.roots:
            self.want(node, (), None, 0)
        for node, depth in self.wanted:  # grows on the way
            site = _Site(self, node, depth)
            self.definitions[node] = site.definition()
            self.residuals[node] = tuple(dict.fromkeys(site.left))
        sound = with_tags(break_cycles(self.definitions))
        used = frozenset(ordered(sound, self.roots))  # a cycle may have been the only use of something
        return Plan(
            MappingProxyType({node: sound[node] for node in sound if node in used}),
            MappingProxyType(self.origins),
            MappingProxyType(self.residuals),
            MappingProxyType({name: node for node, name in self.roots.items()}),
        )

    def want(self, node: NodeId, path: tuple[str, ...], within: NodeId | None, depth: int) -> Shape:
        """Make sure that a node, found at a path below a definition, gets a definition."""
        if node not in self.origins:
            if depth > _INNERMOST:
                return Anything()
            self.origins[node] = Origin(self.given_name(node), node in self.known, within, path)
            self.wanted.append((node, depth))
        return Named(node)

    def given_name(self, node: NodeId) -> str:
        """Return the name that the author gave to a definition, or nothing."""
        path = tokens(self.reading.node(node).place.pointer)
        return self.known.get(node) or (path[-1] if len(path) > 1 and path[-2] in _NAMING else "")

    def is_enum(self, node: NodeId) -> bool:
        """Tell whether a class of its own lists the values of a node."""
        values = self.reading.values(node)
        if values is None:
            return False
        some = [value for value in values if value is not None]
        kinds = {type(value) for value in some}
        single = len(some) == 1 and node not in self.roots and not self.given_name(node)
        return kinds in ({str}, {int}) and not single

    def is_class(self, node: NodeId) -> bool:
        """Tell whether the values of a node, but for null, are objects with known properties."""
        return self.reading.types(node) - {"null"} == {"object"} and (
            node in self.roots or any(part.named for part in self.reading.all_of(node, Properties))
        )


@final
@dataclass(slots=True)
class _Site:
    """The definition that shapes are being made for, and what they leave out."""

    planner: _Planner
    owner: NodeId
    depth: int
    left: list[Residual] = field(default_factory=list)

    @property
    def reading(self) -> Reading:
        return self.planner.reading

    def definition(self) -> Definition:
        """Decide what the owner is."""
        definition = self._definition()
        for node in self.reading.conjuncts(self.owner):
            self.left.extend(residuals(node, definition))
        return definition

    def _definition(self) -> Definition:
        node = self.reading.node(self.owner)
        notes = notes_of(node.notes)
        is_root = self.owner in self.planner.roots
        has_null = "null" in self.reading.types(self.owner)
        values = self.reading.values(self.owner)
        if values is not None and self.planner.is_enum(self.owner) and not (is_root and has_null):
            lister = next(one for one in self.reading.conjuncts(self.owner) if _lists(one))
            return EnumOf(members(lister, tuple(value for value in values if value is not None)), notes)
        if self.planner.is_class(self.owner) and not (is_root and has_null):
            return ClassOf(tuple(self._properties()), self._is_closed(), notes)
        shape = self._inline(self.owner, (), 0)
        return RootOf(shape, notes) if is_root else AliasOf(shape, notes)

    def shape(self, node: NodeId, path: tuple[str, ...], level: int, *, limits: bool = True) -> Shape:
        """Return the shape of a node found at a path below the owner; ``limits``: those of strings and numbers too."""
        principal = self.reading.principal(node)
        types = self.reading.types(node)
        shape: Shape
        if types == {"null"}:
            shape = Null()
        elif not types or self._says_nothing(principal):
            shape = Anything()
        elif self.planner.is_enum(principal) or self.planner.is_class(principal):
            named = self.planner.want(principal, path, self.owner, self.depth + 1)
            # A root keeps its null, inside; a class or an enum cannot hold it.
            nullable = "null" in types and principal not in self.planner.roots
            shape = either((named, Null())) if nullable else named
        elif level > _DEEPEST and self.depth >= _MOST_PARTS:
            shape = Anything()
        elif level > _DEEPEST or (principal != node and not types <= _SCALARS):
            shape = self.planner.want(principal, path, self.owner, self.depth + 1)
        else:
            shape = self._inline(principal, path, level)
            if not limits:
                shape = self._named_if_tuple(scalars.unlimited(shape), principal, path)
        self._leave(node, principal, shape)
        return shape

    def _leave(self, node: NodeId, principal: NodeId, shape: Shape) -> None:
        parts = shape.shapes if isinstance(shape, Either) else (shape,)
        defined = {one.id for one in self.reading.conjuncts(principal)} if Named(principal) in parts else set()
        for one in self.reading.conjuncts(node):
            if one.id not in defined:
                self.left.extend(residuals(one, shape))

    def _says_nothing(self, node: NodeId) -> bool:
        return self.reading.types(node) == ALL_TYPES and self.reading.values(node) is None and not self._branches(node)

    def _branches(self, node: NodeId) -> tuple[NodeId, ...]:
        """Return the alternatives, where they and nothing else decide the shape."""
        alternatives = [
            branch.schemas for branch in self.reading.node(node).assertions if isinstance(branch, (AnyOf, OneOf))
        ]
        others = self.reading.all_of(node, Items) or any(part.named for part in self.reading.all_of(node, Properties))
        return alternatives[0] if len(alternatives) == 1 and not others else ()

    def _inline(self, node: NodeId, path: tuple[str, ...], level: int) -> Shape:
        values = self.reading.values(node)
        if values:
            return Constants(values)
        branches = self._branches(node)
        if branches:
            possible = [branch for branch in branches if self.reading.types(branch) & self.reading.types(node)]
            # A field can have limits, or several types, not limits of one of its types.
            single = sum(self.reading.types(branch) != {"null"} for branch in possible) == 1
            alone = bool(path) and sum(map(self._is_named, possible)) == 1
            steps = [() if alone and not self._title(one) else (self._step(one),) for one in possible]
            shapes = [
                self.shape(one, (*path, *step), level + 1, limits=single)
                for one, step in zip(possible, steps, strict=True)
            ]
            if shapes and not any(isinstance(shape, Anything) for shape in shapes):
                return either(shapes)
        types = self.reading.types(node)
        return Anything() if types == ALL_TYPES else either(self._by_type(node, types, path, level))

    def _is_named(self, branch: NodeId) -> bool:
        """Tell whether an alternative may need a name: it is no plain text, number, boolean or null."""
        return not self.reading.types(branch) <= _SCALARS or self.planner.is_enum(self.reading.principal(branch))

    def _step(self, branch: NodeId) -> str:
        """Return what tells an alternative from the others in a name: its title, else where it stands."""
        return self._title(branch) or f"option {int(tokens(self.reading.node(branch).place.pointer)[-1]) + 1}"

    def _title(self, branch: NodeId) -> str | None:
        return self.reading.node(branch).notes.text("title")

    def _by_type(self, node: NodeId, types: frozenset[JsonType], path: tuple[str, ...], level: int) -> Iterator[Shape]:
        if "object" in types:
            yield MapOf(self._map_values(node, path, level))
        limits = self.planner.limits
        if "array" in types:
            yield self._list(node, path, level, alone=types <= {"array", "null"})
        if "string" in types:
            yield scalars.text(self.reading, node) if limits and types <= {"string", "null"} else Text()
        if "number" in types or "integer" in types:
            bounded = limits and types <= {"integer", "number", "null"}
            yield scalars.numeric(self.reading, node, whole="number" not in types, bounded=bounded)
        if "boolean" in types:
            yield Boolean()
        if "null" in types:
            yield Null()

    def _map_values(self, node: NodeId, path: tuple[str, ...], level: int) -> Shape:
        match self.reading.all_of(node, Properties):
            case [Properties(named, patterns, str(additional))] if not named and not patterns:
                return self._part(additional, (*path, "value"), level + 1)
            case _:
                return Anything()

    def _list(self, node: NodeId, path: tuple[str, ...], level: int, *, alone: bool) -> Shape:
        """Return the shape of arrays; ``alone``: a value is nothing else, so limits and tuples can be shown."""
        fewest, most = scalars.counts(self.reading.all_of(node, ItemCount))
        shown = (fewest, most) if alone and self.planner.limits else (None, None)
        match self.reading.all_of(node, Items):
            case [Items(prefix=(), rest=str(rest))]:
                return ListOf(self._part(rest, (*path, "item"), level + 1), *shown)
            case [Items(prefix, rest)] if len(prefix) <= _LONGEST:
                first = [self._part(one, (*path, f"item {n}"), level + 1) for n, one in enumerate(prefix, 1)]
                no_more = most == len(prefix) or (rest is not None and not self.reading.types(rest))
                if alone and fewest == len(prefix) and no_more:
                    return TupleOf(tuple(first))
                others = (
                    [] if no_more else [Anything() if rest is None else self._part(rest, (*path, "item"), level + 1)]
                )
                return ListOf(either([*first, *others]), *shown)
            case _:
                return ListOf(Anything(), *shown)

    def _part(self, node: NodeId, path: tuple[str, ...], level: int) -> Shape:
        """Return the shape of items or values: what has limits gets a name, because only fields can hold limits."""
        shape = self.shape(node, path, level)
        if scalars.unlimited(shape) == shape:
            return self._named_if_tuple(shape, node, path)
        return self.planner.want(self.reading.principal(node), path, self.owner, self.depth + 1)

    def _named_if_tuple(self, shape: Shape, node: NodeId, path: tuple[str, ...]) -> Shape:
        """Return the shape of a part with a name where it is a tuple: a renderer would give it one of its own."""
        if not any(isinstance(part, TupleOf) for part in (shape.shapes if isinstance(shape, Either) else (shape,))):
            return shape
        return self.planner.want(self.reading.principal(node), path, self.owner, self.depth + 1)

    def _properties(self) -> Iterator[Property]:
        required = {name for part in self.reading.all_of(self.owner, Required) for name in part.names}
        known: dict[str, list[NodeId]] = {}
        for part in self.reading.all_of(self.owner, Properties):
            for name, node in part.named.items():
                known.setdefault(name, []).append(node)
        for name, nodes in known.items():
            # Several say something about it: the one that leaves the fewest types, so probably says the most.
            node = min(nodes, key=lambda one: len(self.reading.types(one)))
            if not _has_field(name):  # it stays among the others
                self.left.append(Residual("properties", self.reading.node(node).place))
            elif self.reading.types(node):  # else it can never be there
                yield self._property(name, node, required=name in required)
        for name in sorted(filter(_has_field, required - known.keys())):
            yield Property(name, Anything(), required=True, default=None, notes=Notes())

    def _property(self, name: str, node: NodeId, *, required: bool) -> Property:
        shape = self.shape(node, (name,), 0)
        if not required and not self.planner.tuples:
            shape = self._named_if_tuple(shape, node, (name,))
        is_enum = self.planner.is_enum(self.reading.principal(node))
        notes = notes_of(self.reading.node(node).notes, lists_choices=is_enum)
        default = None if required else default_of(self.reading, node, shape, is_enum=is_enum)
        if default is None and "default" in self.reading.node(node).notes.values:
            self.left.append(Residual("default", self.reading.node(node).keyword_place("default")))
        return Property(name, shape, required, default, notes)

    def _is_closed(self) -> bool:
        """Tell whether ``additionalProperties`` forbids exactly what the class does not know."""
        match self.reading.conjuncts(self.owner), self.reading.all_of(self.owner, Properties):
            case [_], [Properties(named, patterns, str(additional))] if not patterns and all(map(_has_field, named)):
                return not self.reading.types(additional)
            case _:
                return False


def _has_field(name: str) -> bool:
    """Tell whether every library can have a field of a name: not of the empty one, not of what JSON escapes."""
    return bool(name) and not any(character < " " or character in '"\\' for character in name)


def _lists(node: Node) -> bool:
    return any(isinstance(assertion, ValueIn) for assertion in node.assertions)
