"""``make seeded-bugs``: is a bug in the engine, the lowering, the guard or the plan found, and by what?

Each bug is seeded into a copy of the package; the laws in their quick form (``probe.py``) run on that copy, and have to
break where they hold on the package as it is.

python -m seeded_bugs [WORD...]: only the bugs whose descriptions have one of the words.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from seeded_bugs.bugs import BUGS, Bug

TESTS: Final = Path(__file__).resolve().parents[1]
PACKAGE: Final = TESTS.parent / "src" / "schemakit"


def seeded(bug: Bug | None, folder: Path) -> Path:
    """Copy the package into a folder, with the bug in it."""
    copy = folder / "schemakit"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    if bug is not None:
        path = copy / bug.file
        text = path.read_text(encoding="utf-8")
        if bug.old not in text:
            raise LookupError(f"{bug.file} has changed: {bug.what!r} cannot be seeded")
        path.write_text(text.replace(bug.old, bug.new, 1), encoding="utf-8")
    return folder


def probed(bug: Bug | None, baseline: Path | None) -> list[str] | dict[str, list[str]]:
    """Run the laws on a copy; return the first one that breaks with what breaks it, or all that is broken without."""
    with tempfile.TemporaryDirectory(prefix="schemakit-seeded-") as folder:
        path = os.pathsep.join((str(seeded(bug, Path(folder))), str(TESTS)))
        done = subprocess.run(
            [sys.executable, "-m", "seeded_bugs.probe", *([] if baseline is None else [str(baseline)])],
            env=os.environ | {"PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:  # the package does not even start
        return ["import", done.stderr.strip().splitlines()[-1]]
    answer: list[str] | dict[str, list[str]] = json.loads(done.stdout.splitlines()[-1])
    return answer


def main(words: Sequence[str]) -> int:
    """Print what finds each bug; the exit status is 1 where one is not found."""
    start = time.perf_counter()
    missed = 0
    chosen = [(stage, bug) for stage, bug in BUGS if not words or any(word in bug.what for word in words)]
    with tempfile.TemporaryDirectory(prefix="schemakit-seeded-") as folder:
        baseline = Path(folder) / "baseline.json"
        baseline.write_text(json.dumps(probed(None, None)), encoding="utf-8")
        for stage, bug in chosen:
            found = probed(bug, baseline)
            missed += not found
            by, what = found if isinstance(found, list) and found else ("NOT FOUND", "")
            print(f"{stage:<8}{bug.what:<58}{by:<13}{what[:90]}", flush=True)
    print(
        f"{len(chosen)} bugs seeded, {len(chosen) - missed} found, {missed} missed; {time.perf_counter() - start:.0f} s"
    )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
