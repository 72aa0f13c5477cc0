"""L9 and L10 on the project's own schemas: the same bytes every time; code that imports and passes mypy --strict."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from schemakit.generate.write import write
from schemakit.pipeline.generating import generated_files
from schemakit.pipeline.schemas import load

DIGEST = """
import hashlib, sys
from schemakit.pipeline.generating import generated_files
from schemakit.pipeline.schemas import load
files = generated_files(load(sys.argv[1:]).value)
print(hashlib.sha256("".join(f"{file.path}{file.text}" for file in files).encode()).hexdigest())
"""


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    out = tmp_path_factory.mktemp("models") / "generated"
    write(generated_files(load([repository / "schemas"]).value), out)
    return out


def test_hash_seeds_change_nothing(repository: Path) -> None:
    digests = {
        subprocess.run(
            [sys.executable, "-c", DIGEST, str(repository / "schemas")],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_the_order_of_files_changes_nothing(repository: Path) -> None:
    paths = sorted((repository / "schemas").rglob("*.json"))
    assert generated_files(load(paths).value) == generated_files(load(paths[::-1]).value)


def test_generated_code_passes_mypy_strict(generated: Path, tmp_path: Path) -> None:
    usage = tmp_path / "usage.py"
    usage.write_text(
        "from generated import dump, load, loads\n"
        "from generated.claude_task_run_create_schema import ClaudeTaskRunCreateSchema\n"
        "from generated.enums import ClaudeRuntimeAdapterEnum, TaskExecutionModeEnum\n"
        "run = load(ClaudeTaskRunCreateSchema, {})\n"
        "mode: TaskExecutionModeEnum = run.mode\n"
        "model: str = loads(ClaudeTaskRunCreateSchema, '{}').model\n"
        "built = ClaudeTaskRunCreateSchema(model='x', runtime_adapter=ClaudeRuntimeAdapterEnum.CLAUDE)\n"
        "dump(built)\n"
        "number: int = run.model  # type: ignore[assignment]\n"
    )
    checked = subprocess.run(
        [
            sys.executable,
            "-m",
            "mypy",
            "--strict",
            "--no-incremental",
            "--warn-unused-ignores",
            str(usage),
            str(generated),
        ],
        env={**os.environ, "MYPYPATH": str(generated.parent)},
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
    )
    assert checked.returncode == 0, checked.stdout
