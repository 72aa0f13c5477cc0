"""Files called after what a document names: they stay in the folder that was asked for, whatever the name is."""

import json
from pathlib import Path

import pytest

from schemakit.cli.main import main
from schemakit.core.file_name import file_name
from schemakit.core.json import Json

NAMES = ["../../out", "a/b", "a%2Fb", "a\\b", "nul\0", "..", "plain", "Größe 1"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "one" / "two" / "three"
    folder.mkdir(parents=True)
    (folder / ".git").mkdir()
    monkeypatch.chdir(folder)
    return folder


def strays(folder: Path) -> list[Path]:
    above = folder.parents[2]
    return [path for path in above.rglob("*") if path.is_file() and folder not in path.parents]


@pytest.mark.parametrize("command", [["bundle"], ["corpus", "export"]], ids=" ".join)
def test_documents_and_cases_are_written_into_the_folder(folder: Path, command: list[str]):
    schemas: Json = {name: {"type": "string"} for name in NAMES}
    document: Json = {"openapi": "3.1.0", "paths": {}, "components": {"schemas": schemas}}
    (folder / "api.json").write_text(json.dumps(document), encoding="utf-8")
    assert main([*command, "--schemas", "api.json", "--out", "written"]) == 0
    assert {path.name for path in (folder / "written").iterdir()} == {f"{file_name(name)}.json" for name in NAMES}
    assert len(list((folder / "written").iterdir())) == len(NAMES)
    assert strays(folder) == []


def test_an_enum_whose_name_is_no_file_is_written_nowhere(folder: Path):
    reference = "#/components/schemas/..~1..~1..~1..~1OutEnum"
    schema: Json = {
        "$id": "https://example.com/a.json",
        "properties": {"way": {"description": "* `in` - In\n* `out` - Out", "$ref": reference}},
    }
    (folder / "schemas").mkdir()
    (folder / "schemas" / "a.json").write_text(json.dumps(schema), encoding="utf-8")
    main(["recover"])
    assert [path.name for path in (folder / "schemas").iterdir()] == ["a.json"]
    assert strays(folder) == []


def test_no_two_names_become_one_file_and_plain_ones_stay():
    assert len({file_name(name) for name in NAMES}) == len(NAMES)
    assert [file_name(name) for name in ("plain", "Größe 1", "a.b-c_d")] == ["plain", "Größe 1", "a.b-c_d"]
