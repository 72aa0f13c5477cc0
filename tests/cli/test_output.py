"""Results go to stdout, everything else to stderr; colours only where somebody sees them."""

import io
import json
from pathlib import Path

import pytest

from report.sample import FINDINGS, locate
from schemakit.cli.main import main
from schemakit.cli.output import Output
from schemakit.core.finding import Severity
from schemakit.pipeline.config import Config
from schemakit.report import FORMATS


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True

    def reconfigure(self, **_: object) -> None:
        """Take what a text file takes."""


@pytest.mark.parametrize(
    ("color", "environment", "terminal", "expected"),
    [
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"FORCE_COLOR": "1"}, False, True),
        ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        ("auto", {"TERM": "dumb"}, True, False),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
    ],
)
def test_colours_follow_the_option_then_the_environment_then_the_terminal(
    color: str, environment: dict[str, str], terminal: bool, expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    stream = Terminal()
    if not terminal:
        monkeypatch.setattr(Terminal, "isatty", lambda _: False)
    monkeypatch.setattr("sys.stdout", stream)
    monkeypatch.setattr("sys.stderr", Terminal())
    assert Output.of(quiet_namespace(), Config(color=color)).color is expected  # type: ignore[arg-type]


def quiet_namespace() -> object:
    return type("Arguments", (), {"quiet": False, "verbose": False})()


def test_findings_fail_the_run_by_their_errors_only(capsys: pytest.CaptureFixture[str]) -> None:
    errors = [finding for finding in FINDINGS if finding.severity is Severity.ERROR]
    others = [finding for finding in FINDINGS if finding.severity is not Severity.ERROR]
    assert Output().report(errors, locate) == 1
    assert Output().report(others, locate) == 0
    assert Output().report((), locate) == 0
    assert Output(exit_zero=True).report(errors, locate) == 0
    capsys.readouterr()


def test_every_format_can_go_to_a_file_beside_the_one_on_stdout(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = tuple((name, str(tmp_path / "reports" / name)) for name in FORMATS)
    Output(format="jsonl", files=files, color=True).report(FINDINGS, locate, summary="4 problems")
    on_stdout = capsys.readouterr().out
    assert len(on_stdout.splitlines()) == len(FINDINGS)
    assert (tmp_path / "reports" / "jsonl").read_text(encoding="utf-8") == on_stdout
    for name in FORMATS:
        text = (tmp_path / "reports" / name).read_text(encoding="utf-8")
        assert text
        assert "\x1b" not in text


def test_quiet_leaves_the_findings_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    output = Output(format="concise", quiet=True)
    output.result("result")
    output.progress("progress")
    output.report(FINDINGS[:1], locate, assumptions="assumed", summary="counted")
    told = capsys.readouterr()
    assert told.err == ""
    assert len(told.out.splitlines()) == 1


def test_nothing_stands_beside_a_document_for_machines(capsys: pytest.CaptureFixture[str]) -> None:
    output = Output(format="json")
    output.result("a line for people")
    output.report(FINDINGS, locate, assumptions="assumed", summary="counted")
    told = capsys.readouterr()
    assert json.loads(told.out)["summary"] == "counted"
    assert told.err == "a line for people\n"


def test_a_terminal_without_utf8_gets_ascii(capsys: pytest.CaptureFixture[str]) -> None:
    output = Output(unicode=False)
    output.result("a · b")
    output.report(FINDINGS, locate, assumptions="a · b")
    told = capsys.readouterr().out
    assert told.isascii()
    assert told.startswith("a - b\na - b\n")


def test_the_version_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    name, version = capsys.readouterr().out.split()
    assert name == "schemakit"
    assert version
