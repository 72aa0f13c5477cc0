"""A view is the schemas as they judge one direction: nothing of the other direction is required, or let in."""

from time import process_time

import pytest

import schemakit
from schemakit.core.json import Json
from schemakit.core.location import Location, Uri
from schemakit.core.pointer import lookup
from schemakit.loading.source import Source
from schemakit.pipeline.schemas import Schemas
from schemakit.resolve.resolve import resolve
from schemakit.resolve.schema_set import Name
from schemakit.resolve.views import Direction, view
from schemakit.resolve.vocabulary import subschemas
from schemakit.validate.engine import EngineName

_USER: dict[str, Json] = {
    "$id": "https://example.test/user",
    "type": "object",
    "required": ["id", "name", "password"],
    "additionalProperties": False,
    "properties": {
        "id": {"type": "integer", "readOnly": True},
        "name": {"type": "string"},
        "password": {"type": "string", "writeOnly": True},
    },
}
_WAYS: tuple[Direction, ...] = ("request", "response")
_SENT: dict[str, Json] = {"name": "Ada", "password": "x"}
_RECEIVED: dict[str, Json] = {"name": "Ada", "id": 1}


def _valid(schemas: Schemas, direction: Direction, *values: Json) -> list[bool]:
    validator = schemas.view(direction).validator("Root")
    reference = schemas.view(direction).validator("Root", engine="reference")
    verdicts = [validator.is_valid(value) for value in values]
    assert verdicts == [reference.is_valid(value) for value in values]
    return verdicts


def test_a_request_has_no_read_only_property_and_needs_none() -> None:
    schemas = schemakit.from_schema(_USER)
    assert _valid(schemas, "request", _SENT, _RECEIVED, {**_SENT, "id": 1}) == [True, False, False]


def test_a_response_has_no_write_only_property_and_needs_none() -> None:
    schemas = schemakit.from_schema(_USER)
    assert _valid(schemas, "response", _SENT, _RECEIVED, {**_SENT, "id": 1}) == [False, True, False]


def test_schemas_without_a_mark_stay_the_very_same() -> None:
    schemas = schemakit.from_schema({"properties": {"readOnly": {"type": "boolean"}}, "required": ["readOnly"]})
    assert schemas.view("request").set is schemas.set


@pytest.mark.parametrize("dialect", ["draft-04", "draft-06", "draft-07", "2019-09", "2020-12", "openapi-3.0"])
def test_every_draft_has_views(dialect: str) -> None:
    schemas = schemakit.from_schema({**_USER, "required": ["id"]}, dialect=dialect)
    assert _valid(schemas, "request", {}, {"id": 1}) == [True, False]
    assert _valid(schemas, "response", {}, {"id": 1}) == [False, True]


_BASE: dict[str, Json] = {"properties": {"id": {"readOnly": True}}}


@pytest.mark.parametrize(
    "schema",
    [
        pytest.param({"required": ["id"], "properties": {"id": {"$ref": "#/$defs/Id"}}}, id="the mark by reference"),
        pytest.param({"required": ["id"], "properties": {"id": {"allOf": [{"$ref": "#/$defs/Id"}]}}}, id="in allOf"),
        pytest.param({"required": ["id"], "allOf": [{"$ref": "#/$defs/Base"}]}, id="the property by reference"),
        pytest.param({"allOf": [{"$ref": "#/$defs/Base"}, {"required": ["id"]}]}, id="required beside it"),
        pytest.param({**_BASE, "allOf": [{"$ref": "#/$defs/Needs"}]}, id="required by reference"),
        pytest.param({"required": ["id"], "oneOf": [{**_BASE, "title": "only"}]}, id="in every branch"),
        pytest.param({"properties": {"id": {"readOnly": True}}, "dependentRequired": {"a": ["id"]}}, id="dependent"),
        pytest.param(
            {
                "required": ["id"],
                "properties": {"id": {"readOnly": True}, "ids": {"items": {"$ref": "#/properties/id"}}},
            },
            id="others refer to the property",
        ),
        pytest.param({"required": ["id"], "allOf": [{"$ref": "#/$defs/Deep"}]}, id="recursive"),
    ],
)
def test_marks_are_found_through_references_and_combinations(schema: dict[str, Json]) -> None:
    definitions: Json = {
        "Id": {"readOnly": True, "type": "integer"},
        "Base": _BASE,
        "Needs": {"required": ["id"]},
        "Deep": {"properties": {"id": {"readOnly": True}, "deep": {"$ref": "#/$defs/Deep"}}},
    }
    schemas = schemakit.from_schema({**schema, "$defs": definitions})
    request: list[Json] = [{"a": 1}, {"a": 1, "id": 1}, {"ids": [1]}, {"deep": {"id": 1}}]
    expected = [True, False, True, "deep" not in str(schema) and "Deep" not in str(schema)]
    assert _valid(schemas, "request", *request) == expected
    assert _valid(schemas, "response", {"a": 1, "id": 1}) == [True]


