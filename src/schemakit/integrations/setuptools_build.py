"""Models made while setuptools builds: a step of ``build``, for projects whose build requires schemakit.

setuptools calls ``finalize`` for every project that is built where schemakit is installed, so it is quick to see that a
project does not ask for it: its ``build-system.requires`` does not name schemakit.
"""

import re
from collections.abc import Mapping, Sequence
from importlib import import_module
from logging import INFO
from pathlib import Path, PurePosixPath
from typing import Any, Final, Protocol, cast

from setuptools import Command, Distribution  # type: ignore[import-untyped] # it ships no types
from setuptools.errors import SetupError  # type: ignore[import-untyped] # as above

from schemakit.core.errors import SchemakitError

STEP: Final = "schemakit_models"
#: Imported for projects that ask for models.
_BUILDING: Final = "schemakit.integrations.building"
_TOMLLIB: Final = "tomllib"

#: The files of a generated package that are no modules.
_DATA: Final = ("py.typed", "MANIFEST.json")


class _Built(Protocol):
    out: str
    summary: str


class _Building(Protocol):
    def build_models(self) -> Sequence[_Built]: ...
    def schema_files(self) -> tuple[str, ...]: ...
    def failure(self, error: SchemakitError) -> str: ...


class BuildModels(Command):  # type: ignore[misc] # of no type, as above
    """The step: setuptools knows steps by inheritance. Methods and attributes are those of its ``SubCommand``."""

    description = "make the models of the schemas (schemakit)"
    user_options: list[tuple[str, str | None, str]] = []  # noqa: RUF012 - typed as setuptools has it
    editable_mode = False
    build_lib = ""

    def initialize_options(self) -> None:
        """Take none."""

    def finalize_options(self) -> None:
        """Take none."""

    def run(self) -> None:
        """Write the models into the source tree, where ``build_py`` and editable installs look for them."""
        building = _building()
        try:
            built = building.build_models()
        except SchemakitError as error:
            raise SetupError(building.failure(error)) from None
        for models in built:
            self.announce(models.summary, level=INFO)
            for folder in _packages(models.out):
                _add_package(self.distribution, package_of(folder, self.distribution.package_dir or {}))

    def get_source_files(self) -> list[str]:
        """Return the schemas: a source distribution without them could not be built."""
        try:
            return list(_building().schema_files())
        except SchemakitError:
            return []  # and building it will say why

    def get_outputs(self) -> list[str]:
        """Return none: the modules are those of ``build_py``."""
        return []

    def get_output_mapping(self) -> dict[str, str]:
        """Return none: the modules are those of ``build_py``."""
        return {}


def finalize(distribution: Distribution) -> None:
    """Add the step to a project that asks for it (entry point group ``setuptools.finalize_distribution_options``)."""
    if STEP not in distribution.cmdclass and _asks_for_models(Path("pyproject.toml")):
        build = distribution.get_command_class("build")
        steps = [(STEP, None), *build.sub_commands]
        distribution.cmdclass |= {STEP: BuildModels, "build": type("build", (build,), {"sub_commands": steps})}


def package_of(out: str, folders: Mapping[str, str]) -> str:
    """Return the dotted name of the package in a folder, as ``package_dir`` maps packages to folders."""
    path = PurePosixPath(out)
    for name, folder in sorted(folders.items(), key=lambda item: -len(item[1])):
        if path.is_relative_to(folder):
            return ".".join(filter(None, (name, *path.relative_to(folder).parts)))
    return ".".join(path.parts)


def _building() -> _Building:
    return cast(_Building, import_module(_BUILDING))


def _packages(out: str) -> list[str]:
    """Return the folder of a package and those of the packages in it: a standalone one has its runtime there."""
    return sorted(path.parent.as_posix() for path in Path(out).rglob("__init__.py"))


def _add_package(distribution: Distribution, name: str) -> None:
    """Make a package known that was not there when setuptools looked for packages."""
    if distribution.packages is None:
        distribution.packages = []
    if name not in distribution.packages:
        distribution.packages.append(name)  # the list that build_py has, too
    data = distribution.package_data.setdefault(name, [])
    data += [file for file in _DATA if file not in data]


def _asks_for_models(project: Path) -> bool:
    try:
        text = project.read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        return False
    if "schemakit" not in text:
        return False
    document: dict[str, Any] = import_module(_TOMLLIB).loads(text)
    required = document.get("build-system", {}).get("requires", [])
    return any(re.match(r"schemakit(?![\w.-])", text.strip(), re.IGNORECASE) for text in required)
