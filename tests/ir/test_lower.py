"""What lowering makes of what the suite does not ask about: malformed keywords, idle ones, places, depth, order."""

from decimal import Decimal

import pytest

from conformance.laws import schema_set
from schemakit.core.json import Json
from schemakit.ir.assertions import (
    Contains,
    DependentRequired,
    DependentSchemas,
    Items,
    NodeId,
    NumberBounds,
    Opaque,
    Refers,
    RefersDynamically,
    StringLength,
    TypeIs,
    ValueIn,
)
from schemakit.ir.graph import Node, SchemaGraph
from schemakit.ir.lower import lower

#: For each keyword, values that its specification does not allow.
MALFORMED: dict[str, list[Json]] = {
    "type": ["text", 3, [], ["string", "text"], {}],
    "enum": ["a", 3, {}],
    "multipleOf": [0, -1, "2", True],
    "maximum": ["3", None, True],
    "minLength": ["3", -1, 1.5, True, None],
    "pattern": [3, None],
    "format": [3],
    "items": [3, "a"],
    "prefixItems": [{}, [3]],
    "minItems": [-1, "1"],
    "uniqueItems": ["true", 1],
    "contains": [3],
    "required": ["a", [1], True],
    "properties": [[], {"a": 3}],
    "additionalProperties": ["no"],
    "propertyNames": [3],
    "dependentRequired": [[], {"a": "b"}],
    "dependentSchemas": [[], {"a": ["b"]}],
    "allOf": [{}, [3]],
    "not": [[], "a"],
    "if": [3],
    "unevaluatedItems": [3],
    "$ref": [3, None],
    "$dynamicRef": [3],
}


def graph_of(schema: Json, dialect: str = "2020-12") -> tuple[SchemaGraph, Node]:
    graph = lower(schema_set(schema, dialect))
    return graph, graph.nodes[next(iter(graph.roots.values()))]


@pytest.mark.parametrize(
    ("keyword", "value"), [(keyword, value) for keyword, all_ in MALFORMED.items() for value in all_]
)
def test_a_malformed_keyword_is_kept_word_for_word(keyword: str, value: Json):
    _, root = graph_of({keyword: value, "maxLength": 3})

    assert StringLength(maximum=3) in root.assertions
    assert Opaque({keyword: value}) in root.assertions


@pytest.mark.parametrize("dialect", ["draft-04", "draft-06", "draft-07", "2019-09", "2020-12"])
@pytest.mark.parametrize("keyword", MALFORMED)
def test_no_value_of_any_keyword_is_lost_in_any_draft(dialect: str, keyword: str):
    for value in MALFORMED[keyword]:
        _, root = graph_of({keyword: value}, dialect)
        opaque = [kept.keywords for kept in root.assertions if isinstance(kept, Opaque)]
        assert root.notes.values.get(keyword) == value or {keyword: value} in opaque


def test_a_count_beyond_the_floats_is_kept_word_for_word():
    _, root = graph_of({"maxLength": Decimal("1E+400")})

    assert Opaque({"maxLength": Decimal("1E+400")}) in root.assertions


def test_a_dangling_reference_is_kept_word_for_word():
    _, root = graph_of({"$ref": "#/$defs/missing", "type": "string"})

    assert Opaque({"$ref": "#/$defs/missing"}) in root.assertions
    assert TypeIs(frozenset({"string"})) in root.assertions


@pytest.mark.parametrize(
    ("dialect", "schema"),
    [
        ("draft-07", {"then": {"type": "string"}}),
        ("2020-12", {"else": {"type": "string"}}),
        ("2020-12", {"maxContains": 3}),
        ("draft-07", {"additionalItems": {"type": "string"}}),
        ("draft-07", {"additionalItems": False, "items": {}}),
        ("draft-04", {"exclusiveMinimum": True}),
        ("draft-04", {"const": 3}),
        ("draft-06", {"if": False}),
        ("draft-07", {"dependentRequired": {"a": ["b"]}}),
        ("2020-12", {"additionalItems": False}),
        ("2020-12", {"x-anything": {"type": 3}}),
    ],
)
def test_a_keyword_without_meaning_here_is_an_annotation(dialect: str, schema: dict[str, Json]):
    keyword = next(iter(schema))
    _, root = graph_of(schema, dialect)

    assert root.notes.values[keyword] == schema[keyword]
    assert root.assertions in {(), (Items((), NodeId(f"{root.id}/items")),)}