def test_a_nullable_object_has_views_too() -> None:
    inner: Json = {"nullable": True, "allOf": [_BASE], "required": ["id"]}
    schemas = schemakit.from_schema({"properties": {"user": inner}}, dialect="openapi-3.0")
    values: list[Json] = [{"user": None}, {"user": {}}, {"user": {"id": 1}}]
    assert _valid(schemas, "request", *values) == [True, True, False]
    assert _valid(schemas, "response", *values) == [True, False, True]


def test_conditions_are_read_as_they_are_written() -> None:
    marked: Json = {"properties": {"id": {"readOnly": True, "const": 1}}, "required": ["id"]}
    schemas = schemakit.from_schema({"not": marked})
    assert _valid(schemas, "request", {"id": 1}, {"id": 2}, {}) == [False, True, True]


def test_what_is_refused_is_said_of_the_mark_at_the_place_of_the_author() -> None:
    [finding] = schemakit.from_schema(_USER).view("request").validator("Root").findings({**_SENT, "id": 1})
    assert (finding.code, finding.message) == ("readOnly", "`id` is read-only, so it must not be in a request")
    assert finding.related[0].pointer == "/properties/id/readOnly"


def test_a_refused_secret_is_not_shown() -> None:
    [finding] = (
        schemakit.from_schema(_USER).view("response").validator("Root").findings({**_RECEIVED, "password": "hunter2"})
    )
    assert finding.code == "writeOnly"
    assert "hunter2" not in str(finding)


@pytest.mark.parametrize("direction", ["request", "response"])
def test_every_place_of_a_view_has_its_place_in_the_document(direction: Direction) -> None:
    document: dict[str, Json] = {
        **_USER,
        "allOf": [{"properties": {"ids": {"items": {"$ref": "#/properties/id"}}, "id": {"title": "again"}}}],
        "$defs": {"More": {"properties": {"at": {"readOnly": True, "properties": {"deep": {}}}}, "required": ["at"]}},
    }
    schemas = schemakit.from_schema(document)
    seen = view(schemas.set, direction)
    for resource in seen.resources.values():
        work: list[tuple[str, Json]] = [("", resource.schema)]
        while work:
            pointer, schema = work.pop()
            for name in schema if isinstance(schema, dict) else ():
                if not (name in {"$schema", "allOf"} or (name == "properties" and "allOf" in pointer)):
                    place = seen.origin(Location(resource.uri, pointer + "/" + name))  # type: ignore[arg-type] # a pointer
                    lookup(document, place.pointer)
            work.extend(
                (pointer + "/" + "/".join(map(str, path)), one)
                for path, one in subschemas(schema, resource.dialect.draft)
            )


def test_depth_is_no_problem() -> None:
    schema: dict[str, Json] = {"properties": {"id": {"readOnly": True}}, "required": ["id"]}
    for _ in range(640):
        schema = {"properties": {"a": {"allOf": [schema]}}}
    schemas = schemakit.from_schema(schema)
    assert schemas.view("request").set is not schemas.set


