"""Hostile inputs through the command line: status and time of each."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from hostile_inputs import INPUTS
from hostile_runs import RUNS, WATCHED, command

#: What a person waits for without a thought.
_SECONDS: Final = 2


def runs() -> Iterator[tuple[str, int, float, str]]:
    """Check each input in a process of its own; yield its name, exit status, seconds and what stderr says."""
    with tempfile.TemporaryDirectory() as folder:
        loop = Path(folder, "loop")
        loop.mkdir()
        (loop / "again").symlink_to(loop)
        (loop / "a.json").write_text("{}", encoding="utf-8")
        yield "a folder that holds itself", *_run(loop)
        for name, (file, data, _) in INPUTS.items():
            path = Path(folder, file)
            path.write_bytes(data)
            yield name, *_run(path)


def _run(path: Path) -> tuple[int, float, str]:
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "schemakit", "check", "--format", "concise", path],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    return done.returncode, time.perf_counter() - start, done.stderr


def validations() -> Iterator[tuple[str, int, float, str]]:
    """Validate each hostile file by each hostile schema, watched for what it opens and whom it wants to reach."""
    for name, run in RUNS.items():
        with tempfile.TemporaryDirectory() as around:
            folder = Path(around, "in")
            arguments = command(run, folder)
            start = time.perf_counter()
            done = subprocess.run(
                [sys.executable, "-c", WATCHED, *arguments],
                cwd=folder, capture_output=True, text=True, timeout=60, check=False,
            )  # fmt: skip
            yield name, done.returncode, time.perf_counter() - start, done.stderr


def main() -> int:
    """Print two tables; the exit status is 1 where a run ended otherwise than with status 1 or 2 within two seconds."""
    bad = _table("hostile inputs through `schemakit check`", runs())
    print()
    return bad | _table("hostile files and schemas, `schemakit validate`", validations())


def _table(title: str, lines: Iterator[tuple[str, int, float, str]]) -> int:
    print(f"{title:<48}{'status':>7}{'time':>9}")
    bad = count = 0
    for name, status, seconds, stderr in lines:
        wrong = [word for word in ("Traceback", "REACHES OUT", "READS OUTSIDE") if word in stderr]
        bad |= status not in {1, 2} or bool(wrong) or seconds > _SECONDS
        count += 1
        print(f"{name:<48}{status:>7}{seconds:>7.2f} s {' '.join(wrong)}".rstrip())
    how = "NOT ALL" if bad else "all"
    print(f"{count} runs: {how} with status 1 or 2 within {_SECONDS} s, nothing fetched or read outside")
    return int(bad)
