"""Resolve what the development environment needs, newest versions first, and write them down exactly.

Run by ``make lock``. Plain pip of Python 3.11 knows neither dependency groups nor lock files, so this reads
``pyproject.toml`` itself.
"""

import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path
from typing import Final

_HEAD: Final = "# Everything that `make setup` installs, as tested; `make lock` writes it. No index, no hashes.\n"
_FOR_EDITABLE: Final = "editables"  # hatchling asks for it only while it builds in isolation, which setup does not


def wanted(pyproject: Path) -> list[str]:
    """Return the requirements of the package, its extras, its development group and its build."""
    document = tomllib.loads(pyproject.read_text(encoding="utf-8"))
    project = document["project"]
    extras = [text for name, texts in project["optional-dependencies"].items() if name != "all" for text in texts]
    group = [text for text in document["dependency-groups"]["dev"] if not text.startswith("schemakit")]
    return [*project["dependencies"], *extras, *group, *document["build-system"]["requires"], _FOR_EDITABLE]


def main(lock: Path) -> None:
    """Install everything into a new environment and freeze it."""
    requirements = wanted(Path("pyproject.toml"))
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        pip = [str(Path(folder) / "bin" / "python"), "-m", "pip", "--disable-pip-version-check"]
        subprocess.run([*pip, "install", "--quiet", *requirements], check=True)
        freeze = [*pip, "freeze", "--all", "--exclude", "pip"]  # without --all, setuptools is taken for a part of pip
        frozen = subprocess.run(freeze, check=True, capture_output=True, text=True).stdout
    lock.write_text(_HEAD + "".join(sorted(frozen.splitlines(keepends=True), key=str.lower)), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
