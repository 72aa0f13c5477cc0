"""References find what their authors meant, in every way that published files were seen to write them."""

from urllib.parse import quote

import pytest

import schemakit
from documents import source
from schemakit.core.json import Json
from schemakit.core.location import Location, Uri
from schemakit.core.pointer import Pointer
from schemakit.loading.source import Source
from schemakit.pipeline.schemas import Schemas
from schemakit.resolve.draft import Draft
from schemakit.resolve.resolve import resolve
from schemakit.resolve.schema_set import Name, Via
from schemakit.validate.engine import EngineName


def component(name: str, schema: dict[str, Json], path: str | None = None) -> Source:
    """A file cut out of an OpenAPI document."""
    return source({"$id": f"#/components/schemas/{name}", **schema}, path or f"api/{name.lower()}.json")


def targets(*sources: Source) -> list[tuple[str | None, str, Via | None]]:
    """The file and pointer that each reference of the first source means."""
    found = resolve(sources).value
    return [
        (
            reference.target.uri if reference.target else None,
            reference.target.pointer if reference.target else "",
            reference.via,
        )
        for reference in found.references
        if reference.location.uri == sources[0].uri
    ]


def test_a_sibling_is_found_by_the_text_of_its_id():
    order = component("Order", {"items": {"$ref": "#/components/schemas/Item"}})
    item = component("Item", {"type": "string"}, "api/named-otherwise.json")

    assert targets(order, item) == [(item.uri, "", Via.SIBLING)]


def test_a_pointer_goes_on_below_the_component_it_names():
    order = component("Order", {"items": {"$ref": "#/components/schemas/Item/allOf/0/properties/a~1b%20c"}})
    item = component("Item", {"allOf": [{"properties": {"a/b c": {"type": "string"}}}]})

    assert targets(order, item) == [(item.uri, "/allOf/0/properties/a~1b c", Via.SIBLING)]


def test_a_component_refers_to_itself():
    node = component("Node", {"properties": {"next": {"$ref": "#/components/schemas/Node"}}})

    [(uri, pointer, _)] = targets(node)
    assert (uri, pointer) == (node.uri, "")


@pytest.mark.parametrize("other", ["item", "ITEM", "Items"])
def test_names_are_never_bound_by_case_or_file_name(other: str):
    order = component("Order", {"items": {"$ref": "#/components/schemas/Item"}})

    assert targets(order, component(other, {"type": "string"}, "api/item.json")) == [(None, "", None)]


def test_a_sibling_of_the_same_folder_is_preferred():
    order = component("Order", {"items": {"$ref": "#/components/schemas/Item"}}, "v2/order.json")
    old, new = component("Item", {}, "v1/item.json"), component("Item", {}, "v2/item.json")

    assert targets(order, old, new) == [(new.uri, "", Via.SIBLING)]


def test_two_siblings_of_one_id_elsewhere_are_an_error_that_names_both():
    order = component("Order", {"items": {"$ref": "#/components/schemas/Item"}}, "v3/order.json")
    old, new = component("Item", {}, "v1/item.json"), component("Item", {}, "v2/item.json")

    [finding] = resolve([order, old, new]).findings
    assert finding.code == "SK106"
    assert {place.uri for place in finding.related} == {old.uri, new.uri}


@pytest.mark.parametrize(
    ("document", "folder"),
    [
        (
            {"openapi": "3.0.3", "paths": {}, "components": {"schemas": {"Item": {"type": "string"}}}},
            "/components/schemas",
        ),
        (
            {"openapi": "3.1.0", "paths": {}, "components": {"schemas": {"Item": {"type": "string"}}}},
            "/components/schemas",
        ),
        ({"swagger": "2.0", "paths": {}, "definitions": {"Item": {"type": "string"}}}, "/definitions"),
    ],
)
def test_a_cut_out_file_finds_its_components_in_the_document_it_came_from(document: dict[str, Json], folder: str):
    order = component("Order", {"items": {"$ref": f"#{folder}/Item"}})
    openapi = source(document, "openapi.json")

    assert targets(order, openapi) == [(openapi.uri, f"{folder}/Item", Via.DOCUMENT)]
    assert "Item" in resolve([order, openapi]).value.names


def test_a_schema_elsewhere_in_an_openapi_document_is_reached():
    document = {
        "openapi": "3.0.3",
        "components": {
            "schemas": {"A": {"$ref": "#/components/parameters/P/schema"}},
            "parameters": {"P": {"schema": {"type": "string", "nullable": True}}},
        },
    }
    schemas = resolve([source(document, "openapi.json")]).value

    assert [reference.target is not None for reference in schemas.references] == [True]
    assert list(schemas.names) == ["A"]
    assert any(
        resource.schema.get("type") == ["string", "null"]
        for resource in schemas.resources.values()
        if isinstance(resource.schema, dict)
    )


def test_files_are_found_by_relative_path():
    order = source({"items": {"$ref": "parts/item.json#/$defs/name"}}, "api/order.json")
    item = source({"$defs": {"name": {"type": "string"}}}, "api/parts/item.json")

    assert targets(order, item) == [(item.uri, "/$defs/name", Via.SPECIFICATION)]


