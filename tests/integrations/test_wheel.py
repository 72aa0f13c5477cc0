"""What is installed: the wheel alone, then with each extra; every command works, or names the extra that it needs."""

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from installed import Installed, Wheels
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
    "fuzz": (["TaskRunResumeRequestSchema", "--max-examples", "1"], "fuzz"),
    "corpus": (["export", "TaskRunResumeRequestSchema"], "fuzz"),
    "contract": (["--print-schema"], "contract"),
}
#: Extras that are enough for a command; ``fuzz`` holds models against the schemas, so it needs them all.
ENOUGH: Final = {"generate": "generate", "corpus": "fuzz", "contract": "contract"}
EXTRAS: Final = ("", "fast", "contract", "fuzz", "generate", "all")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(repository / "schemas", folder / "schemas")
    (folder / "payload.json").write_text('{"branch": null}')
    return folder


def with_extra(environment: Callable[..., Installed], extra: str) -> Installed:
    return environment(f"schemakit[{extra}]" if extra else "schemakit")


@pytest.mark.parametrize("extra", EXTRAS)
def test_what_an_extra_installs_fits_together(extra: str, environment: Callable[..., Installed]):
    made = with_extra(environment, extra)
    pip = [sys.executable, "-m", "pip", "--python", made.command("python"), "check"]
    done = subprocess.run(pip, env=made.wheels.environment, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout) == (0, "No broken requirements found.\n")


@pytest.mark.parametrize("extra", ["", "all"])
@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_works_or_names_the_extra_that_it_needs(
    command: str, extra: str, environment: Callable[..., Installed], project: Path
):
    if command not in TRIED:
        pytest.fail(f"schemakit {command} is not tried: TRIED says with what, and which extra it needs")
    arguments, needed = TRIED[command]
    done = with_extra(environment, extra).run("schemakit", command, *arguments, cwd=project)

    if needed is None or extra == "all":
        assert done.returncode == 0, done.stdout + done.stderr
    else:
        assert done.returncode == 2
        named = re.search(
            r"this needs \w+, which is not installed\nhelp: pip install 'schemakit\[(\w+)\]'", done.stderr
        )
        assert named is not None, done.stderr
        assert named[1] == needed


@pytest.mark.parametrize("command", sorted(ENOUGH))
def test_the_extra_that_a_command_needs_is_enough(command: str, environment: Callable[..., Installed], project: Path):
    done = with_extra(environment, ENOUGH[command]).run("schemakit", command, *TRIED[command][0], cwd=project)

    assert done.returncode == 0, done.stdout + done.stderr


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


def test_the_smallest_install_is_small(environment: Callable[..., Installed]):
    made = with_extra(environment, "")

    assert not [
        name
        for name in ("hypothesis", "pydantic", "datamodel_code_generator", "msgspec", "httpx")
        if any(made.folder.rglob(name))
    ]
