"""How data files find their schemas, and what a run over many of them says."""

import json

import pytest

from schemakit.core.errors import UsageError, ValidationError
from schemakit.core.finding import Finding
from schemakit.core.json import Json
from schemakit.core.location import Uri
from schemakit.loading.source import Source
from schemakit.pipeline import Schemas, from_schema
from schemakit.resolve.resolve import resolve
from schemakit.validate.lookup import explicit, own
from schemakit.validate.run import validate


def source(document: Json, path: str = "data/a.json") -> Source:
    return Source(path, Uri(f"file:///{path}"), json.dumps(document), "json", document)


def schemas(**documents: Json) -> Schemas:
    return Schemas(resolve([source(document, f"schemas/{name}.json") for name, document in documents.items()]).value)


TASK = {"$id": "#/components/schemas/Task", "properties": {"title": {"type": "string"}, "size": {"type": "integer"}}}
USER = {"$id": "https://example.test/user", "properties": {"name": {"type": "string"}}}


def test_a_schema_is_found_by_name_path_uri_and_pointer():
    known = schemas(task=TASK, user=USER).set
    task = explicit(known, "Task")
    assert explicit(known, "schemas/task.json") == explicit(known, "./schemas/task.json") == task
    assert explicit(known, "https://example.test/user") == "https://example.test/user"
    assert explicit(known, "Task#/properties/title") == f"{task}#/properties/title"
    assert explicit(known, "schemas/task.json#/properties/title") == f"{task}#/properties/title"


@pytest.mark.parametrize("text", ["Tsak", "schemas/tsak.json", "Task#/nowhere", "https://example.test/other"])
def test_an_unknown_schema_is_an_error_that_helps(text: str):
    with pytest.raises(UsageError) as caught:
        explicit(schemas(task=TASK, user=USER).set, text)
    assert "Task" in caught.value.message + caught.value.help or "task.json" in caught.value.help or caught.value.help


def test_a_document_can_name_its_schema_by_uri_and_by_relative_path():
    known = schemas(task=TASK, user=USER).set
    assert own(known, source({"$schema": "https://example.test/user"})) == "https://example.test/user"
    assert own(known, source({"$schema": "https://example.test/user#"})) == "https://example.test/user"
    assert own(known, source({"$schema": "../schemas/task.json"})) == explicit(known, "Task")


def test_a_document_without_a_schema_is_a_finding_with_a_command_that_works():
    known = schemas(task=TASK, user=USER).set
    finding = own(known, source({"size": 1, "title": ""}))
    assert isinstance(finding, Finding)
    assert finding.code == "SK050"
    assert finding.help == (
        "schemakit validate data/a.json --schema Task",
        'or in the file: "$schema": "../schemas/task.json"',
    )
    unknown = own(known, source({"$schema": "https://example.test/other"}))
    assert isinstance(unknown, Finding)
    assert unknown.code == "SK051"


def test_a_run_counts_what_it_saw_and_explains_only_what_fails():
    documents = [
        source({"title": "x"}, "data/good.json"),
        source({"title": 1, "size": "2"}, "data/bad.json"),
        source({"$schema": "https://example.test/user", "name": 1}, "data/user.json"),
    ]
    result = validate(schemas(task=TASK, user=USER).set, documents, schema="Task")
    assert (result.documents, result.valid) == (3, 2)
    assert [finding.location.uri for finding in result.findings] == ["file:///data/bad.json"] * 2
    alone = validate(schemas(task=TASK, user=USER).set, documents)
    assert [finding.code for finding in alone.findings] == ["SK050", "SK050", "type"]


def test_the_validator_says_the_same_in_all_its_ways():
    validator = from_schema({"type": "object", "required": ["a"]}).validator("Root")
    assert validator.is_valid({"a": 1})
    assert validator.findings({"a": 1}) == []
    validator.validate({"a": 1})
    assert validator.is_valid_json('{"a": 1}')
    assert validator.is_valid_json(b'{"a": 1}')
    for text in ("{}", "", "{", '{"a": NaN}', b"\xff", "[" * 100_000):
        assert not validator.is_valid_json(text)
    with pytest.raises(ValidationError) as caught:
        validator.validate({})
    assert list(caught.value.findings) == validator.findings({})
    assert caught.value.message == "the value must have `a`"
