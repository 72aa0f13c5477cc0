"""From the graph to shapes that accept nothing a schema refuses: what a typed parser can check while it parses.

Every shape describes a set of JSON values that lies within the set of its schema; it may well be smaller. What cannot
be said in shapes is left out, first of one type of value, and where that leaves nothing, of the schema: the judge is
asked about all that no shape accepts. The laws are in ``tests/validate/test_prefilter.py``.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Final, TypeAlias, final

from schemakit.core.json import JSON_TYPES, JsonType, json_type
from schemakit.core.record import dataclass, field, replace
from schemakit.ir.assertions import (
    AllOf,
    AnyOf,
    Assertion,
    Conditional,
    Contains,
    DependentRequired,
    DependentSchemas,
    ItemCount,
    Items,
    NodeId,
    Not,
    OneOf,
    Opaque,
    Properties,
    PropertyCount,
    PropertyNames,
    Refers,
    RefersDynamically,
    Required,
    TypeIs,
    Unevaluated,
    UniqueItems,
    ValueIn,
)
from schemakit.ir.graph import SchemaGraph
from schemakit.validate.narrow_scalars import integers, reals, strings, tightest, values
from schemakit.validate.shapes import Anything, Lists, Maps, Plain, Records, Shape, Shapes, Strings, Words

#: Levels of nested schemas, and steps altogether, after which a schema is too much for shapes.
_DEEPEST: Final = 30
_MOST_STEPS: Final = 2_000
_MOST_CHOICES: Final = 3


_Demands: TypeAlias = Sequence[Assertion]


def narrow(graph: SchemaGraph, root: NodeId) -> Shapes:
    """Return shapes all of whose values are valid by the schema, formats asserted; none where there are none."""
    return _Narrowing(graph).shapes((root,))


def without_uuids(shapes: Shapes) -> Shapes:
    """Return the shapes that are left when nothing checks whether a string is a UUID; fewer, or smaller ones."""
    return tuple(less for shape in shapes if (less := _without_uuids(shape)) is not None)


def _without_uuids(shape: Shape) -> Shape | None:
    match shape:
        case Strings(is_uuid=True):
            return None
        case Lists(items=items):
            inside = without_uuids(items)
            return replace(shape, items=inside) if inside else None
        case Maps(values=values):
            inside = without_uuids(values)
            return replace(shape, values=inside) if inside else None
        case Records(members=members):
            less = {name: (without_uuids(inside), is_required) for name, (inside, is_required) in members.items()}
            if any(is_required and not inside for inside, is_required in less.values()):
                return None
            return Records({name: member for name, member in less.items() if member[0]})
        case _:
            return shape


@final
@dataclass(slots=True)
class _Narrowing:
    """What is known about the schemas of one graph."""

    graph: SchemaGraph
    done: dict[tuple[NodeId, ...], Shapes] = field(default_factory=dict)
    around: list[tuple[NodeId, ...]] = field(default_factory=list)
    steps: int = 0

    def shapes(self, ids: tuple[NodeId, ...]) -> Shapes:
        """Return shapes of the values that are valid by all of the schemas; recursive ones have none."""
        if ids not in self.done:
            if ids in self.around or len(self.around) >= _DEEPEST:
                return ()
            self.around.append(ids)
            demands = self._demands(ids)
            self.done[ids] = () if demands is None else self._of(demands)
            self.around.pop()
        return self.done[ids]

    def _of(self, demands: _Demands) -> Shapes:
        if not demands:
            return (Anything(),)
        found = self._by_type(demands)
        if "integer" not in found:
            found.pop("number", None)  # a parser that knows no integers here would take them for floats, and round them
        return tuple(found.values())

    def _demands(self, ids: Iterable[NodeId]) -> list[Assertion] | None:
        """Return all that the schemas demand of a value itself; None where that cannot be said in shapes."""
        found: list[Assertion] = []
        work, met = list(ids), set[NodeId]()
        while work:
            identity = work.pop()
            if identity in met:
                continue
            met.add(identity)
            for assertion in self.graph.nodes[identity].assertions:
                match assertion:
                    case Refers(target=target) | RefersDynamically(target=target, anchor=None):
                        work.append(target)
                    case AllOf(schemas=schemas):
                        work.extend(schemas)
                    case Not() | Conditional() | RefersDynamically() | Opaque():
                        return None
                    case _:
                        found.append(assertion)
        return found

    def _by_type(self, demands: _Demands) -> dict[JsonType, Shape]:
        """Return the shape for each JSON type that has one; of alternatives, the first that has."""
        self.steps += 1
        choices = [one for one in demands if isinstance(one, AnyOf | OneOf)]
        if self.steps > _MOST_STEPS or len(choices) > _MOST_CHOICES:
            return {}
        if not choices:
            shapes = ((kind, self._shape(kind, demands)) for kind in JSON_TYPES)
            return {kind: shape for kind, shape in shapes if shape is not None}
        choice = choices[0]
        rest = [one for one in demands if one is not choice]
        branches = [self._demands((branch,)) for branch in choice.schemas]
        if isinstance(choice, OneOf) and not _are_disjoint(branches):
            return {}
        merged: dict[JsonType, Shape] = {}
        for branch in branches:
            if branch is not None and not _has_choice(branch):
                for kind, shape in self._by_type([*rest, *branch]).items():
                    merged[kind] = _either(merged.get(kind), shape)
        return merged

    def _shape(self, kind: JsonType, demands: _Demands) -> Shape | None:
        if not all(_allows(one, kind) for one in demands if isinstance(one, TypeIs)):
            return None
        listed = values(demands)
        match kind:
            case "null":
                return Plain("null") if listed is None or None in listed else None
            case "boolean":
                both = listed is None or {True, False} <= {value for value in listed if isinstance(value, bool)}
                return Plain("boolean") if both else None
            case "integer":
                return integers(demands, listed)
            case "number":
                return None if listed is not None else reals(demands)
            case "string":
                return strings(demands, listed)
            case "array":
                return None if listed is not None else self._lists(demands)
            case "object":
                return None if listed is not None else self._objects(demands)

    def _lists(self, demands: _Demands) -> Shape | None:
        schemas: list[NodeId] = []
        for one in demands:
            match one:
                case UniqueItems() | Contains():
                    return None
                case Unevaluated(items=items) if items is not None:
                    return None
                case Items(prefix=prefix, rest=rest):
                    if prefix:
                        return None
                    schemas += () if rest is None else (rest,)
                case _:
                    pass
        inside: Shapes = self.shapes(tuple(schemas)) if schemas else (Anything(),)
        counts = [(one.minimum, one.maximum) for one in demands if isinstance(one, ItemCount)]
        return Lists(inside, *tightest(counts)) if inside else None

    def _objects(self, demands: _Demands) -> Shape | None:
        known: list[Properties] = []
        required: dict[str, None] = {}
        for one in demands:
            match one:
                case PropertyNames() | DependentRequired() | DependentSchemas():
                    return None
                case Unevaluated(properties=properties) if properties is not None:
                    return None
                case Properties():
                    known.append(one)
                case Required(names=names):
                    required |= dict.fromkeys(names)
                case _:
                    pass
        counts = [(one.minimum, one.maximum) for one in demands if isinstance(one, PropertyCount)]
        if any(one.patterns for one in known):
            return None
        if not required and not any(one.named for one in known):
            additional = tuple(one.additional for one in known if one.additional is not None)
            inside: Shapes = self.shapes(additional) if additional else (Anything(),)
            return Maps(inside, *tightest(counts)) if inside else None
        return None if counts else self._records(known, required)

    def _records(self, known: Sequence[Properties], required: Mapping[str, None]) -> Records | None:
        members: dict[str, tuple[Shapes, bool]] = {}
        for name in dict.fromkeys((*required, *(name for one in known for name in one.named))):
            # each of the keywords has its say: by the schema of the name, or by that of all other names
            schemas = tuple(schema for one in known if (schema := one.named.get(name, one.additional)) is not None)
            shapes = self.shapes(schemas) if schemas else (Anything(),)
            if shapes:
                members[name] = (shapes, name in required)
            elif name in required:
                return None
        return Records(members)


def _has_choice(demands: _Demands) -> bool:
    return any(isinstance(one, AnyOf | OneOf) for one in demands)


def _allows(types: TypeIs, kind: JsonType) -> bool:
    return kind in types.types or (kind == "integer" and "number" in types.types)


def _either(first: Shape | None, second: Shape) -> Shape:
    match first, second:
        case None, _:
            return second
        case Words(values=values), Words(values=more):
            return Words(tuple(dict.fromkeys((*values, *more))))
        case _:
            return first


def _are_disjoint(branches: Sequence[Sequence[Assertion] | None]) -> bool:
    """Tell whether no value can be of two of the branches, by their types alone."""
    types = [_types(branch or ()) for branch in branches]
    return not any(one & other for one, other in combinations(types, 2))


def _types(demands: _Demands) -> frozenset[JsonType]:
    """Return the types that the values of a schema can have, all kinds of numbers as one."""
    found = frozenset(JSON_TYPES) - {"integer"}
    for one in demands:
        match one:
            case TypeIs(types=types):
                found &= {_wide(kind) for kind in types}
            case ValueIn(values=values):
                found &= {_wide(json_type(value)) for value in values}
            case _:
                pass
    return found


def _wide(kind: JsonType) -> JsonType:
    return "number" if kind == "integer" else kind
