"""Hostile schemas and data files of ``validate``: a finding or a refusal, nothing fetched, nothing read outside."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hostile_runs import RUNS, WATCHED, command


@pytest.mark.parametrize("name", RUNS)
def test_a_hostile_run_ends_in_a_finding_or_a_refusal(name: str, tmp_path: Path) -> None:
    run = RUNS[name]
    arguments = command(run, tmp_path / "in")
    # A time limit far above what is needed: what is stated is that the process ends, and how.
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, *arguments], cwd=tmp_path / "in", capture_output=True, timeout=60, check=False
    )
    told = (done.stdout + done.stderr).decode()
    assert done.returncode in {1, 2}, told
    for bad in ("Traceback", "bug in schemakit", "REACHES OUT", "READS OUTSIDE"):
        assert bad not in told
    assert run.says in told
    assert not [sign for sign in told if sign < " " and sign != "\n"]
    assert "\u202e" not in told


def test_the_watch_sees_what_it_is_for(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    secret = tmp_path / "secret.json"
    secret.write_text("1")
    arguments = ["validate", "--schema", os.fspath(secret), os.fspath(secret)]
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, *arguments], cwd=tmp_path / "in", capture_output=True, timeout=60, check=False
    )
    assert b"READS OUTSIDE" in done.stderr
