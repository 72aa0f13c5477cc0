"""Which keywords of which schemas a payload can violate, and the way from the root to each."""

from collections.abc import Iterator
from typing import TypeAlias, final

from schemakit.core.location import Location
from schemakit.core.record import dataclass
from schemakit.formats import FORMATS
from schemakit.fuzz.scope import Scopes
from schemakit.fuzz.terms import Occurrence, Scope, Step
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
from schemakit.ir.graph import SchemaGraph

Applicator: TypeAlias = (
    Items | Properties | PropertyNames | Unevaluated | AllOf | AnyOf | OneOf | Not | Conditional | Refers
    | RefersDynamically
)  # fmt: skip


def keywords(assertion: Assertion) -> tuple[str, ...]:  # noqa: C901, PLR0912 - one case for each assertion
    """Return the keywords of an assertion that an instance can violate, applicators included."""
    match assertion:
        case TypeIs():
            return ("type",)
        case ValueIn(()):
            return ("false",)
        case ValueIn((_,)):
            return ("const",)
        case ValueIn():
            return ("enum",)
        case NumberBounds(minimum, exclusive_minimum, maximum, exclusive_maximum):
            return _given(
                minimum=minimum,
                exclusiveMinimum=exclusive_minimum,
                maximum=maximum,
                exclusiveMaximum=exclusive_maximum,
            )
        case MultipleOf():
            return ("multipleOf",)
        case StringLength(minimum, maximum):
            return _given(minLength=minimum, maxLength=maximum)
        case Pattern():
            return ("pattern",)
        case FormatIs():
            return ("format",)
        case ItemCount(minimum, maximum):
            return _given(minItems=minimum, maxItems=maximum)
        case PropertyCount(minimum, maximum):
            return _given(minProperties=minimum, maxProperties=maximum)
        case Contains(_, minimum, maximum):
            return ("contains",) if maximum is None else ("contains", "maxContains")
        case UniqueItems():
            return ("uniqueItems",)
        case Required():
            return ("required",)
        case DependentRequired():
            return ("dependentRequired",)
        case DependentSchemas():
            return ("dependentSchemas",)
        case Content() | Opaque():
            return ()
        case _:
            return _applied(assertion)


def _applied(assertion: Applicator) -> tuple[str, ...]:  # noqa: C901 - one case for each applicator
    match assertion:
        case Items(prefix, rest):
            return (("prefixItems",) if prefix else ()) + _given(items=rest)
        case Properties(named, patterns, additional):
            held = (("properties",) if named else ()) + (("patternProperties",) if patterns else ())
            return held + _given(additionalProperties=additional)
        case PropertyNames():
            return ("propertyNames",)
        case Unevaluated(items, properties):
            return _given(unevaluatedItems=items, unevaluatedProperties=properties)
        case AllOf():
            return ("allOf",)
        case AnyOf():
            return ("anyOf",)
        case OneOf():
            return ("oneOf",)
        case Not():
            return ("not",)
        case Conditional(_, consequence, alternative):
            return _given(then=consequence, **{"else": alternative})
        case Refers() | RefersDynamically():
            return ("$ref",)


def _given(**values: object) -> tuple[str, ...]:
    return tuple(keyword for keyword, value in values.items() if value is not None)


#: Applicators: what violates them is reported at an assertion further in.
_STRUCTURE = frozenset({
    "allOf", "$ref", "then", "else", "dependentSchemas", "properties", "patternProperties", "prefixItems",
    "propertyNames", "items", "additionalProperties",
})  # fmt: skip


@final
@dataclass(frozen=True, slots=True)
class Reached:
    """An occurrence, a shortest path from the root to it, and where the engines report it.

    ``places``: more than one where a keyword is reported at its neighbour (``minContains`` at ``contains``).
    """

    occurrence: Occurrence
    path: tuple[Step, ...]
    places: frozenset[Location]
    place: Location


def occurrences(graph: SchemaGraph, root: NodeId, *, formats: bool = True) -> Iterator[Reached]:
    """Yield every occurrence that the root reaches, breadth first; not what stands under ``not`` and ``if``.

    ``formats``: whether the judge asserts ``format``; where it does not, nothing violates one.
    """
    scopes = Scopes(graph)
    reached: set[NodeId] = {root}
    queue: list[tuple[NodeId, tuple[Step, ...], Scope]] = [(root, (), ())]
    for node, path, outside in queue:  # grows while it is read
        scope = scopes.entered(node, outside)
        for position, assertion in enumerate(graph.nodes[node].assertions):
            for keyword in keywords(assertion):
                if keyword not in _STRUCTURE and (keyword != "format" or (formats and _asserts(assertion))):
                    yield _reached(graph, Occurrence(node, position, keyword), path)
            for keyword, target, key in _edges(assertion, scopes, scope):
                if target not in reached:
                    reached.add(target)
                    queue.append((target, (*path, Step(node, position, keyword, target, key)), scope))


def _asserts(assertion: Assertion) -> bool:
    known = FORMATS.get(assertion.name) if isinstance(assertion, FormatIs) else None
    return known is not None and known.asserts


def _reached(graph: SchemaGraph, occurrence: Occurrence, path: tuple[Step, ...]) -> Reached:
    node = graph.nodes[occurrence.node]
    names: tuple[str, ...] = ()
    match occurrence.keyword:
        case "false":
            place, names = node.place, ("enum",)
        case "const":  # an ``enum`` of one value is lowered to the same
            place, names = node.keyword_place("const"), ("enum",)
        case "contains":
            place, names = node.keyword_place("contains"), ("minContains",)
        case keyword:
            place = node.keyword_place(keyword)
    return Reached(occurrence, path, frozenset({place, *map(node.keyword_place, names)}), place)


def _edges(assertion: Assertion, scopes: Scopes, scope: Scope) -> Iterator[tuple[str, NodeId, str | int | None]]:  # noqa: C901, PLR0912 - one case for each assertion
    match assertion:
        case AllOf(schemas):
            yield from (("allOf", schema, None) for schema in schemas)
        case AnyOf(schemas):
            yield from (("anyOf", schema, None) for schema in schemas)
        case OneOf(schemas):
            yield from (("oneOf", schema, None) for schema in schemas)
        case Refers(target):
            yield "$ref", target, None
        case RefersDynamically():
            yield "$ref", scopes.target(assertion, scope), None
        case Conditional(_, consequence, alternative):
            if consequence is not None:
                yield "then", consequence, None
            if alternative is not None:
                yield "else", alternative, None
        case DependentSchemas(schemas):
            yield from (("dependentSchemas", schema, name) for name, schema in schemas.items())
        case Properties(named, patterns, additional):
            yield from (("properties", schema, name) for name, schema in named.items())
            yield from (("patternProperties", schema, pattern) for pattern, schema in patterns.items())
            if additional is not None:
                yield "additionalProperties", additional, None
        case PropertyNames(schema):
            yield "propertyNames", schema, None
        case Items(prefix, rest):
            yield from (("prefixItems", schema, index) for index, schema in enumerate(prefix))
            if rest is not None:
                yield "items", rest, len(prefix)
        case _:
            pass  # the engines report ``unevaluatedItems`` and ``unevaluatedProperties`` as such
