"""Command lines that cannot be understood are told in the words of the house, whatever argparse says."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from schemakit.cli.main import COMMANDS, main

MISTAKES = {
    "check --ignroe x": ("there is no option `--ignroe`", "did you mean --ignore?"),
    "check --engine fast": ("there is no option `--engine`", "schemakit check --help shows what can be said"),
    "check --color=alway": ("`--color` must be one of auto, always, never, and is `alway`", "did you mean always?"),
    "validate --engine slow x": ("`--engine` must be one of fast, reference, both, and is `slow`", "validate --help"),
    "validate --jobs many x": ("`--jobs` must be a whole number from 1, and is `many`", "validate --help"),
    "validate --quiet=3 x": ("`--quiet` takes no value", "validate --help"),
    "validate": ("FILE is missing", "validate --help"),
    "validate x --report": ("`--report` needs a value", "validate --help"),
    "fuzz --seed x": ("`--seed` must be a whole number, and is `x`", "fuzz --help"),
    "fuzz --deadline 0": ("`--deadline` must be a number of seconds above 0, and is `0`", "fuzz --help"),
    "contract --timeout soon": ("`--timeout` must be a number of seconds above 0, and is `soon`", "contract --help"),
    "contract --rate inf": ("`--rate` must be a number above 0, and is `inf`", "contract --help"),
    "contract --retries=-1": ("`--retries` must be a whole number from 0, and is `-1`", "contract --help"),
    "corpus": ("export|check is missing", "corpus --help"),
    "corpus exprot": ("`export|check` must be one of export, check, and is `exprot`", "did you mean export?"),
    "rules --config-schema --report-schema": ("exclude each other", "rules --help"),
    "explain SK101 SK102": ("`SK102` is one argument too many", "explain --help"),
}


@pytest.mark.parametrize("line", MISTAKES)
def test_a_command_line_that_cannot_be_understood_says_what_must_be_true(
    line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    sentence, way_out = MISTAKES[line]
    assert main(line.split()) == 2
    first, second = capsys.readouterr().err.splitlines()
    assert first.startswith("error: ")
    assert sentence in first
    assert second.startswith("help: ")
    assert way_out in second
    assert "argument -" not in first


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_of_every_command_is_explained_with_its_unit(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main([command, "--help"])
    words = capsys.readouterr().out
    assert "show the version and exit" in words
    for option in ("--timeout", "--budget", "--deadline"):
        assert option not in words or f"{option} SECONDS" in words
    assert "(1)" not in words


@pytest.mark.skipif(sys.platform == "win32", reason="streams are closed the POSIX way")
@pytest.mark.parametrize("stream", [0, 1, 2])
def test_a_closed_stream_is_nobody_who_reads_or_writes(stream: int, tmp_path: Path) -> None:
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "Name.json").write_text('{"$id": "https://example.com/Name", "type": "string"}')
    (tmp_path / "name.json").write_text('"Ada"')
    done = subprocess.run(
        [sys.executable, "-m", "schemakit", "validate", "--schema", "Name", "-" if stream == 0 else "name.json"],
        cwd=tmp_path,
        preexec_fn=_closes(stream),
        capture_output=True,
        check=False,
    )
    assert b"Traceback" not in done.stderr
    assert done.returncode == (1 if stream == 0 else 0), done.stderr


def _closes(stream: int) -> Callable[[], None]:
    return lambda: os.close(stream)


def test_schemas_that_are_not_where_they_usually_are_have_a_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for command in ("check", "recover", "generate", "fuzz", "bundle"):
        assert main([command]) == 2
        said = capsys.readouterr().err
        assert said.startswith("error: no such file or folder: schemas\nhelp: say where the schemas are: ")


def test_nothing_is_recovered_from_files_that_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "broken.json").write_text('{"type": "object"')
    assert main(["recover", "broken.json"]) == 1
    said = capsys.readouterr().out
    assert "invalid-json" in said
    assert "every file is true" not in said


def test_an_application_is_something_that_can_be_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "contract.yaml").write_text("operations:\n  POST /x:\n    body: Name\n    answers: {201: null}\n")
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "Name.json").write_text('{"$id": "https://example.com/Name", "type": "string"}')
    assert main(["contract", "--app", "os:sep"]) == 2
    assert "os:sep is no ASGI application" in capsys.readouterr().err
