"""Schemas that accept nothing."""

from collections.abc import Iterator

from schemakit.check.contradiction import may_contradict
from schemakit.check.places import Place
from schemakit.check.rule import Rule, Survey
from schemakit.check.sets import is_false, values, varied
from schemakit.check.type_keyword import allowed_types, shown_types
from schemakit.core.finding import Finding, Kind, Severity
from schemakit.core.json import Json, json_type
from schemakit.core.location import Location
from schemakit.ir.algebra import Answer, satisfiable
from schemakit.ir.assertions import Assertion, NodeId, Refers, RefersDynamically, ValueIn
from schemakit.ir.graph import Node, SchemaGraph
from schemakit.ir.spell import spell
from schemakit.ir.walk import children, conjuncts, held

KIND = Kind(
    "SK304",
    "unsatisfiable-schema",
    Severity.ERROR,
    "No value is valid against this schema.",
    """\
## What it does
Reports schemas whose keywords contradict each other, so that they accept nothing, where that can be proved. Schemas
that say so openly, `false` and `{"not": {}}`, are left alone.

## Why is this bad?
The property, item or document that the schema describes can never be there. If it is required, nothing around it can be
valid either.

## Example
```json
{"type": "string", "enum": [1, 2]}
```

## Use instead
```json
{"type": "integer", "enum": [1, 2]}
```
""",
)


def find(survey: Survey) -> Iterator[Finding]:
    """Find the innermost ones: what is around them is to blame only if it contradicts itself."""
    places = {place.node: place for place in survey.standard}
    impossible = {node for node in places if _accepts_nothing(survey.graph, node)}
    for node in (node for node in places if node in impossible):
        if not any(inner in impossible for inner in _below(survey.graph, node)):
            yield _finding(places[node], _contradicting(survey.graph, survey.graph.nodes[node]))


def _accepts_nothing(graph: SchemaGraph, node: NodeId) -> bool:
    if node not in graph.nodes or is_false(graph, graph.nodes[node]) or not may_contradict(graph, node):
        return False
    asked = values(graph, node)
    return asked is not None and satisfiable(asked.document) is Answer.NO


def _below(graph: SchemaGraph, node: NodeId) -> Iterator[NodeId]:
    """Yield what can be to blame instead: what the node includes, and what its subschemas include."""
    for part in (node, *(child.node for child in children(graph.nodes[node]))):
        yield from (included for included in conjuncts(graph, part) if included != node)


def _contradicting(graph: SchemaGraph, node: Node) -> tuple[str, ...]:
    """Return the keywords that are enough for the contradiction: what can be left out of it is not to blame."""
    core = node.assertions
    for assertion in node.assertions:
        rest = tuple(other for other in core if other is not assertion)
        asked = values(*varied(graph, node, rest))
        if asked is not None and satisfiable(asked.document) is Answer.NO:
            core = rest
    return tuple(dict.fromkeys(keyword for assertion in core for keyword in _keywords(assertion)))


def _keywords(assertion: Assertion) -> Iterator[str]:
    match assertion:
        case Refers() | RefersDynamically():
            yield "$ref"
        case ValueIn():  # one value may have been written as either
            yield from ("enum", "const")
        case _:
            yield from spell(assertion)
    yield from (str(child.path[0]) for child in held(assertion))


def _finding(place: Place, keywords: tuple[str, ...]) -> Finding:
    written = [keyword for keyword in keywords if keyword in place.schema]
    location, reason = _specific(place, written) or (place.authored, _general(written))
    return KIND.at(location, f"no value is valid against this schema: {reason}", note="accepts nothing")


def _specific(place: Place, written: list[str]) -> tuple[Location, str] | None:
    """Return the place and words of the two contradictions that are most often written."""
    schema = place.schema
    listing = next((keyword for keyword in ("enum", "const") if keyword in written), None)
    types = allowed_types(schema)
    if listing is not None and types is not None and types.isdisjoint(map(json_type, _listed(schema, listing))):
        return place.at(listing), f"`{listing}` has no value of type {shown_types(schema)}"
    required, properties = schema.get("required"), schema.get("properties", {})
    is_closed = "additionalProperties" in written and schema["additionalProperties"] is False
    is_open = bool(schema.get("patternProperties"))  # which names it lets in is not told by a look
    if is_closed and not is_open and "required" in written and isinstance(required, list):
        for index, name in enumerate(required):
            if isinstance(properties, dict) and name not in properties:
                return place.at("required", index), f"{name!r} is required, and `additionalProperties` forbids it"
    return None


def _listed(schema: dict[str, Json], keyword: str) -> list[Json]:
    value = schema[keyword]
    return value if keyword == "enum" and isinstance(value, list) else [value]


def _general(written: list[str]) -> str:
    *others, last = [f"`{keyword}`" for keyword in written] or ["it"]
    return f"{', '.join(others)} and {last} contradict each other" if others else f"{last} refuses everything"


RULE = Rule(KIND, find)
