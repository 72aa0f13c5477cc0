"""What other people's tools say about Python code: mypy, pyright, ruff. Nothing, where it is clean."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

#: How to say where pyright is, and why a test that needs it does not run.
NO_PYRIGHT: Final = "put pyright on the PATH, or set SCHEMAKIT_PYRIGHT to index.js of npm's pyright, to run it"

#: What generated code keeps: errors, modern syntax, imports in use and in order, bugs. Not the length of lines, which
#: are as long as what authors call and describe things.
_RULES: Final = "E,F,W,I,UP,B,A,C4,PIE,RET,SIM,FA,ISC,PGH,T20,TID,YTT,PYI"

#: But not PYI051: in ``Literal["now", "later"] | str``, which is what such a schema says, the literals are what editors
#: complete; the type is that of ``str``.
_IGNORED: Final = "E501,PYI051"


def mypy(folder: Path, names: Iterable[str]) -> list[str]:
    """Return what ``mypy --strict`` says about packages and modules of a folder."""
    options = ("--strict", "--no-incremental", "--warn-unused-ignores", "--no-error-summary", "--hide-error-context")
    done = _run([sys.executable, "-m", "mypy", *options, *names], folder, MYPYPATH=str(folder))
    return [] if done.returncode == 0 else done.stdout.splitlines() or [done.stderr]


def pyright_command() -> list[str] | None:
    """Return how pyright is called, None where it is missing."""
    script, node, tool = os.environ.get("SCHEMAKIT_PYRIGHT"), shutil.which("node"), shutil.which("pyright")
    if script and node:
        return [node, script]
    return [tool] if tool else None


def pyright(folder: Path, names: Iterable[str]) -> list[str]:
    """Return what pyright says about packages and modules of a folder, ignores without a reason included."""
    config = folder / "pyrightconfig.json"
    config.write_text('{"reportUnnecessaryTypeIgnoreComment": "error", "pythonVersion": "3.11"}', encoding="utf-8")
    command = [*(pyright_command() or ["pyright"]), "--pythonpath", sys.executable, *names]
    done = _run(command, folder)
    return [] if done.returncode == 0 else done.stdout.splitlines() or [done.stderr]


def ruff(folder: Path, names: Iterable[str]) -> list[str]:
    """Return what ruff says about packages and modules of a folder."""
    options = (
        "--isolated",
        "--line-length=120",
        "--target-version",
        "py311",
        "--select",
        _RULES,
        "--ignore",
        _IGNORED,
        "--no-cache",
        "--quiet",
    )
    done = _run([sys.executable, "-m", "ruff", "check", *options, "--output-format", "concise", *names], folder)
    return [] if done.returncode == 0 else done.stdout.splitlines() or [done.stderr]


def _run(command: list[str], folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, **environment}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