def test_anchors_and_embedded_identifiers_are_found():
    schema = {
        "$id": "https://example.com/root",
        "$defs": {
            "a": {"$anchor": "here", "type": "string"},
            "b": {"$id": "other", "$defs": {"c": {"$anchor": "there"}}},
        },
        "allOf": [
            {"$ref": "#here"},
            {"$ref": "other"},
            {"$ref": "other#there"},
            {"$ref": "https://example.com/other#/$defs/c"},
        ],
    }
    assert [pointer for _, pointer, _ in targets(source(schema))] == [
        "/$defs/a",
        "/$defs/b",
        "/$defs/b/$defs/c",
        "/$defs/b/$defs/c",
    ]


def test_a_schema_below_an_unknown_keyword_is_read_like_any_other():
    schema = {"x-parts": {"p": {"type": "string", "nullable": True}}, "items": {"$ref": "#/x-parts/p"}}

    [resource] = resolve([source(schema)]).value.resources.values()
    assert isinstance(resource.schema, dict)
    assert resource.schema["x-parts"] == {"p": {"type": ["string", "null"]}}


def test_schemas_below_unknown_keywords_may_stand_in_each_other_and_be_met_in_any_order():
    inner: dict[str, Json] = {"properties": {"c": {"$ref": "#/$defs/d", "nullable": True}}}
    schema: dict[str, Json] = {
        "properties": {"p": {"$ref": "#/x-parts/a/properties/c"}, "q": {"$ref": "#/x-parts/a"}},
        "x-parts": {"a": inner},
        "$defs": {"d": {"type": "string"}},
    }
    schemas = schemakit.from_schema(schema)
    validator = schemas.validator("Root")

    assert [validator.is_valid(value) for value in ({"p": None}, {"q": {"c": None}}, {"q": {"c": "x"}})] == [True] * 3
    assert [validator.is_valid(value) for value in ({"p": 1}, {"q": {"c": 1}})] == [False] * 2


def test_a_reference_follows_its_target_when_null_is_added_around_it():
    schema = {
        "properties": {"a": {"allOf": [{"type": "string"}], "nullable": True}, "b": {"$ref": "#/properties/a/allOf/0"}},
    }
    schemas = resolve([source(schema)]).value

    [resource] = schemas.resources.values()
    assert isinstance(resource.schema, dict)
    properties = resource.schema["properties"]
    assert isinstance(properties, dict)
    assert properties["b"] == {"$ref": "#/properties/a/anyOf/0/allOf/0"}
    assert schemas.origin(Location(resource.uri, Pointer("/properties/a/anyOf/0/allOf/0/type"))) == Location(
        Uri("file:///schemas/thing.json"), Pointer("/properties/a/allOf/0/type")
    )


@pytest.mark.parametrize(
    "text", ["http://example.com/x.json", "file:///etc/passwd", "../../secret.json", "//host/x", "data:,{}"]
)
def test_what_is_not_in_the_set_is_asked_of_the_caller_and_nobody_else(text: str):
    asked: list[str] = []

    def retrieve(uri: Uri) -> None:
        asked.append(uri)

    found = resolve([source({"$ref": text}, "a/b/c.json")], retrieve=retrieve).value

    assert [reference.target for reference in found.references] == [None]
    assert len(asked) == 1


@pytest.mark.parametrize("path", ["../../draft4/metaschema.json", "../metaschema.json", "", "." * 300, "\ud800", "\0"])
def test_a_vocabulary_has_a_name_and_no_path(path: str):
    uses = source({"$ref": f"https://json-schema.org/draft/2020-12/meta/{path}"})

    assert targets(uses) == [(None, "", None)]


def test_a_metaschema_counts_wherever_it_stands_among_the_files():
    meta = source({"$schema": "http://json-schema.org/draft-07/schema#", "$id": "https://example.com/meta"}, "m.json")
    files = [source({"$schema": "https://example.com/meta", "title": path}, path) for path in ("a.json", "z.json")]
    schemas = resolve([files[0], meta, files[1]]).value

    assert [schemas.resources[uri].dialect.draft for uri in schemas.names.values()] == [Draft.DRAFT7] * 3
    assert list(schemas.names) == ["a", "meta", "z"]


def test_an_anchor_is_found_by_the_name_of_its_file():
    uses = source({"$ref": "b.json#here"}, "a.json")
    other = source({"$id": "https://example.com/b", "items": {"$anchor": "here", "type": "string"}}, "b.json")
    schemas = resolve([uses, other]).value

    assert targets(uses, other) == [(other.uri, "/items", Via.SPECIFICATION)]
    assert schemas.resources[schemas.names[Name("a")]].schema == {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:schemakit:a",
        "$ref": "https://example.com/b#here",
    }


@pytest.mark.parametrize("identifier", ["\ud800", "\ud800.json", "a\ud800/b"])
def test_half_a_character_in_an_identifier_is_no_obstacle(identifier: str):
    document: dict[str, Json] = {"$id": identifier, "$defs": {"a": {"$id": f"x/{identifier}", "type": "string"}}}

    [uri] = resolve([source(document)]).value.resources
    assert uri.isascii()


