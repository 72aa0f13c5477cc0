"""The contract that an OpenAPI document is, and a contract that is laid over one."""

import json
import re
from pathlib import Path

import pytest

from schemakit.contract.http.operation import Contract, Operation
from schemakit.contract.http.written import contract_of, read_contract
from schemakit.core.json import Json
from schemakit.core.location import Uri
from schemakit.loading.source import Source
from schemakit.pipeline.parameters import with_values
from schemakit.pipeline.schemas import load

JSON = "application/json"
DOCUMENT: dict[str, Json] = {
    "openapi": "3.0.3",
    "paths": {
        "/tasks/{id}": {
            "parameters": [{"$ref": "#/components/parameters/Id"}],
            "get": {
                "operationId": "readTask",
                "parameters": [
                    {"name": "limit", "in": "query", "required": True, "schema": {"type": "integer", "default": 5}},
                    {"name": "cursor", "in": "query", "schema": {"type": "string", "default": "x"}},
                    {"name": "X-Trace", "in": "header", "required": True, "example": "t"},
                ],
                "responses": {
                    "200": {"content": {JSON: {"schema": {"$ref": "#/components/schemas/Task"}}}},
                    "404": {"$ref": "#/components/responses/Missing"},
                },
            },
            "put": {
                "requestBody": {"$ref": "#/components/requestBodies/Task"},
                "responses": {"2XX": {}, "409": {}, "404": {}},
            },
            "patch": {
                "operationId": "changeTask",
                "requestBody": {"content": {"application/merge-patch+json": {"schema": {"type": "object"}}}},
                "responses": {"default": {"content": {JSON: {"schema": {"type": "object", "required": ["a"]}}}}},
            },
            "post": {"requestBody": {"content": {"text/csv": {}}}, "responses": {"200": {}}},
        },
    },
    "components": {
        "schemas": {"Task": {"type": "object", "properties": {"note": {"type": "string", "nullable": True}}}},
        "parameters": {"Id": {"name": "id", "in": "path", "required": True, "examples": {"one": {"value": 17}}}},
        "requestBodies": {"Task": {"content": {JSON: {"schema": {"$ref": "#/components/schemas/Task"}}}}},
        "responses": {"Missing": {"content": {JSON: {"schema": {"type": "object"}}}}},
    },
}


def contract() -> Contract:
    read = contract_of(Source("api.json", Uri("file:///api.json"), "", "json", DOCUMENT))
    assert read.value is not None
    return read.value


@pytest.fixture
def operations() -> dict[str, Operation]:
    return {one.method: one for one in contract().operations}


def test_parameters_have_the_values_of_the_document_where_they_are_needed(operations: dict[str, Operation]):
    get = operations["GET"]
    assert (get.variables, get.query, get.headers) == ({"id": "17"}, {"limit": "5"}, {"X-Trace": "t"})
    assert get.missing == ()


@pytest.mark.parametrize("version", [{"openapi": "3.1.0"}, {"swagger": "2.0"}])
def test_a_parameter_that_is_nowhere_is_no_parameter(version: dict[str, Json]):
    operation: Json = {"parameters": [{"in": ["query"], "name": ["x"], "required": True, "type": "string"}]}
    document: Json = {**version, "paths": {"/a": {"get": operation}}}
    read = contract_of(Source("api.json", Uri("file:///api.json"), "", "json", document))
    assert read.value is not None
    [known] = read.value.operations
    assert (known.query, known.missing, known.unvalued) == ({}, (), {})


def test_bodies_and_answers_are_schemas_by_name_references_followed(operations: dict[str, Operation]):
    assert operations["GET"].answers == {"200": "Task", "404": "readTask 404"}
    assert operations["PUT"].body == "Task"
    assert operations["PATCH"].body == "changeTask body"


def test_inline_schemas_are_among_those_that_can_be_asked_for():
    schemas = load((), published=contract().documents).value
    assert schemas.validator("changeTask default").is_valid({"a": 1})
    assert not schemas.validator("changeTask default").is_valid({})
    assert schemas.validator("Task").is_valid({"note": None})


def test_a_payload_is_refused_by_what_is_declared_for_payloads(operations: dict[str, Operation]):
    assert operations["PUT"].refuses == {409}
    assert operations["GET"].refuses == {400, 422}
    assert 404 not in operations["PATCH"].refuses >= {400, 422}


def test_the_more_exact_status_has_the_say(operations: dict[str, Operation]):
    put, patch = operations["PUT"], operations["PATCH"]
    assert (put.promises(204), put.promises(302), put.schema_of(204)) == (True, False, None)
    assert (patch.promises(201), patch.schema_of(201)) == (True, "changeTask default")


def test_what_has_no_json_says_so(operations: dict[str, Operation]):
    assert operations["POST"].untested == "its body is text/csv"


def test_a_contract_is_laid_over_an_openapi_document(tmp_path: Path):
    (tmp_path / "api.json").write_text(json.dumps(DOCUMENT), encoding="utf-8")
    text = "openapi: api.json\noperations:\n  PUT /tasks/{id}: {refuses: [400], path: {id: 3}}\n  GET /health: {}\n"
    (tmp_path / "contract.yaml").write_text(text, encoding="utf-8")
    read = read_contract(tmp_path / "contract.yaml").value
    assert read is not None
    known = {one.name: one for one in read.operations}
    put = known["PUT /tasks/{id}"]
    assert (put.body, put.refuses, put.variables) == ("Task", {400}, {"id": "3"})
    assert put.place.uri.endswith("contract.yaml")
    assert known["GET /tasks/{id}"].place.uri.endswith("api.json")
    assert known["GET /health"].answers == {"2XX": None}


