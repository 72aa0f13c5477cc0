"""Transcripts: a folder is a case. ``cmd`` is run in a copy of it; ``stdout``, ``stderr`` and ``status`` are compared.

``stdin`` is fed to the command, ``expected/`` holds files that must be there afterwards; everything else is input.
``make accept`` rewrites what is expected.
"""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from schemakit import __version__

CASES: Final = Path(__file__).parent / "cases"
TOLD: Final = ("stdout", "stderr", "status")
NO_INPUT: Final = {"cmd", "stdin", "expected", *TOLD}

each_case = pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)


def environment(assignments: dict[str, str]) -> dict[str, str]:
    """Return an environment in which nothing of the person who runs the tests is left."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TMPDIR") if name in os.environ}
    return {**kept, "PYTHONIOENCODING": "utf-8", "COLUMNS": "100", "HOME": os.devnull, **assignments}


def run(case: Path, folder: Path) -> dict[str, str]:
    """Run the command of a case in a folder and return what it said."""
    words = shlex.split((case / "cmd").read_text(encoding="utf-8"))
    assignments = dict(word.split("=", 1) for word in words[: words.index("schemakit")])
    arguments = words[words.index("schemakit") + 1 :]
    stdin = case / "stdin"
    done = subprocess.run(
        [sys.executable, "-m", "schemakit", *arguments],
        cwd=folder,
        env=environment(assignments),
        input=stdin.read_bytes() if stdin.exists() else b"",
        capture_output=True,
        check=False,
        timeout=60,
    )
    return {
        "stdout": neutral(done.stdout, folder),
        "stderr": neutral(done.stderr, folder),
        "status": f"{done.returncode}\n",
    }


def neutral(output: bytes, folder: Path) -> str:
    """Return output without what differs from machine to machine."""
    text = output.decode("utf-8").replace("\r\n", "\n")
    return text.replace(str(folder.resolve()), "[FOLDER]").replace(__version__, "[VERSION]")


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@each_case
def test_the_transcript_is_as_expected(case: Path, tmp_path: Path) -> None:
    folder = tmp_path / "case"
    shutil.copytree(case, folder, ignore=lambda where, _: NO_INPUT if Path(where) == case else ())
    (folder / ".git").mkdir()  # no configuration is looked for above
    told = run(case, folder)
    if os.environ.get("SCHEMAKIT_ACCEPT"):
        accept(case, folder, told)
    expected = {name: (case / name).read_text(encoding="utf-8") if (case / name).exists() else "" for name in TOLD}
    assert told == expected
    for name, content in files(case / "expected").items():
        assert (folder / name).read_bytes().decode() == content.decode()


def accept(case: Path, folder: Path, told: dict[str, str]) -> None:
    """Write down what happened; an empty stream has no file."""
    for name, text in told.items():
        if text:
            (case / name).write_bytes(text.encode())
        else:
            (case / name).unlink(missing_ok=True)
    for name in files(case / "expected"):
        shutil.copyfile(folder / name, case / "expected" / name)


@each_case
def test_no_transcript_holds_a_traceback_or_a_bug(case: Path) -> None:
    assert (case / "status").read_text() in {"0\n", "1\n", "2\n"}
    for name in ("stdout", "stderr"):
        if (case / name).exists():
            assert "Traceback" not in (case / name).read_text(encoding="utf-8")