def test_size_is_no_problem() -> None:
    marked: dict[str, Json] = {"properties": {"id": {"readOnly": True}}, "required": ["id"]}
    chain: dict[str, Json] = {f"c{number}": {"$ref": f"#/$defs/c{number - 1}"} for number in range(1, 2000)}
    many: dict[str, Json] = {f"m{number}": marked for number in range(4000)}
    schemas = schemakit.from_schema({"$ref": "#/$defs/c1999", "$defs": {"c0": marked, **chain, **many}})

    began = process_time()
    validator = schemas.view("request").validator("Root")
    assert process_time() - began < 30  # seconds; minutes, where each change looks at all others
    assert [validator.is_valid(value) for value in ({}, {"id": 1})] == [True, False]


_TEAMS: dict[str, Json] = {
    "$id": "https://example.test/team",
    "type": "object",
    "properties": {
        "lead": {"$ref": "#/$defs/User"},
        "seat": {"$ref": "#/$defs/Seat"},
        "again": {"$ref": "#"},
    },
    "$defs": {
        "User": {**_USER, "$id": "https://example.test/embedded"},
        "Seat": {"type": "object", "properties": {"row": {"type": "integer"}}},
    },
}


def test_both_views_stand_side_by_side_where_they_differ() -> None:
    schemas = schemakit.from_schema(_TEAMS, name="Team", resources={"https://example.test/user": _USER})
    seen = schemas.view("both")
    assert seen.names == ("TeamRequest", "TeamResponse")
    engines: tuple[EngineName, ...] = ("fast", "reference")
    for engine in engines:
        request = seen.validator("TeamRequest", engine=engine)
        response = seen.validator("TeamResponse", engine=engine)
        for lead, verdicts in ((_SENT, (True, False)), (_RECEIVED, (False, True))):
            for value in ({"lead": lead}, {"again": {"again": {"lead": lead}}}):
                assert (request.is_valid(value), response.is_valid(value)) == verdicts
        assert not request.is_valid({"seat": {"row": "a"}})


def test_both_views_come_in_the_order_of_the_schemas() -> None:
    names = [f"https://example.test/{number}" for number in range(20)]
    root: dict[str, Json] = {"items": [{"$ref": name} for name in names]}
    schemas = schemakit.from_schema(root, resources=dict.fromkeys(names, _USER))
    uris = list(schemas.set.resources)

    assert list(schemas.view("both").set.resources) == [*uris, *(f"{uri}:{way}" for way in _WAYS for uri in uris)]


def test_both_views_agree_with_each_view_alone() -> None:
    schemas = schemakit.from_schema(_TEAMS, name="Team")
    values: list[Json] = [{}, {"lead": _SENT}, {"lead": _RECEIVED}, {"seat": {"row": 1}}, {"lead": {}}]
    ways: tuple[tuple[Direction, str], ...] = (("request", "Request"), ("response", "Response"))
    for way, suffix in ways:
        alone = schemas.view(way).validator("Team")
        beside = schemas.view("both").validator(f"Team{suffix}")
        for value in values:
            found = [
                [(one.code, one.message, one.related) for one in judge.findings(value)] for judge in (alone, beside)
            ]
            assert found[0] == found[1]


def test_what_is_the_same_both_ways_is_there_once() -> None:
    seen = schemakit.from_schema(_TEAMS, name="Team").view("both").set
    written = [resource.schema for resource in seen.resources.values() if isinstance(resource.schema, dict)]
    defined = [list(schema["$defs"]) for schema in written if isinstance(schema.get("$defs"), dict)]  # type: ignore[arg-type] # an object
    assert [names for names in defined if "Seat" in names] == [["User", "Seat"]]
    assert ["UserRequest"] in defined
    assert ["UserResponse"] in defined


def test_a_name_that_is_taken_stays_who_it_was() -> None:
    sources = [
        Source(
            f"{name}.json", Uri(f"file:///{name}.json"), "", "json", {**_USER, "$id": f"https://example.test/{name}"}
        )
        for name in ("User", "UserRequest")
    ]
    names = {source.uri: Name(source.path.removesuffix(".json")) for source in sources}
    seen = Schemas(resolve(sources, names=names).value).view("both")
    assert seen.names == ("UserRequestView", "UserResponse", "UserRequestRequest", "UserRequestResponse")
