"""What is installed: the wheel alone, then with each extra; every command works, or names the extra that it needs."""

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Final

import pytest

from installed import Installed, Wheels, installed
from schemakit.cli.main import COMMANDS

#: What each command is tried with, and the extra that it needs.
TRIED: Final = {
    "check": (["--ignore", "fragment-only-id,nullable-keyword"], None),
    "recover": (["--check"], None),
    "validate": (["--schema", "TaskRunResumeRequestSchema", "payload.json"], None),
    "bundle": (["TaskRunResumeRequestSchema", "--out", "bundled"], None),
    "explain": (["SK101"], None),
    "rules": ([], None),
    "generate": (["TaskRunResumeRequestSchema"], "generate"),
    "fuzz": (["TaskRunResumeRequestSchema", "--max-examples", "1"], "all"),
    "replay": ([], "all"),
    "corpus": (["export", "TaskRunResumeRequestSchema"], "fuzz"),
    "contract": (["--print-schema"], "contract"),
}
#: The extras in an order in which each adds packages, with the commands that work from then on.
GROWING: Final = {
    "fast": (),
    "fuzz": ("corpus",),
    "contract": ("contract",),
    "generate": ("generate", "fuzz", "replay"),  # fuzz holds models against the schemas, so it needs both
    "all": (),
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(repository / "schemas", folder / "schemas")
    (folder / "payload.json").write_text('{"branch": null}')
    return folder


@pytest.fixture(scope="module")
def smallest(wheels: Wheels, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """What ``pip install schemakit`` makes of a clean environment."""
    return installed(tmp_path_factory.mktemp("smallest"), wheels, "schemakit")


def fits_together(made: Installed) -> None:
    pip = [sys.executable, "-m", "pip", "--python", made.command("python"), "check"]
    done = subprocess.run(pip, env=made.wheels.environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "No broken requirements found.\n")


def works(made: Installed, command: str, project: Path) -> None:
    done = made.run("schemakit", command, *TRIED[command][0], cwd=project)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_command_is_tried():
    assert set(TRIED) == set(COMMANDS)
    assert sorted(command for commands in GROWING.values() for command in commands) == sorted(
        command for command, (_, extra) in TRIED.items() if extra
    )


@pytest.mark.parametrize("command", sorted(TRIED))
def test_without_extras_a_command_works_or_names_the_extra_that_it_needs(
    command: str, smallest: Installed, project: Path
):
    arguments, needed = TRIED[command]
    if needed is None:
        works(smallest, command, project)
        return
    done = smallest.run("schemakit", command, *arguments, cwd=project)
    named = re.search(r"this needs \w+, which is not installed\nhelp: pip install 'schemakit\[(\w+)\]'", done.stderr)
    assert done.returncode == 2
    assert named is not None, done.stderr
    assert named[1] == needed


def test_the_smallest_install_is_small(smallest: Installed):
    heavy = ("hypothesis", "pydantic", "datamodel_code_generator", "msgspec", "httpx")

    assert [name for name in heavy if any(smallest.folder.rglob(name))] == []
    fits_together(smallest)


def test_with_each_extra_more_commands_work_and_everything_fits_together(wheels: Wheels, tmp_path: Path, project: Path):
    growing = installed(tmp_path / "growing", wheels)
    for extra, commands in GROWING.items():
        growing.install(f"schemakit[{extra}]")
        fits_together(growing)
        for command in commands:
            works(growing, command, project)


def test_the_wheel_has_the_package_and_its_data_and_nothing_else(wheels: Wheels, repository: Path):
    package = repository / "src" / "schemakit"
    with zipfile.ZipFile(next(wheels.own.glob("schemakit-*.whl"))) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        metadata = archive.read(next(name for name in archive.namelist() if name.endswith("METADATA"))).decode()
    files = {path.relative_to(package.parent).as_posix() for path in package.rglob("*") if path.is_file()}

    assert names == {name for name in files if "__pycache__" not in name}
    project = tomllib.loads((repository / "pyproject.toml").read_text())["project"]
    assert sorted(re.findall(r"^Provides-Extra: (\S+)$", metadata, re.MULTILINE)) == sorted(
        project["optional-dependencies"]
    )
