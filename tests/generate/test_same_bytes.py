"""L9 on the project's own schemas: the same bytes every time."""

import os
import sys
from pathlib import Path

import pytest

from generated_digests import digests
from schemakit.generate.run import TARGETS
from schemakit.generate.target_name import TargetName
from schemakit.pipeline.generating import generated_files
from schemakit.pipeline.schemas import load

#: Another interpreter with everything that generating needs: SCHEMAKIT_OTHER_PYTHON.
OTHER = os.environ.get("SCHEMAKIT_OTHER_PYTHON")

NO_OTHER = (
    "set SCHEMAKIT_OTHER_PYTHON to a Python of another version with schemakit[generate] to compare what both write"
)


def test_hash_seeds_change_nothing(repository: Path) -> None:
    schemas = [str(repository / "schemas")]
    assert digests(sys.executable, schemas, seed="1") == digests(sys.executable, schemas, seed="2")


@pytest.mark.skipif(OTHER is None, reason=NO_OTHER)
def test_versions_of_python_change_nothing(repository: Path) -> None:
    schemas = [str(repository / "schemas")]
    assert digests(OTHER or "", schemas, seed="1") == digests(sys.executable, schemas, seed="2")


@pytest.mark.parametrize("target", TARGETS)
def test_the_order_of_files_changes_nothing(repository: Path, target: TargetName) -> None:
    paths = sorted((repository / "schemas").rglob("*.json"))
    in_order, backwards = load(paths).value, load(paths[::-1]).value
    assert generated_files(in_order, target=target) == generated_files(backwards, target=target)
