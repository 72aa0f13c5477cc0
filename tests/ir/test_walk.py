"""Ways through a graph."""

from conformance.laws import schema_set
from schemakit.core.json import Json
from schemakit.core.pointer import lookup
from schemakit.ir.graph import SchemaGraph
from schemakit.ir.lower import lower
from schemakit.ir.walk import On, children, conjuncts, in_place, reachable

#: Every keyword with subschemas, each holding one whose title is the path.
EVERY_APPLICATOR: Json = {
    "prefixItems": [{"title": "prefixItems/0"}, {"title": "prefixItems/1"}],
    "items": {"title": "items"},
    "contains": {"title": "contains"},
    "properties": {"p": {"title": "properties/p"}},
    "patternProperties": {"^q": {"title": "patternProperties/^q"}},
    "additionalProperties": {"title": "additionalProperties"},
    "propertyNames": {"title": "propertyNames"},
    "dependentSchemas": {"d": {"title": "dependentSchemas/d"}},
    "allOf": [{"title": "allOf/0"}],
    "anyOf": [{"title": "anyOf/0"}],
    "oneOf": [{"title": "oneOf/0"}],
    "not": {"title": "not"},
    "if": {"title": "if"},
    "then": {"title": "then"},
    "else": {"title": "else"},
    "unevaluatedItems": {"title": "unevaluatedItems"},
    "unevaluatedProperties": {"title": "unevaluatedProperties"},
    "contentSchema": {"title": "contentSchema"},
}
ON = {
    On.ITEM: {"prefixItems", "items", "contains", "unevaluatedItems"},
    On.PROPERTY: {"properties", "patternProperties", "additionalProperties", "unevaluatedProperties"},
    On.NAME: {"propertyNames"},
    On.CONTENT: {"contentSchema"},
    On.SAME: {"dependentSchemas", "allOf", "anyOf", "oneOf", "not", "if", "then", "else"},
}


def graph_of(schema: Json) -> SchemaGraph:
    return lower(schema_set(schema))


def titles(graph: SchemaGraph, nodes: tuple[str, ...]) -> list[str | None]:
    return [graph.nodes[node].notes.text("title") for node in nodes]


def test_every_subschema_is_a_child_at_its_path_and_applies_to_the_right_value():
    graph = graph_of(EVERY_APPLICATOR)
    (root,) = graph.roots.values()
    found = {"/".join(map(str, child.path)): child for child in children(graph.nodes[root])}

    assert isinstance(EVERY_APPLICATOR, dict)
    assert {path.partition("/")[0] for path in found} == EVERY_APPLICATOR.keys()
    assert all(graph.nodes[child.node].notes.text("title") == path for path, child in found.items())
    assert all(path.partition("/")[0] in ON[child.on] for path, child in found.items())


def test_paths_of_children_are_paths_of_the_resource_in_2020_12():
    graph = graph_of(EVERY_APPLICATOR)
    (root,) = graph.roots.values()

    for child in children(graph.nodes[root]):
        held = EVERY_APPLICATOR
        for token in child.path:
            held = held[token]  # type: ignore[index, call-overload]
        assert held == lookup(EVERY_APPLICATOR, graph.nodes[child.node].place.pointer)


def test_what_applies_in_place_goes_through_branches_and_references_and_no_further():
    graph = graph_of(
        {
            "title": "root",
            "$ref": "#/$defs/a",
            "anyOf": [{"title": "branch", "$ref": "#"}],
            "properties": {"p": {"title": "elsewhere"}},
            "$defs": {"a": {"title": "a", "not": {"title": "refused"}}, "b": {"title": "unused"}},
        }
    )
    (root,) = graph.roots.values()

    assert titles(graph, in_place(graph, root)) == ["root", "a", "refused", "branch"]
    assert titles(graph, conjuncts(graph, root)) == ["root", "a"]
    assert titles(graph, reachable(graph, root)) == ["root", "a", "refused", "elsewhere", "branch"]


def test_a_dynamic_reference_reaches_the_anchors_of_the_resources_on_the_way_and_no_others():
    schema: Json = {
        "title": "root",
        "$ref": "list",
        "$defs": {
            "list": {
                "$id": "list",
                "title": "list",
                "items": {"$dynamicRef": "#of"},
                "$defs": {"any": {"$dynamicAnchor": "of", "title": "any"}},
            },
            "other": {"$id": "other", "$defs": {"one": {"$dynamicAnchor": "of", "title": "one"}}},
            "mine": {"$dynamicAnchor": "of", "title": "mine"},
        },
    }
    graph = graph_of(schema)
    (root,) = graph.roots.values()

    reached = titles(graph, reachable(graph, root))
    assert {"any", "mine"} <= {*reached}
    assert "one" not in reached
    assert {"any", "mine", "one"} <= {*titles(graph, tuple(graph.nodes))}
