"""Environments that have schemakit as its users have it: installed from its wheel, with nothing of the source tree.

What it depends on is downloaded once, at the versions of ``constraints.txt``, into ``.schemakit/``; tests that need it
are skipped with one line where there is no package index.
"""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import tomllib
import venv
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Final, final

REPOSITORY: Final = Path(__file__).resolve().parents[1]

#: What the tests install beside schemakit: back ends of builds, what editable installs need, the host of our plugin.
_BESIDE: Final = ("build", "editables", "hatchling", "pytest", "setuptools", "wheel")
#: What a few tests install where there are wheels of it for this machine: another program that runs hooks.
_PERHAPS: Final = ("prek", "uv")
_BINARIES: Final = "Scripts" if os.name == "nt" else "bin"


@final
@dataclass(frozen=True, slots=True)
class Wheels:
    """Folders of wheels.

    Attributes:
        house: everything that schemakit, its extras and the builds of sample projects need.
        own: the wheel of this checkout.
    """

    house: Path
    own: Path

    @property
    def environment(self) -> dict[str, str]:
        """What makes pip, ours and those that other tools start, see these wheels and nothing else."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON", "GIT_"))}
        return kept | {
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": f"{self.house} {self.own}",
            "PIP_CONFIG_FILE": os.devnull,
            "UV_NO_INDEX": "1",
            "UV_FIND_LINKS": f"{self.house},{self.own}",
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "PYTHONUTF8": "1",
            "NO_COLOR": "1",
        }


@final
@dataclass(frozen=True, slots=True)
class Installed:
    """An environment in a folder."""

    folder: Path
    wheels: Wheels

    def command(self, name: str) -> str:
        """Return the path of a program of the environment."""
        return str(self.folder / _BINARIES / name)

    def install(self, *requirements: str) -> None:
        """Install into it; dependencies are found among the wheels."""
        pip = [sys.executable, "-m", "pip", "--python", self.command("python"), "install", "--quiet", "--no-compile"]
        done = self._ran([*pip, *requirements])
        assert done.returncode == 0, done.stdout + done.stderr

    def run(self, name: str, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        """Run a program of the environment."""
        return self._ran([self.command(name), *arguments], cwd)

    def _ran(self, command: list[str], cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=cwd, env=self.wheels.environment, capture_output=True, text=True, check=False
        )


def installed(folder: Path, wheels: Wheels, *requirements: str) -> Installed:
    """Make an environment without pip and install into it."""
    venv.create(folder, symlinks=os.name != "nt")
    made = Installed(folder, wheels)
    if requirements:
        made.install(*requirements)
    return made


def wheels_missing() -> str | None:
    """Say why there are no wheels to install from, or None where there are."""
    return None if _house() is not None else "NO PACKAGE INDEX: wheels cannot be downloaded to install schemakit with"


def built_wheels(folder: Path) -> Wheels:
    """Build the wheel of this checkout into a folder."""
    house = _house()
    assert house is not None
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir"]
    subprocess.run([*build, str(folder), str(REPOSITORY)], check=True)
    return Wheels(house, folder)


@cache
def _house() -> Path | None:
    """Return the folder of all wheels but ours, downloaded where it is not there yet; None where it cannot be."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [text for name, texts in project["optional-dependencies"].items() if name != "all" for text in texts]
    locked = (REPOSITORY / "constraints.txt").read_text(encoding="utf-8")
    wanted = [*project["dependencies"], *extras, *_BESIDE]
    key = blake2b(
        repr((wanted, _PERHAPS, locked, sysconfig.get_platform(), sys.version)).encode(), digest_size=6
    ).hexdigest()
    house = REPOSITORY / ".schemakit" / f"wheels-{key}"
    if house.is_dir():
        return house
    house.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=house.parent) as folder:
        if not _downloaded(wanted, Path(folder), locked):
            return None
        _downloaded([*_PERHAPS], Path(folder), locked)
        if not house.is_dir():  # another process of this run may have been quicker
            shutil.move(folder, house)
            Path(folder).mkdir()
    return house


def _downloaded(wanted: list[str], folder: Path, locked: str) -> bool:
    pins = folder / "pins.txt"
    pins.write_text(re.sub(r"^(pip|wheel)==.*$", "", locked, flags=re.MULTILINE), encoding="utf-8")
    download = [sys.executable, "-m", "pip", "download", "--quiet", "--only-binary", ":all:", "--dest", str(folder)]
    done = subprocess.run([*download, "--constraint", str(pins), *wanted], capture_output=True, text=True, check=False)
    return done.returncode == 0
