"""Loading: what is read, what is never read, and what a program gets when it cannot go on."""

import json
from pathlib import Path

import pytest

import schemakit
from schemakit.core.json import Json
from schemakit.pipeline.schemas import load


def write(folder: Path, files: dict[str, Json]) -> Path:
    for name, document in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(document), encoding="utf-8")
    return folder


def dangling(*paths: Path) -> list[str]:
    return [reference.text for reference in load(paths).value.set.references if reference.target is None]


def test_the_published_schemas_validate_without_a_step_in_between(repository: Path):
    schemas = schemakit.load(*sorted((repository / "schemas").glob("*.json")))
    validator = schemas.validator("ClaudeTaskRunCreateSchema")

    assert validator.is_valid({"model": "m", "runtime_adapter": "claude", "branch": None, "mode": "background"})
    assert not validator.is_valid({"model": "m", "runtime_adapter": "codex"})
    assert not validator.is_valid({"model": None, "runtime_adapter": "claude"})


def test_a_file_beside_a_given_file_is_read_when_a_reference_leads_there(tmp_path: Path):
    write(tmp_path, {"a.json": {"$ref": "b.json#/$defs/x"}, "b.json": {"$defs": {"x": {"type": "string"}}}})

    assert dangling(tmp_path / "a.json") == []
    assert not schemakit.load(tmp_path / "a.json").validator("a").is_valid(1)


def test_what_a_reference_read_has_no_name_of_its_own(tmp_path: Path):
    write(tmp_path, {"a.json": {"$ref": "b.json"}, "b.json": {"type": "string"}})

    assert schemakit.load(tmp_path / "a.json").names == ("a",)


@pytest.mark.parametrize(
    "way_out", ["../secret.json", "../api/../secret.json", "%2e%2e/secret.json", "link.json", "linked/secret.json"]
)
def test_nothing_outside_the_given_folders_is_read(tmp_path: Path, way_out: str):
    write(tmp_path, {"secret.json": {"type": "string"}, "api/a.json": {"$ref": way_out}})
    (tmp_path / "api" / "link.json").symlink_to(tmp_path / "secret.json")
    (tmp_path / "api" / "linked").symlink_to(tmp_path)

    assert dangling(tmp_path / "api" / "a.json") == [way_out]


@pytest.mark.parametrize("name", ["b%2Ejson", "link.json", "linked/b.json"])
def test_a_file_may_be_referred_to_by_any_of_its_names(tmp_path: Path, name: str):
    write(tmp_path, {"a.json": {"$ref": f"{name}#x"}, "b.json": {"$anchor": "x", "type": "string"}})
    (tmp_path / "link.json").symlink_to(tmp_path / "b.json")
    (tmp_path / "linked").symlink_to(tmp_path)

    for given in (tmp_path, tmp_path / "a.json"):
        assert dangling(given) == []
        assert not load([given]).value.validator("a").is_valid(1)


@pytest.mark.parametrize("name", ["loop.txt", "loop.txt/b.json", f"{'b' * 300}.json", "\ud800.json", "%00.json", "."])
def test_a_name_that_no_file_has_leads_nowhere(tmp_path: Path, name: str):
    write(tmp_path, {"a.json": {"$ref": name}})
    (tmp_path / "loop.txt").symlink_to("loop.txt")

    assert dangling(tmp_path / "a.json") == [name]


@pytest.mark.parametrize(
    "uri", ["http://localhost:9/x.json", "https://example.com/x", "ftp://h/x", "file://host/share/x.json"]
)
def test_nothing_is_fetched(tmp_path: Path, uri: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("a connection was opened"))
    write(tmp_path, {"a.json": {"$ref": uri}})

    assert dangling(tmp_path / "a.json") == [uri]
    with pytest.raises(schemakit.BrokenSchemaError):
        schemakit.load(tmp_path / "a.json").validator("a")


def test_a_broken_file_is_an_error_that_carries_its_findings(tmp_path: Path):
    (tmp_path / "a.json").write_text('{"type": "string"', encoding="utf-8")

    with pytest.raises(schemakit.BrokenSchemaError) as caught:
        schemakit.load(tmp_path)
    assert [finding.code for finding in caught.value.findings] == ["SK004"]


def test_an_unknown_name_is_answered_with_the_nearest(tmp_path: Path):
    schemas = schemakit.load(write(tmp_path, {"order.json": {"type": "string"}}))

    with pytest.raises(schemakit.UsageError) as caught:
        schemas.validator("oder")
    assert "order" in caught.value.help


def test_a_part_of_a_schema_can_be_asked_for_as_its_author_wrote_it(tmp_path: Path):
    wrapped = {"properties": {"a": {"allOf": [{"maxLength": 1}], "nullable": True, "type": "string"}}}
    schemas = schemakit.load(write(tmp_path, {"order.json": wrapped}))

    assert schemas.validator("order#/properties/a/allOf/0").is_valid("x")
    assert not schemas.validator("order#/properties/a/allOf/0").is_valid("xy")
    assert schemas.validator("order#/properties/a").is_valid(None)


@pytest.mark.parametrize(
    ("dialect", "ignores_siblings"),
    [
        ("draft-07", True),
        ("https://json-schema.org/draft/2020-12/schema", False),
        ("http://json-schema.org/draft-07/schema#", True),
    ],
)
def test_the_dialect_is_assumed_where_a_schema_names_none(dialect: str, ignores_siblings: bool):
    beside_ref = {"$ref": "#/definitions/text", "maxLength": 1, "definitions": {"text": {"type": "string"}}}
    schemas = schemakit.from_schema(beside_ref, dialect=dialect)

    assert schemas.validator("Root").is_valid("long") is ignores_siblings


def test_resources_in_memory_are_found_by_uri_and_by_nothing_else():
    schemas = schemakit.from_schema(
        {"$ref": "https://example.com/b"}, resources={"https://example.com/b": {"type": "string", "nullable": True}}
    )

    assert schemas.names == ("Root",)
    assert schemas.validator("Root").is_valid(None)
    assert not schemas.validator("Root").is_valid(1)


@pytest.mark.parametrize(("formats", "verdict"), [("assert", False), ("annotation", True)])
def test_formats_are_asserted_unless_they_are_annotations(formats: str, verdict: bool):
    schemas = schemakit.from_schema({"format": "uuid"}, formats="assert" if formats == "assert" else "annotation")

    assert schemas.validator("Root").is_valid("no uuid") is verdict


@pytest.mark.parametrize("schema", [True, False])
def test_a_boolean_is_a_schema(schema: bool):
    assert schemakit.from_schema(schema).validator("Root").is_valid(1) is schema
