"""Packages that an older version generated run with the runtime of today: ``kept/<version>/<target>``, never made anew.

A new version adds a folder, generated from the schema of the case ``Order``; what is there stays as it was published.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

KEPT: Final = sorted(path for path in Path(__file__).with_name("kept").glob("*/*") if path.is_dir())
ORDER: Final = Path(__file__).with_name("cases") / "Order"

SCRIPT: Final = """
import json, sys
from old import dump, dumps, load, loads
from old.order import Order
from schemakit import ValidationError
accepts, rejects = map(json.loads, sys.stdin)
for value in accepts:
    assert dump(load(Order, value)) == value, value
    assert json.loads(dumps(loads(Order, json.dumps(value)))) == value, value
for value in rejects:
    for read, given in ((load, value), (loads, json.dumps(value))):
        try:
            read(Order, given)
        except ValidationError:
            continue
        raise SystemExit(f"accepted: {value}")
"""


def test_every_target_is_kept():
    assert {path.name for path in KEPT} >= {"pydantic", "dataclass", "typeddict", "msgspec"}


@pytest.mark.parametrize("kept", KEPT, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_an_older_version_generated_is_exact_with_the_runtime_of_today(kept: Path, tmp_path: Path):
    shutil.copytree(kept, tmp_path / "old")
    values = "\n".join(
        json.dumps([json.loads(line) for line in (ORDER / name).read_text(encoding="utf-8").splitlines()])
        for name in ("accepts.jsonl", "rejects.jsonl")
    )
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], input=values, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
