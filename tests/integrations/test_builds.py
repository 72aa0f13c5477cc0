"""Models are made when a project is built: sample projects, real back ends, imported from what was installed.

A build in isolation, which gets the generator by what it requires, is the one of the README's block.
"""

import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, final

import pytest

from installed import Installed
from schemakit.core.errors import ConfigError
from schemakit.integrations.building import build_models
from schemakit.integrations.setuptools_build import package_of

ORDER: Final = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://acme.example/schemas/Order.json",
    "title": "Order",
    "type": "object",
    "required": ["id"],
    "properties": {"id": {"type": "integer"}, "note": {"$ref": "#/$defs/note"}},
    "$defs": {"note": {"type": "string"}},
}
REQUIRES: Final = {
    "hatchling": '["hatchling", "schemakit[generate]"]',
    "setuptools": '["setuptools", "schemakit[generate]"]',
}
BACK_ENDS: Final = {"hatchling": "hatchling.build", "setuptools": "setuptools.build_meta"}
HATCH: Final = '\n[tool.hatch.build.targets.wheel]\npackages = ["src/acme"]\n\n[tool.hatch.build.hooks.schemakit]\n'
USE: Final = "from acme.models.order import Order; print(Order.model_validate({'id': 1}).id)"
BUILDER: Final = ("build", "editables", "hatchling", "setuptools", "schemakit[generate]")


@final
@dataclass(frozen=True, slots=True)
class Project:
    """A sample project; git ignores its models, so nothing but the build can have packed them."""

    root: Path
    back_end: str

    def schema(self, document: object) -> None:
        (self.root / "schemas" / "Order.json").write_text(json.dumps(document, indent=2), encoding="utf-8")

    def built(self, builder: Installed) -> Path:
        """Build a source distribution, and a wheel from that; return the wheel."""
        done = builder.run("python", "-m", "build", "--no-isolation", str(self.root), cwd=self.root)
        assert done.returncode == 0, done.stdout + done.stderr
        return next((self.root / "dist").glob("*.whl"))


@pytest.fixture(params=sorted(BACK_ENDS))
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Project:
    return made(tmp_path / "acme", request.param)


def made(root: Path, back_end: str, settings: str = '[tool.schemakit]\nout = "src/acme/models"\n') -> Project:
    (root / "src" / "acme").mkdir(parents=True)
    (root / "schemas").mkdir()
    (root / "src" / "acme" / "__init__.py").touch()
    (root / ".gitignore").write_text("src/acme/models/\n")
    own = (
        f"[build-system]\nrequires = {REQUIRES[back_end]}\nbuild-backend = {BACK_ENDS[back_end]!r}\n\n"
        '[project]\nname = "acme"\nversion = "1.0"\ndependencies = ["schemakit", "pydantic>=2.14"]\n\n'
    )
    (root / "pyproject.toml").write_text(own + settings + (HATCH if back_end == "hatchling" else ""))
    sample = Project(root, back_end)
    sample.schema(ORDER)
    return sample


def test_the_wheel_has_the_models_and_they_work_where_it_is_installed(
    project: Project, environment: Callable[..., Installed], tmp_path: Path
):
    wheel = project.built(environment(*BUILDER))

    with zipfile.ZipFile(wheel) as archive:
        assert {"acme/models/order.py", "acme/models/py.typed", "acme/models/MANIFEST.json"} <= set(archive.namelist())
    clean = environment("schemakit", "pydantic>=2.14")
    clean.install("--force-reinstall", "--no-deps", str(wheel))
    done = clean.run("python", "-c", USE, cwd=tmp_path)
    assert (done.stdout, done.stderr) == ("1\n", "")
    assert not list(clean.folder.rglob("datamodel_code_generator"))


def test_an_editable_install_has_the_models_in_the_source_tree(
    project: Project, environment: Callable[..., Installed], tmp_path: Path
):
    builder = environment(*BUILDER)
    builder.install("--no-build-isolation", "--editable", str(project.root))

    done = builder.run("python", "-c", f"{USE}; import acme.models; print(acme.models.__file__)", cwd=tmp_path)
    assert done.stdout.splitlines() == ["1", str(project.root / "src" / "acme" / "models" / "__init__.py")]


BROKEN: Final = {
    "dangling": (
        {**ORDER, "properties": {"id": {"$ref": "gone.json"}}},
        "error[SK101] dangling-ref",
        '"$ref": "gone.json"',
    ),
    "no JSON": (None, "schemas/Order.json:1:3", "no models were made"),
}


@pytest.mark.parametrize("broken", sorted(BROKEN))
def test_a_build_with_broken_schemas_fails_and_says_what_is_wrong(
    project: Project, broken: str, environment: Callable[..., Installed]
):
    document, *said = BROKEN[broken]
    project.schema(document)
    if document is None:
        (project.root / "schemas" / "Order.json").write_text("{ nothing", encoding="utf-8")
    done = environment(*BUILDER).run("python", "-m", "build", "-w", "-n", str(project.root), cwd=project.root)

    text = done.stdout + done.stderr
    assert done.returncode != 0
    assert [words for words in said if words not in text] == [], text
    assert not list(project.root.glob("dist/*.whl"))


@pytest.mark.parametrize(
    ("out", "folders", "package"),
    [
        ("src/acme/models", {"": "src"}, "acme.models"),
        ("acme/models", {}, "acme.models"),
        ("lib/acme/models", {"": "src", "acme": "lib/acme"}, "acme.models"),
        ("models", {"": "."}, "models"),
    ],
)
def test_setuptools_is_told_the_package_that_its_folders_mean(out: str, folders: dict[str, str], package: str):
    assert package_of(out, folders) == package


@pytest.mark.parametrize("out", [".", "..", "../models", "src/../.."])
def test_models_are_made_inside_the_project_or_not_at_all(out: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    project = made(tmp_path / "acme", "setuptools", f'[tool.schemakit]\nout = "{out}"\n')
    monkeypatch.chdir(project.root)
    with pytest.raises(ConfigError, match="must lie inside the project"):
        build_models()
    assert [path.name for path in tmp_path.iterdir()] == ["acme"]


def test_a_setting_that_is_none_of_ours_stops_the_build(environment: Callable[..., Installed], tmp_path: Path):
    project = made(tmp_path / "acme", "hatchling", "[tool.schemakit]\nuot = 'src'\n")
    done = environment(*BUILDER).run("python", "-m", "build", "-w", "-n", str(project.root), cwd=project.root)

    assert done.returncode != 0
    assert "there is no setting `uot`\nhelp: did you mean `out`?" in done.stdout + done.stderr


def test_a_project_that_does_not_ask_is_built_as_ever(
    project: Project, environment: Callable[..., Installed], tmp_path: Path
):
    settings = (project.root / "pyproject.toml").read_text()
    plain = settings.replace(', "schemakit[generate]"', "").replace("[tool.hatch.build.hooks.schemakit]", "")
    (project.root / "pyproject.toml").write_text(plain)
    wheel = project.built(environment(*BUILDER))

    with zipfile.ZipFile(wheel) as archive:
        assert [name for name in archive.namelist() if "models" in name] == []
    assert not (project.root / "src" / "acme" / "models").exists()
    assert tmp_path in wheel.parents