@pytest.mark.parametrize(
    "text", ["nowhere.json", "a/../nowhere.json#/x", "//host/x", "/x#y", "?q", "urn:x", "#nowhere"]
)
@pytest.mark.parametrize("identifier", [{}, {"$id": "https://example.com/b"}, {"$id": "urn:b"}])
def test_a_reference_that_dangles_is_no_obstacle_to_other_schemas(text: str, identifier: dict[str, Json]):
    other = source({**identifier, "properties": {"x": {"$ref": text}}}, "b.json")
    schemas = Schemas(resolve([other, source({"type": "integer"}, "a.json")]).value)

    assert [schemas.validator("a").is_valid(value) for value in (1, "x")] == [True, False]
    assert [reference.text for reference in schemas.set.references] == [text]


@pytest.mark.parametrize("text", ["https://example.com/Größe", "https://example.com/a|b", "urn:x y", "a b.json"])
@pytest.mark.parametrize("engine", ["fast", "reference"])
def test_what_no_uri_holds_is_written_as_uris_have_it(text: str, engine: EngineName):
    files = [
        source({"$id": text, "type": "string"}, "one.json"),
        source(
            {"properties": {"a": {"$ref": text}, "b": {"$ref": "#/$defs/a b|ä"}}, "$defs": {"a b|ä": False}}, "two.json"
        ),
        source({"$ref": f"nowhere {text}"}, "three.json"),
    ]
    schemas = Schemas(resolve(files).value)
    validator = schemas.validator("two", engine=engine)

    assert [validator.is_valid(value) for value in ({"a": "x"}, {"a": 1}, {"b": 1})] == [True, False, False]
    assert [reference.text for reference in schemas.set.references][:2] == [text, "#/$defs/a b|ä"]


@pytest.mark.parametrize("name", ["Order", "Größe", "a b", "a%20b", "x/y", "~0", "日本語", "a:b", "tag?x"])
def test_any_name_is_a_name(name: str):
    escaped = quote(name.replace("~", "~0").replace("/", "~1"), safe="~")
    uses = source({"$ref": f"#/components/schemas/{escaped}"}, "api/uses.json")
    named = source({"$id": f"#/components/schemas/{escaped}", "type": "string"}, "api/named.json")

    assert targets(uses, named) == [(named.uri, "", Via.SIBLING)]
    assert name in resolve([named]).value.names


def test_canonical_uris_do_not_depend_on_where_the_files_are():
    def uris(folder: str) -> list[str]:
        files = [
            source({"$id": "#/components/schemas/A", "$ref": "#/components/schemas/B"}, f"{folder}/a.json"),
            source({"$id": "#/components/schemas/B", "$defs": {"c": {"$id": "inner.json"}}}, f"{folder}/b.json"),
        ]
        return [repr((uri, resource.schema)) for uri, resource in resolve(files).value.resources.items()]

    assert uris("here") == uris("some/other/place")
    assert not any("file:" in text for text in uris("here"))


def test_names_that_clash_are_told_apart_and_none_is_lost():
    files = [source({"title": str(number)}, f"v{number}/order.json") for number in range(4)]

    assert len(resolve(files).value.names) == 4


def test_the_second_document_of_an_identifier_has_a_uri_without_fragment():
    files = [source({"$id": "https://example.com/a%23b", "title": path}, path) for path in ("one.json", "two.json")]

    assert list(resolve(files).value.names.values()) == ["https://example.com/a%23b", "urn:schemakit:1:two.a%23b"]


def test_an_identifier_that_stands_twice_is_reported_at_the_keyword_of_its_draft():
    twice: dict[str, Json] = {"a": {"id": "https://example.com/x"}, "b": {"id": "https://example.com/x"}}
    document: dict[str, Json] = {"$schema": "http://json-schema.org/draft-04/schema#", "definitions": twice}
    [finding] = resolve([source(document)]).findings

    assert finding.location.pointer == "/definitions/b/id"
    assert finding.message.startswith("`id` ")


def test_an_identifier_that_stands_twice_in_a_document_is_reported_and_belongs_to_the_first():
    twice = {
        "properties": {"a": {"$id": "/x", "type": "string"}, "b": {"$id": "/x", "type": "integer"}, "c": {"$ref": "/x"}}
    }
    outcome = resolve([source({"$id": "https://example.com/root", **twice})])

    assert [(finding.code, finding.location.pointer) for finding in outcome.findings] == [
        ("SK105", "/properties/b/$id")
    ]
    [reference] = outcome.value.references
    assert reference.target is not None
    assert reference.target.pointer == "/properties/a"
    [resource] = outcome.value.resources.values()
    assert str(resource.schema).count("https://example.com/x") == 1


def test_references_below_dependencies_are_bound_in_every_draft():
    assert targets(source({"dependencies": {"a": {"$ref": "#/$defs/b"}}, "$defs": {"b": {}}})) == [
        (source({}).uri, "/$defs/b", Via.SPECIFICATION)
    ]
