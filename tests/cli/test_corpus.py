"""``schemakit corpus``: cases are written, found to be right, and what a new version of a schema changes is said."""

import json
import shlex
from pathlib import Path
from typing import Final

import pytest

from schemakit.cli.main import main

SCHEMA: Final = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://example.com/Order.json",
    "type": "object",
    "required": ["status"],
    "properties": {"status": {"enum": ["open", "paid"]}, "note": {"type": "string", "maxLength": 20}},
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "schemas").mkdir()
    written(tmp_path, 20)
    return tmp_path


def written(folder: Path, longest: int) -> None:
    note = {"type": "string", "maxLength": longest}
    schema = {**SCHEMA, "properties": {"status": {"enum": ["open", "paid"]}, "note": note}}
    (folder / "schemas" / "order.json").write_text(json.dumps(schema, indent=2), encoding="utf-8")


def test_cases_are_written_in_the_format_of_the_official_suite(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["corpus", "export"]) == 0
    assert "  Order " in (said := capsys.readouterr().out)
    (group,) = json.loads((folder / "contract" / "Order.json").read_text(encoding="utf-8"))
    assert set(group) == {"description", "comment", "schema", "tests"}
    assert {frozenset(case) for case in group["tests"]} == {frozenset({"description", "data", "valid"})}
    assert said.splitlines()[-1] == f"Wrote {len(group['tests'])} cases of 1 schema to contract/."


def test_the_way_out_of_a_check_reads_the_same_schemas(folder: Path, capsys: pytest.CaptureFixture[str]):
    (folder / "schemas").rename(folder / "else where")
    reading = ["--schemas", "else where", "--nullable", "strict"]
    main(["corpus", "export", "-q", *reading])
    (folder / "else where").rename(folder / "schemas")
    written(folder, 10)
    (folder / "schemas").rename(folder / "else where")
    assert main(["corpus", "check", *reading]) == 1
    way_out = capsys.readouterr().out.splitlines()[-1].partition("If that is meant: ")[2]
    assert main(shlex.split(way_out)[1:]) == 0
    assert main(["corpus", "check", *reading]) == 0


def test_a_second_export_changes_nothing(folder: Path):
    main(["corpus", "export", "-q"])
    file = folder / "contract" / "Order.json"
    before = file.stat().st_mtime_ns, file.read_bytes()
    main(["corpus", "export", "-q"])
    assert (file.stat().st_mtime_ns, file.read_bytes()) == before


def test_check_says_what_a_new_version_changes_with_line_and_way_out(folder: Path, capsys: pytest.CaptureFixture[str]):
    main(["corpus", "export", "-q"])
    assert main(["corpus", "check"]) == 0
    assert capsys.readouterr().out.endswith("frozen cases, 0 verdicts changed.\n")
    written(folder, 10)
    assert main(["corpus", "check"]) == 1
    said = capsys.readouterr().out
    assert "error[SK701] now-refused: Order refuses now what it accepted: `note` must be at most 10 characters" in said
    assert "--> contract/Order.json:" in said
    assert said.endswith("1 verdict changed. If that is meant: schemakit corpus export --out contract\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["export", "Ordr"], "did you mean Order?"),
        (["check", "Order"], "check looks at every file of a folder"),
        (["check", "--out", "nowhere"], "no such file or folder"),
        (["check", "--out", "schemas"], "holds no cases in the format of the official suite"),
        (["freeze"], "must be one of export, check"),
    ],
)
def test_a_mistake_of_the_caller_ends_the_run_with_a_way_out(
    capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
):
    assert main(["corpus", *arguments]) == 2
    assert said in capsys.readouterr().err
