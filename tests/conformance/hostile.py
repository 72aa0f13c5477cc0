"""Hostile inputs through the command line: status and time of each."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from hostile_inputs import INPUTS


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


def main() -> int:
    """Print a table; the exit status is 1 where one ended otherwise than with status 1 or 2."""
    print(f"{'hostile inputs through `schemakit check`':<42}{'status':>7}{'time':>9}")
    bad = 0
    for name, status, seconds, stderr in runs():
        bad |= status not in {1, 2} or "Traceback" in stderr
        print(f"{name:<42}{status:>7}{seconds:>7.2f} s")
    return bad
