"""However a run ends, its exit status and its last words are those of interface.md."""

import os
import subprocess
import sys
import tomllib
from argparse import ArgumentParser
from collections.abc import Callable
from importlib import import_module
from itertools import product
from pathlib import Path
from types import SimpleNamespace

import pytest

from schemakit.cli import session
from schemakit.cli.main import COMMANDS, main
from schemakit.cli.options import add_output
from schemakit.cli.session import Invocation
from schemakit.core.errors import UsageError

TABLE = {"work": ("nowhere", "work")}


def run(do: Callable[[Invocation], int], *argv: str) -> int:
    command = SimpleNamespace(configure=add_output, run=do)
    return session.run("work", argv, commands=TABLE, load=lambda _: command)


def raising(error: BaseException) -> Callable[[Invocation], int]:
    def do(_: Invocation) -> int:
        raise error

    return do


def test_the_status_is_what_the_command_returns(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(lambda _: 0) == 0
    assert run(lambda _: 1) == 1
    assert capsys.readouterr() == ("", "")


def test_what_the_caller_did_wrong_is_one_clear_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(raising(UsageError("there is no x", help="say y"))) == 2
    assert capsys.readouterr() == ("", "error: there is no x\nhelp: say y\n")


def test_what_the_system_refuses_is_no_bug(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(raising(PermissionError(13, "Permission denied", "out.json"))) == 2
    assert capsys.readouterr().err == "error: out.json: Permission denied\n"


def test_a_bug_is_called_a_bug_and_keeps_its_traceback_in_a_file(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert run(raising(ZeroDivisionError("oops"))) == 3
    told = capsys.readouterr().err
    assert "bug in schemakit: ZeroDivisionError: oops" in told
    assert "Traceback" not in told
    (file,) = tmp_path.iterdir()
    assert str(file) in told
    assert "Traceback" in file.read_text(encoding="utf-8")
    assert run(raising(ZeroDivisionError("oops")), "-v") == 3
    assert "Traceback" in capsys.readouterr().err


def test_a_bug_is_reported_even_where_nothing_can_be_written(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "missing"))
    assert run(raising(ZeroDivisionError("oops"))) == 3
    assert "-v" in capsys.readouterr().err


def test_a_package_of_an_extra_that_is_missing_is_named_with_its_extra(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(raising(ModuleNotFoundError("No module named 'hypothesis'", name="hypothesis"))) == 2
    told = capsys.readouterr().err
    assert told == "error: this needs hypothesis, which is not installed\nhelp: pip install 'schemakit[fuzz]'\n"


def test_any_other_missing_module_is_a_bug(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert run(raising(ModuleNotFoundError("No module named 'os'", name="os"))) == 3


def test_every_extra_that_is_named_exists(repository: Path) -> None:
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for package, extra in session.EXTRAS.items():
        required = " ".join(project["optional-dependencies"][extra]).replace("-", "_")
        assert package.removesuffix("_core") in required


def test_an_interrupt_ends_with_130(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(raising(KeyboardInterrupt())) == 130
    assert capsys.readouterr() == ("", "")


def test_errors_cannot_write_to_the_terminal_what_they_want(capsys: pytest.CaptureFixture[str]) -> None:
    run(raising(UsageError("file \x1b[2Jx\u202e")))
    assert capsys.readouterr().err == "error: file \\u001b[2Jx\\u202e\n"


def test_a_reader_that_leaves_is_no_error() -> None:
    code = "import sys; from schemakit.cli.main import main; sys.exit(main(['rules']))"
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([sys.executable, "-c", code], stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([command, "--help"])
    assert left.value.code == 0
    assert f"schemakit {command}" in capsys.readouterr().out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_refuses_an_option_it_does_not_know(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--no-such-option"]) == 2
    assert capsys.readouterr().err.startswith("error: ")


@pytest.mark.parametrize("command", COMMANDS)
def test_no_option_is_understood_by_its_beginning(command: str) -> None:
    assert main([command, "--verb"]) == 2


def positionals(command: str) -> list[str]:
    """Return arguments for all that a command takes without an option, two where it takes many."""
    parser = ArgumentParser()
    import_module(COMMANDS[command][0]).configure(parser)
    given: list[str] = []
    for action in (one for one in parser._actions if not one.option_strings):
        name = next(iter(action.choices or ()), "a")
        given += [name, "-"] if action.nargs == "*" else [name]
    return given


@pytest.mark.parametrize("command", COMMANDS)
def test_options_may_stand_before_between_and_after_what_a_command_is_about(
    command: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    seen: list[dict[str, object]] = []
    configure = import_module(COMMANDS[command][0]).configure

    def understood(*argv: str) -> dict[str, object]:
        given = SimpleNamespace(configure=configure, run=lambda one: seen.append(vars(one.arguments)) or 0)
        assert session.run(command, argv, commands=COMMANDS, load=lambda _: given) == 0
        return seen.pop()

    values, options = positionals(command), (["--color", "never"], ["-q"])
    plain = understood(*values, *options[0], *options[1])
    for first, second in product(range(len(values) + 1), repeat=2):
        places = {first: options[0], second: options[1] if second != first else [*options[0], *options[1]]}
        argv = [part for at in range(len(values) + 1) for part in (*places.get(at, []), *values[at : at + 1])]
        assert understood(*argv) == plain, argv


def test_what_follows_two_hyphens_is_no_option() -> None:
    seen: list[list[str]] = []

    def configure(parser: ArgumentParser) -> None:
        parser.add_argument("names", nargs="*")
        add_output(parser)

    command = SimpleNamespace(configure=configure, run=lambda one: seen.append(one.arguments.names) or 0)
    assert session.run("work", ["-q", "--", "-q", "b"], commands=TABLE, load=lambda _: command) == 0
    assert seen == [["-q", "b"]]


def test_a_command_is_imported_only_when_it_runs() -> None:
    asked: list[str] = []

    def load(module: str) -> object:
        asked.append(module)
        return SimpleNamespace(configure=add_output, run=lambda _: 0)

    assert session.run("check", [], commands=COMMANDS, load=load) == 0
    assert asked == ["schemakit.cli.commands.check"]