def test_paths_are_relative_to_the_contract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "contract.toml").write_text('schemas = ["schemas", "../more"]\n[operations."GET /a"]\n')
    read = read_contract("tests/contract.toml").value
    assert read is not None
    assert read.schemas == ("tests/schemas", "tests/../more")


SWAGGER: dict[str, Json] = {
    "swagger": "2.0",
    "consumes": ["application/json"],
    "produces": ["application/json"],
    "paths": {
        "/tasks/{id}": {
            "parameters": [{"$ref": "#/parameters/Id"}],
            "put": {
                "parameters": [
                    {"name": "task", "in": "body", "required": True, "schema": {"$ref": "#/definitions/Task"}},
                    {"name": "limit", "in": "query", "required": True, "type": "integer", "default": 5},
                ],
                "responses": {
                    "200": {"schema": {"type": "array", "items": {"$ref": "#/definitions/Task"}}},
                    "404": {"$ref": "#/responses/Missing"},
                    "422": {},
                },
            },
            "get": {"produces": ["text/csv"], "responses": {"200": {"schema": {"type": "string"}}}},
            "post": {
                "consumes": ["multipart/form-data"],
                "parameters": [{"name": "f", "in": "formData", "type": "file"}],
                "responses": {"default": {"schema": {"type": "file"}}},
            },
            "patch": {
                "consumes": ["application/xml"],
                "parameters": [{"name": "task", "in": "body", "schema": {"type": "object"}}],
                "responses": {"200": {}},
            },
        }
    },
    "definitions": {"Task": {"type": "object", "properties": {"note": {"type": "string", "x-nullable": True}}}},
    "parameters": {"Id": {"name": "id", "in": "path", "required": True, "type": "string", "enum": ["first"]}},
    "responses": {"Missing": {"schema": {"$ref": "#/definitions/Task"}}},
}


def test_operations_of_swagger_2_are_read_as_those_of_openapi_3():
    read = contract_of(Source("api.json", Uri("file:///api.json"), "", "json", SWAGGER))
    assert read.value is not None
    known = {one.method: one for one in read.value.operations}
    put = known["PUT"]
    assert (put.body, put.variables, put.query) == ("Task", {"id": "first"}, {"limit": "5"})
    assert put.answers == {"200": "PUT /tasks/{id} 200", "404": "Task", "422": None}
    assert put.refuses == {422}
    assert known["GET"].answers == {"200": None}
    assert known["POST"].untested == "its body is multipart/form-data"
    assert known["POST"].answers == {"default": None}
    assert known["PATCH"].untested == "its body is application/xml"
    schemas = load((), published=read.value.documents).value
    assert schemas.validator("Task").is_valid({"note": None})
    assert schemas.validator("PUT /tasks/{id} 200").is_valid([{"note": "a"}])
    assert not schemas.validator("PUT /tasks/{id} 200").is_valid([{"note": 1}])


PARAMETERS: dict[str, tuple[Json, str]] = {
    "number": ({"type": "integer", "minimum": 7}, r"\d+"),
    "any": ({"type": "integer"}, "1"),
    "uuid": ({"type": "string", "format": "uuid"}, r"[0-9A-Fa-f-]{36}"),
    "slug": ({"$ref": "#/components/schemas/Slug"}, r"[a-z]{3}"),
}


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
def test_a_parameter_with_nothing_but_a_schema_gets_a_valid_value(version: str):
    parameters: list[Json] = [
        {"name": name, "in": "path", "required": True, "schema": schema} for name, (schema, _) in PARAMETERS.items()
    ]
    parameters.append({"name": "page", "in": "query", "required": True, "schema": {"enum": [[1]]}})
    parameters.append({"name": "limit", "in": "query", "required": True, "schema": {"type": "integer", "maximum": -3}})
    path = "".join(f"/{{{name}}}" for name in PARAMETERS)
    document: dict[str, Json] = {
        "openapi": version,
        "paths": {path: {"get": {"parameters": parameters, "responses": {"200": {}}}}},
        "components": {"schemas": {"Slug": {"type": "string", "pattern": "^[a-z]{3}$"}}},
    }
    read = contract_of(Source("api.json", Uri("file:///api.json"), "", "json", document)).value
    assert read is not None
    (operation,) = with_values(read, load((), published=read.documents).value).operations
    assert set(operation.variables) == set(PARAMETERS)
    for name, (_, pattern) in PARAMETERS.items():
        assert re.fullmatch(pattern, operation.variables[name]), name
    assert int(operation.variables["number"]) >= 7
    assert set(operation.query) == {"limit"}  # an array is no one text
    assert int(operation.query["limit"]) <= -3
    assert operation.missing == ()


def test_a_parameter_of_swagger_2_is_its_own_schema():
    parameter: Json = {"name": "id", "in": "path", "required": True, "type": "string", "pattern": "^T[0-9]$"}
    item: Json = {"get": {"parameters": [parameter], "responses": {"200": {}}}}
    document: dict[str, Json] = {"swagger": "2.0", "paths": {"/{id}": item}}
    read = contract_of(Source("api.json", Uri("file:///api.json"), "", "json", document)).value
    assert read is not None
    (operation,) = with_values(read, load((), published=read.documents).value).operations
    assert re.fullmatch("T[0-9]", operation.variables["id"])
