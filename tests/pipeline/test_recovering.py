"""Recover: files come, stay true, and belong to the people who change them."""

import json
import shutil
from pathlib import Path
from urllib.parse import quote

import pytest

from schemakit.pipeline.recovering import Recovery, plan_recovery, write_recovery
from schemakit.pipeline.schemas import load


@pytest.fixture
def folder(tmp_path: Path, repository: Path) -> Path:
    """The five schemas as published."""
    for path in (repository / "schemas").glob("*.json"):
        shutil.copy(path, tmp_path)
    return tmp_path


def plan(folder: Path) -> Recovery:
    return plan_recovery(load([folder]).value.set)


def states(folder: Path) -> dict[str, str]:
    return {component.name: component.state for component in plan(folder).components}


def test_what_is_written_makes_every_reference_resolve_by_files_alone(folder: Path):
    written = write_recovery(plan(folder))

    references = load([folder]).value.set.references
    assert len(written) == 13
    assert {reference.via for reference in references} == {"sibling"}
    assert set(states(folder).values()) == {"current"}


def test_each_file_is_a_schema_that_its_references_name(folder: Path):
    for path in write_recovery(plan(folder)):
        document = json.loads(path.read_text(encoding="utf-8"))
        assert document["$id"] == f"#/components/schemas/{path.stem}"
        for evidence in document["x-schemakit"]["recovered-from"]:
            published = json.loads((path.parent / evidence["file"]).read_text(encoding="utf-8"))
            for token in evidence["pointer"].split("/")[1:]:
                published = published[token]
            assert all(f"`{value}`" in published for value in document["enum"])


def test_writing_again_changes_no_file(folder: Path):
    first = {path: path.stat().st_mtime_ns for path in write_recovery(plan(folder))}

    assert write_recovery(plan(folder)) == ()
    assert {path: path.stat().st_mtime_ns for path in first} == first


def test_a_value_that_a_person_added_is_kept_and_reported(folder: Path):
    write_recovery(plan(folder))
    path = folder / "enums" / "RunSourceEnum.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**document, "enum": [*document["enum"], "api"]}), encoding="utf-8")

    recovery = plan(folder)

    assert states(folder)["RunSourceEnum"] == "edited"
    assert [finding.code for finding in recovery.findings] == ["SK810"]
    assert write_recovery(recovery) == ()
    assert json.loads(path.read_text(encoding="utf-8"))["enum"][-1] == "api"


def test_a_description_that_changed_changes_the_file(folder: Path):
    write_recovery(plan(folder))
    for path in folder.glob("*.json"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("* `signal_report` - signal_report", "* `signal` - signal"), encoding="utf-8")

    assert states(folder)["RunSourceEnum"] == "drifted"
    assert [path.name for path in write_recovery(plan(folder))] == ["RunSourceEnum.json"]
    assert json.loads((folder / "enums" / "RunSourceEnum.json").read_text(encoding="utf-8"))["enum"] == [
        "manual",
        "signal",
    ]


def test_descriptions_that_disagree_rebuild_nothing_and_name_both_places(folder: Path):
    path = folder / "posthog-taskrunresumerequestschema-schema.json"
    path.write_text(path.read_text(encoding="utf-8").replace("* `signal_report`", "* `signal`"), encoding="utf-8")

    outcome = load([folder])

    [finding] = outcome.findings
    assert finding.code == "SK110"
    assert len({place.uri for place in (finding.location, *finding.related)}) == 2
    assert "RunSourceEnum" not in states(folder)


def test_a_file_of_somebody_else_is_never_written_over(folder: Path):
    (folder / "enums").mkdir()
    mine = folder / "enums" / "RunSourceEnum.json"
    mine.write_text('{"$id": "mine"}', encoding="utf-8")

    write_recovery(plan(folder))

    assert mine.read_text(encoding="utf-8") == '{"$id": "mine"}'


def _choices(ref: str, values: str) -> str:
    """The text of a schema that refers to a missing enum."""
    listed = "\n".join(f"* `{value}` - {value}" for value in values)
    return json.dumps({"properties": {"a": {"$ref": ref, "description": f"Choices\n\n{listed}"}}})


def test_two_enums_of_one_name_in_two_places_have_a_file_each(tmp_path: Path):
    (tmp_path / "a.json").write_text(_choices("#/components/schemas/ModeEnum", "ab"), encoding="utf-8")
    write_recovery(plan(tmp_path))
    for name, ref, values in (("b", "#/definitions/ModeEnum", "cd"), ("c", "#/definitions/OtherEnum", "ef")):
        (tmp_path / f"{name}.json").write_text(_choices(ref, values), encoding="utf-8")

    schemas = load([tmp_path]).value
    verdicts = {name: [value for value in "abcdef" if schemas.validator(name).is_valid({"a": value})] for name in "abc"}
    assert verdicts == {"a": ["a", "b"], "b": ["c", "d"], "c": ["e", "f"]}
    assert [path.name for path in write_recovery(plan(tmp_path))] == ["ModeEnum-2.json", "OtherEnum.json"]
    assert set(states(tmp_path).values()) == {"current"}


@pytest.mark.parametrize("name", ["..~1..~1Evil", "~1Evil", "a~1b", "%5CEvil", "%00", "\ud800", "a%0Ab"])
def test_what_can_be_the_name_of_no_file_is_not_rebuilt(tmp_path: Path, name: str):
    (tmp_path / "a.json").write_text(_choices(f"#/components/schemas/{name}", "ab"), encoding="utf-8")

    assert write_recovery(plan(tmp_path)) == ()
    assert [reference.target for reference in load([tmp_path]).value.set.references] == [None]


@pytest.mark.parametrize("name", ["A B", "Größe", "50%", "A#B", "A?C", "A%41"])
def test_any_other_name_is_that_of_its_file(tmp_path: Path, name: str):
    (tmp_path / "a.json").write_text(_choices(f"#/components/schemas/{quote(name)}", "ab"), encoding="utf-8")

    assert [path.name for path in write_recovery(plan(tmp_path))] == [f"{name}.json"]
    assert states(tmp_path) == {name: "current"}


def test_descriptions_that_disagree_later_are_reported_though_the_file_is_there(folder: Path):
    write_recovery(plan(folder))
    path = folder / "posthog-taskrunresumerequestschema-schema.json"
    path.write_text(path.read_text(encoding="utf-8").replace("* `signal_report`", "* `signal`"), encoding="utf-8")

    recovery = plan(folder)

    assert [finding.code for finding in recovery.findings] == ["SK110"]
    assert write_recovery(recovery) == ()