def test_nothing_counts_beside_a_reference_up_to_draft_07():
    _, root = graph_of({"$ref": "#/definitions/a", "maxLength": 3, "definitions": {"a": {}}}, "draft-07")

    assert root.assertions == (Refers(NodeId(f"{root.id}/definitions/a")),)


def test_draft_04_bounds_are_made_exclusive_by_their_neighbours():
    _, root = graph_of({"minimum": 1, "exclusiveMinimum": True, "maximum": 9, "exclusiveMaximum": False}, "draft-04")

    assert root.assertions == (NumberBounds(exclusive_minimum=1, maximum=9),)
    assert root.keyword_place("exclusiveMinimum").pointer == "/minimum"
    assert root.keyword_place("maximum").pointer == "/maximum"


def test_keywords_that_were_renamed_know_their_place():
    schema: Json = {"items": [{}], "additionalItems": False, "dependencies": {"a": ["b"], "c": {}}, "enum": [1]}
    _, root = graph_of(schema, "draft-07")

    places = {keyword: root.keyword_place(keyword).pointer for keyword in ("prefixItems", "items", "const")}
    assert places == {"prefixItems": "/items", "items": "/additionalItems", "const": "/enum"}
    assert root.keyword_place("dependentRequired").pointer == "/dependencies"
    assert root.keyword_place("dependentSchemas").pointer == "/dependencies"
    assert DependentRequired({"a": ("b",)}) in root.assertions
    assert DependentSchemas({"c": NodeId(f"{root.id}/dependencies/c")}) in root.assertions


def test_items_that_contains_matched_count_as_evaluated_from_2020_12_on():
    verdicts = {}
    for dialect in ("draft-06", "2019-09", "2020-12"):
        _, root = graph_of({"contains": {}}, dialect)
        verdicts[dialect] = [each.evaluates for each in root.assertions if isinstance(each, Contains)]

    assert verdicts == {"draft-06": [False], "2019-09": [False], "2020-12": [True]}


def test_a_dynamic_reference_without_a_dynamic_anchor_is_an_ordinary_one():
    schema: Json = {"$defs": {"a": {"$anchor": "x"}, "b": {"$dynamicAnchor": "y"}}}
    for text, anchor in (("#x", None), ("#y", "y"), ("#/$defs/b", None)):
        graph, root = graph_of({**schema, "$dynamicRef": text})
        (found,) = (each for each in root.assertions if isinstance(each, RefersDynamically))
        assert found.anchor == anchor
        assert found.target in graph.nodes


def test_unreferenced_definitions_are_nodes_too():
    graph, root = graph_of({"$defs": {"unused": {"type": "string"}}, "definitions": {"old": {}}})

    assert list(graph.nodes) == [root.id, f"{root.id}/$defs/unused", f"{root.id}/definitions/old"]


@pytest.mark.parametrize("schema", [True, False, {}])
def test_the_smallest_schemas(schema: Json):
    _, root = graph_of(schema)

    assert root.assertions == ((ValueIn(()),) if schema is False else ())


def test_pointers_of_unusual_names_name_their_nodes():
    graph, root = graph_of({"properties": {"a/b": {}, "c~d": {}, "é %": {"$ref": "#/properties/a~1b"}}})

    assert [node.place.pointer for node in graph.nodes.values()] == [
        "", "/properties/a~1b", "/properties/c~0d", "/properties/é %",
    ]  # fmt: skip
    assert (
        Refers(NodeId(f"{root.id}/properties/a~1b"))
        in graph.nodes[NodeId(f"{root.id}/properties/%C3%A9%20%25")].assertions
    )


@pytest.mark.parametrize("dialect", ["draft-04", "2020-12"])
def test_a_schema_640_deep_is_lowered(dialect: str):
    schema: Json = {"type": "string"}
    for _ in range(639):
        schema = {"not": schema}
    graph, _ = graph_of(schema, dialect)

    assert len(graph.nodes) == 640
