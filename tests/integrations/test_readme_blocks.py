"""The blocks of the README that people copy, run as they stand, with what is installed from the wheel."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from installed import Installed, Wheels, installed
from integrations.hooked import Repository
from integrations.hooked import repository as git_repository

SETTINGS: Final = '[tool.schemakit.data]\n"payloads/*" = "TaskRunResumeRequestSchema"\n'
#: A service that keeps its contract, and one that takes texts of any length.
SERVICE: Final = """
import schemakit
validator = schemakit.load("schemas").validator("TaskRunResumeRequestSchema")
def resume(body):
    return 200 if validator.is_valid(body) else 400
"""
CARELESS: Final = SERVICE.replace("if validator", "if isinstance(body, dict) and validator").replace(
    "is_valid(body)", 'is_valid({**body, "branch": None})'
)


@pytest.fixture(scope="module")
def readme(repository: Path) -> str:
    return (repository / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path, repository: Path) -> Path:
    root = tmp_path / "acme"
    shutil.copytree(repository / "schemas", root / "schemas")
    return root


def block(readme: str, name: str) -> str:
    found = re.search(rf"<!-- tested: {name} -->\n```\w+\n(.*?)```", readme, re.DOTALL)
    assert found is not None, f"README.md has no block after <!-- tested: {name} -->"
    return found[1]


def test_pre_commit(readme: str, folder: Path, hooks: Repository):
    text = re.sub(r"repo: https:\S+", f"repo: {hooks.root.as_uri()}", block(readme, "pre-commit"))
    project = git_repository(folder, hooks.environment)
    for name, content in {".pre-commit-config.yaml": text, "pyproject.toml": SETTINGS}.items():
        project.write(name, content)
    project.write("payloads/1.json", json.dumps({"branch": None}))
    assert project.run("pre-commit", "install").status == 0

    first = project.commit()
    assert first.status == 1
    assert "generated/task_run_resume_request_schema.py (wrote)" in first.text
    assert project.commit().status == 0
    project.write("payloads/1.json", json.dumps({"branch": 7}))
    assert "`branch` must be a string or null, and is 7" in project.refused().text


def test_build_hook(readme: str, folder: Path, wheels: Wheels, tmp_path: Path):
    (folder / "src" / "acme").mkdir(parents=True)
    (folder / "src" / "acme" / "__init__.py").touch()
    (folder / "pyproject.toml").write_text(block(readme, "build-hook"), encoding="utf-8")
    clean = installed(tmp_path / "clean", wheels, str(folder))
    use = (
        "from acme.models.task_run_resume_request_schema import TaskRunResumeRequestSchema as Body\n"
        "print(Body.model_validate({'mode': 'interactive'}).mode.value)"
    )

    assert clean.run("python", "-c", use, cwd=tmp_path).stdout == "interactive\n"


@pytest.mark.parametrize(("service", "is_kept"), [(SERVICE, True), (CARELESS, False)], ids=["kept", "careless"])
def test_pytest(readme: str, folder: Path, environment: Callable[..., Installed], service: str, *, is_kept: bool):
    (folder / "service.py").write_text(service, encoding="utf-8")
    (folder / "test_service.py").write_text(block(readme, "pytest"), encoding="utf-8")
    done = environment("schemakit[fuzz]", "pytest").run("python", "-m", "pytest", "-p", "no:cacheprovider", cwd=folder)

    assert (done.returncode == 0) == is_kept, done.stdout
    assert re.search(r"TaskRunResumeRequestSchema  \d+ valid, \d+ invalid, 16 of 16 assertions violated", done.stdout)
    assert ("invalid-branch-maxLength" in done.stdout) != is_kept
