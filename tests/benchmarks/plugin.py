"""What the plugin of pytest costs a project that has schemakit installed and does not use it."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.peers import Peers
from benchmarks.processes import costs
from benchmarks.table import Table, compared

_WITHOUT: Final = "pytest without the plugin"


def tables(peers: Peers, folder: Path, runs: int) -> Iterator[Table]:
    """Measure a run of one empty test."""
    (folder / "test_nothing.py").write_text("def test_nothing():\n    pass\n", encoding="utf-8")
    pytest = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:hypothesispytest")
    asked = {_WITHOUT: (*pytest, "-p", "no:schemakit"), "pytest with the plugin, not used": pytest}
    measured = costs(peers, asked, folder=folder, runs=runs)
    yield compared(f"One empty test, {runs} runs", measured, "ms", _WITHOUT, "User and system time of the process.")
