"""The README's table of ten mistakes: its column of schemakit is what schemakit says."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.messages import MARKED, MISTAKES, SCHEMA, VALID, cell, ours, wrong


def refused(folder: Path, document: object) -> str:
    (folder / "schema.json").write_text(json.dumps(SCHEMA, indent=2), encoding="utf-8")
    (folder / "data.json").write_text(json.dumps(document, indent=2), encoding="utf-8")
    command = [sys.executable, "-m", "schemakit", "validate", "-q", "--schema", "schema.json", "data.json"]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False).stdout


@pytest.mark.parametrize("mistake", MISTAKES)
def test_the_table_shows_what_is_said(mistake: str, tmp_path: Path, repository: Path):
    table = MARKED.search((repository / "README.md").read_text(encoding="utf-8"))
    assert table is not None
    [row] = [line for line in table[0].splitlines() if line.startswith(f"| {mistake} |")]
    assert cell(ours(refused(tmp_path, wrong(*MISTAKES[mistake])))) == row.split(" | ")[1]


def test_the_document_without_a_mistake_is_valid(tmp_path: Path):
    assert refused(tmp_path, VALID) == ""
