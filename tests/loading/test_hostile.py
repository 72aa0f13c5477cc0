"""Inputs that are made to crash or hang a reader: each ends in a finding, in a process of its own, soon."""

import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from hostile_inputs import INPUTS
from schemakit.core.finding import Severity
from schemakit.loading.problems import KINDS

SCRIPT: Final = """
import sys
from schemakit.loading.read import read
print(*(finding.code for finding in read(sys.argv[1:]).findings))
"""


@pytest.mark.parametrize("name", INPUTS)
def test_a_hostile_input_ends_in_a_finding(name: str, tmp_path: Path) -> None:
    file, data, code = INPUTS[name]
    path = tmp_path / file
    path.write_bytes(data)
    # A time limit far above what is needed: what is stated is that the process ends, and how.
    done = subprocess.run([sys.executable, "-c", SCRIPT, path], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert code in done.stdout.split()


def test_reading_json_imports_nothing_that_it_does_not_need() -> None:
    script = (
        "import sys, schemakit.loading.read; print(*{'yaml', 'urllib.request', 'asyncio', 'tempfile'} & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == ""


def test_every_kind_is_documented_under_a_code_of_its_own() -> None:
    assert [kind.code for kind in KINDS] == [f"SK{number:03}" for number in range(1, len(KINDS) + 1)]
    assert len({kind.name for kind in KINDS}) == len(KINDS)
    for kind in KINDS:
        headings = [line for line in kind.documentation.splitlines() if line.startswith("## ")]
        assert headings == ["## What it does", "## Why is this bad?", "## Example", "## Use instead"]
        assert kind.severity in {Severity.ERROR, Severity.WARNING}
