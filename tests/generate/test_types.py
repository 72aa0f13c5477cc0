"""L10: what is generated passes mypy --strict, pyright and ruff; and what must not type-check does not."""

import json
import shutil
from pathlib import Path

import pytest

from schemakit.generate.run import TARGETS
from schemakit.generate.write import write
from schemakit.pipeline.generating import generated_files
from schemakit.pipeline.schemas import from_schema, load
from type_checkers import NO_PYRIGHT, mypy, pyright, pyright_command, ruff

CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if path.is_dir())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    """Packages of the project's own schemas and of the cases, and modules that use these."""
    out = tmp_path_factory.mktemp("types")
    schemas = {"own": load([repository / "schemas"]).value}
    for case in CASES:
        schema = json.loads((case / "schema.json").read_text(encoding="utf-8"))
        schemas[case.name.lower()] = from_schema(schema, name=case.name)
    for target in TARGETS:
        for name, of_name in schemas.items():
            write(generated_files(of_name, target=target), out / f"{name}_{target}")
        for usage in Path(__file__).parent.glob(f"cases/*/usage/{target}.py"):
            shutil.copy(usage, out / f"use_{usage.parts[-3].lower()}_{target}.py")
    return out


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.suffix in {"", ".py"})


def test_every_target_is_used(folder: Path) -> None:
    assert {f"use_order_{target}.py" for target in TARGETS} <= set(names(folder))


def test_mypy_has_nothing_to_say(folder: Path) -> None:
    assert mypy(folder, names(folder)) == []


@pytest.mark.skipif(pyright_command() is None, reason=NO_PYRIGHT)
def test_pyright_has_nothing_to_say(folder: Path) -> None:
    assert pyright(folder, names(folder)) == []


def test_ruff_has_nothing_to_say(folder: Path) -> None:
    assert ruff(folder, (name for name in names(folder) if not name.endswith(".py"))) == []
