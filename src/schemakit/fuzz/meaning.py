"""What terms ask of an instance: assertions that hold, references followed, refusals turned into what holds instead."""

from collections.abc import Iterator
from typing import Final, TypeAlias, final

from schemakit.core.record import replace
from schemakit.fuzz.boundary import edges
from schemakit.fuzz.mutations import ways
from schemakit.fuzz.occurrences import keywords
from schemakit.fuzz.scope import Scopes
from schemakit.fuzz.terms import (
    Atom,
    Breaks,
    ExtraMember,
    Fails,
    Holds,
    ItemAt,
    Lacks,
    Member,
    MemberMatching,
    MemberNamed,
    Reaches,
    Scope,
    Scoped,
    Step,
    Term,
    Way,
)
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

#: Ways to go on, in the order they were written in.
Choice: TypeAlias = tuple[Way, ...]


@final
class Meaning:
    """Reads terms over one graph."""

    def __init__(self, graph: SchemaGraph) -> None:
        """Index what references need."""
        self._graph = graph
        self._scopes = Scopes(graph)

    def parts(self, term: Term, choices: list[Choice]) -> Way:
        """Return what a term demands at once; what it leaves open goes to the choices."""
        match term:
            case Holds(node, scope):
                inside = self._scopes.entered(node, scope)
                assertions = self._graph.nodes[node].assertions
                return tuple(part for one in assertions for part in self._held(one, inside, choices))
            case Fails(node, scope):
                choices.append(self._refusals(node, self._scopes.entered(node, scope)))
                return ()
            case Breaks() | Reaches():
                return self._along(term, choices)

    def _refusals(self, node: NodeId, scope: Scope) -> Choice:
        found: list[Way] = []
        for assertion in self._graph.nodes[node].assertions:
            found.extend(self._ways(assertion, None, scope))
        return tuple(found)

    def _ways(self, assertion: Assertion, keyword: str | None, scope: Scope) -> Iterator[Way]:
        if isinstance(assertion, RefersDynamically):
            assertion = Refers(self._scopes.target(assertion, scope))
        for name in keywords(assertion) if keyword is None else (keyword,):
            yield from ways(assertion, name, scope)

    def _held(self, assertion: Assertion, scope: Scope, choices: list[Choice]) -> Way:  # noqa: C901, PLR0912 - one case for each assertion
        match assertion:
            case Items() | Contains() | Properties() | PropertyNames() | Unevaluated():
                return (Scoped(assertion, scope),)
            case AllOf(schemas):
                return tuple(Holds(schema, scope) for schema in schemas)
            case AnyOf(schemas):
                choices.append(tuple((Holds(schema, scope),) for schema in schemas))
            case OneOf(schemas):
                choices.append(tuple(_only(index, schemas, scope) for index in range(len(schemas))))
            case Not(schema):
                return (Fails(schema, scope),)
            case Conditional(condition, consequence, alternative):
                then = () if consequence is None else (Holds(consequence, scope),)
                otherwise = () if alternative is None else (Holds(alternative, scope),)
                if then or otherwise:
                    choices.append(((Holds(condition, scope), *then), (Fails(condition, scope), *otherwise)))
            case DependentSchemas(schemas):
                for name, schema in schemas.items():
                    choices.append(((Lacks((name,)),), (Required((name,)), Holds(schema, scope))))
            case Refers(target):
                return (Holds(target, scope),)
            case RefersDynamically():
                return (Holds(self._scopes.target(assertion, scope), scope),)
            case Content() | Opaque():
                pass  # an annotation, or nobody's but the judge's
            case (
                TypeIs() | ValueIn() | NumberBounds() | MultipleOf() | StringLength() | Pattern() | FormatIs()
                | ItemCount() | UniqueItems() | Required() | PropertyCount() | DependentRequired()
            ):  # fmt: skip
                return (assertion,)
        return ()

    def _along(self, term: Breaks | Reaches, choices: list[Choice]) -> Way:
        """Return the way of a term whose end is here, or one step further on, with all else as it should be."""
        step = term.path[0] if term.path else None
        here = term.occurrence if step is None else step
        scope = self._scopes.entered(here.node, term.scope)
        parts: list[Atom | Term] = []
        for position, assertion in enumerate(self._graph.nodes[here.node].assertions):
            if step is not None and position == here.position:
                further = replace(term, path=term.path[1:], scope=scope)
                parts.extend(self._towards(step, assertion, further, choices))
            elif isinstance(term, Breaks) and step is None and position == here.position:
                parts.extend(self._held_but(assertion, term, scope, choices))
            elif isinstance(term, Reaches) or term.slack < (1 if step is None else 2):
                parts.extend(self._held(assertion, scope, choices))
        if isinstance(term, Reaches) and step is None and term.edge is not None:
            parts.extend(edges(self._graph.nodes[here.node].assertions[here.position])[term.edge])
        return tuple(parts)

    def _held_but(self, assertion: Assertion, term: Breaks, scope: Scope, choices: list[Choice]) -> Way:
        """Return what is left of an assertion whose one keyword is violated; how goes to the choices."""
        keyword = term.occurrence.keyword
        known = tuple(self._ways(assertion, keyword, scope))
        choices.append(known if term.way is None else known[term.way : term.way + 1])
        match assertion, keyword:
            case NumberBounds(), _:
                return (replace(assertion, **{_FIELDS[keyword]: None}),)
            case ((StringLength() | ItemCount() | PropertyCount()), _):
                return (replace(assertion, **{"minimum" if keyword.startswith("min") else "maximum": None}),)
            case Items(), "items":
                return (Scoped(replace(assertion, rest=None), scope),)
            case Properties(), _:
                return (Scoped(assertion, scope),)
            case Contains(), "maxContains":
                return (Scoped(replace(assertion, maximum=None), scope),)
            case _:
                return ()

    def _towards(  # noqa: C901 - one case for each applicator
        self, step: Step, assertion: Assertion, further: Breaks | Reaches, choices: list[Choice]
    ) -> Way:
        """Return what an assertion demands when its subschema at the end of the step is the one to break."""
        scope, target = further.scope, step.target
        match assertion:
            case _ if isinstance(further, Breaks) and further.slack > 1:
                return self._only_towards(step, assertion, further)
            case AllOf(schemas):
                return (*(Holds(schema, scope) for schema in schemas if schema != target), further)
            case AnyOf() if isinstance(further, Reaches):
                return (further,)
            case AnyOf(schemas) | OneOf(schemas):
                return (*(Fails(schema, scope) for schema in schemas if schema != target), further)
            case Conditional(condition, _, _):
                return (Holds(condition, scope) if step.keyword == "then" else Fails(condition, scope), further)
            case DependentSchemas(schemas):
                others = DependentSchemas({name: one for name, one in schemas.items() if name != step.key})
                return (_OBJECT, Required((str(step.key),)), further, *self._held(others, scope, choices))
            case Refers() | RefersDynamically():
                return (further,)
            case Items(prefix, _):
                index = step.key if isinstance(step.key, int) else len(prefix)
                return (_ARRAY, Scoped(assertion, scope), ItemAt(index, (further,), target))
            case Properties():
                return (_OBJECT, Scoped(assertion, scope), _member(step, assertion, further))
            case PropertyNames():
                return (_OBJECT, MemberNamed((further,), target))
            case _:
                return (further,)

    def _only_towards(self, step: Step, assertion: Assertion, further: Breaks) -> Way:
        """Return what makes the subschema at the end of a step apply, and leave everything beside it open."""
        match assertion:
            case Conditional(condition, _, _):
                return (
                    Holds(condition, further.scope) if step.keyword == "then" else Fails(condition, further.scope),
                    further,
                )
            case DependentSchemas():
                return (_OBJECT, Required((str(step.key),)), further)
            case Items(prefix, _):
                return (_ARRAY, ItemAt(step.key if isinstance(step.key, int) else len(prefix), (further,)))
            case Properties():
                return (_OBJECT, _member(step, assertion, further))
            case PropertyNames():
                return (_OBJECT, MemberNamed((further,)))
            case _:
                return (further,)


_FIELDS: Final = {
    "minimum": "minimum",
    "maximum": "maximum",
    "exclusiveMinimum": "exclusive_minimum",
    "exclusiveMaximum": "exclusive_maximum",
}

_OBJECT: Final = TypeIs(frozenset({"object"}))
_ARRAY: Final = TypeIs(frozenset({"array"}))


def _member(step: Step, properties: Properties, further: Breaks | Reaches) -> Atom:
    terms = (further,)
    match step.keyword:
        case "properties":
            return Member(str(step.key), terms, step.target)
        case "patternProperties":
            return MemberMatching(str(step.key), terms, step.target)
        case _:
            return ExtraMember(tuple(properties.named), tuple(properties.patterns), terms, step.target)


def _only(chosen: int, schemas: tuple[NodeId, ...], scope: Scope) -> Way:
    """Return the way of exactly one branch of ``oneOf``."""
    others = tuple(Fails(schema, scope) for index, schema in enumerate(schemas) if index != chosen)
    return (Holds(schemas[chosen], scope), *others)
