"""Our hooks in a real repository: what may be committed is, and what may not is refused with the reason."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from installed import Installed, Wheels
from integrations.hooked import Repository, repository

ORDER: Final = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://acme.example/schemas/Order.json",
    "title": "Order",
    "type": "object",
    "required": ["id"],
    "properties": {"id": {"type": "integer"}, "note": {"type": "string"}},
}
SETTINGS: Final = '[tool.schemakit]\nout = "models"\n\n[tool.schemakit.data]\n"orders/*" = "Order"\n'
LIGHT: Final = ("schemakit-check", "schemakit-validate", "schemakit-recover-check")


def config(hooks: Repository, *names: str) -> str:
    """Return a ``.pre-commit-config.yaml``, which JSON is as well."""
    wanted = [{"id": name} for name in names]
    return json.dumps({"repos": [{"repo": hooks.root.as_uri(), "rev": "v0.1.0", "hooks": wanted}]})


@pytest.fixture
def project(hooks: Repository, tmp_path: Path) -> Repository:
    """A repository with a schema, data that follows it, files of other tools, and the light hooks installed."""
    made = repository(tmp_path / "acme", hooks.environment)
    made.write("schemas/Order.json", json.dumps(ORDER, indent=2))
    made.write("pyproject.toml", SETTINGS)
    made.write("orders/1.json", '{"id": 1}\n')
    made.write("orders/2.yaml", "id: 2\n")
    made.write("orders/all.jsonl", '{"id": 3}\n{"id": 4}\n')
    made.write("package.json", '{"$schema": "https://json.schemastore.org/package.json", "name": "x"}\n')
    made.write(".pre-commit-config.yaml", config(hooks, *LIGHT))
    installed = made.run("pre-commit", "install")
    assert installed.status == 0, installed.text
    first = made.commit()
    assert first.status == 0, first.text
    return made


def test_data_that_is_not_valid_is_not_committed_and_said_as_on_the_command_line(project: Repository):
    project.write("orders/1.json", '{\n  "id": "one"\n}\n')
    text = project.refused().text

    assert '- hook id: schemakit-validate\n- exit code: 1\n\nerror[type] `id` must be an integer, and is "one"' in text
    assert "--> orders/1.json:2:9" in text
    project.write("orders/1.json", '{\n  "id": 1,\n  "note": "x"\n}\n')
    assert project.commit().status == 0


def test_a_schema_that_committed_data_does_not_follow_is_not_committed(project: Repository):
    project.write("schemas/Order.json", json.dumps({**ORDER, "required": ["id", "note"]}))
    text = project.refused().text

    for name in ("orders/1.json:1:1", "orders/2.yaml:1:1", "orders/all.jsonl:1:1"):
        assert name in text
    assert "package.json" not in text


def test_schemas_that_do_not_hold_together_are_not_committed(project: Repository):
    broken = {**ORDER, "properties": {"id": {"type": "integer"}, "note": {"$ref": "Note.json"}}}
    project.write("schemas/Order.json", json.dumps(broken, indent=2))

    assert "error[SK101] dangling-ref" in project.refused().text


def test_a_change_that_is_none_of_ours_is_committed_without_a_word(project: Repository):
    project.write("package.json", '{"$schema": "https://json.schemastore.org/package.json", "name": "y"}\n')
    project.write("notes.md", "nothing\n")
    done = project.commit()

    assert done.status == 0
    assert "Failed" not in done.text


def test_every_file_is_judged_once_however_many_command_lines_they_need(project: Repository):
    long = "x" * 180
    for number in range(800):  # together longer than what pre-commit puts on one command line: 128 KiB
        project.write(f"orders/{long}{number:03}.json", '{"id": "one"}' if number in {3, 790} else '{"id": 1}')
    text = project.refused().text

    assert text.count("error[type]") == 2
    assert f"{long}003.json:1:8" in text
    assert f"{long}790.json:1:8" in text


def test_a_recovered_enum_that_is_missing_is_not_forgotten(project: Repository, repository: Path):
    shutil.copytree(repository / "schemas", project.root / "schemas", dirs_exist_ok=True)
    (project.root / "schemas" / "enums" / "RunSourceEnum.json").unlink()
    text = project.refused().text

    assert "- hook id: schemakit-recover-check\n- exit code: 1" in text
    assert "1 file to write. Next: schemakit recover" in text
    shutil.copy(repository / "schemas" / "enums" / "RunSourceEnum.json", project.root / "schemas" / "enums")
    assert project.commit().status == 0


def test_models_that_are_not_what_the_schemas_make_are_not_committed(project: Repository, hooks: Repository):
    project.write(".pre-commit-config.yaml", config(hooks, "schemakit-generate-check"))
    missing = project.refused().text
    project.write(".pre-commit-config.yaml", config(hooks, "schemakit-generate"))
    written = project.refused().text

    assert "order.py is not there" in missing
    assert "models/order.py (wrote)" in written
    assert project.commit().status == 0
    assert "models/order.py" in project.git("ls-files")
    project.write("schemas/Order.json", json.dumps({**ORDER, "properties": {"id": {"type": "string"}}}))
    project.write("orders/1.json", '{"id": "1"}')
    project.write(".pre-commit-config.yaml", config(hooks, "schemakit-generate-check"))
    assert "order.py: its schema changed" in project.refused().text


def test_the_hooks_of_validation_install_nothing_heavy(project: Repository, hooks: Repository):
    store = Path(hooks.environment["PRE_COMMIT_HOME"])
    light = [path for path in store.glob("repo*/py_env-*") if not any(path.rglob("datamodel_code_generator"))]

    assert project.root.is_dir()
    assert len(light) == 1
    assert not [name for name in ("hypothesis", "pydantic", "black", "httpx") if any(light[0].rglob(name))]


def test_prek_runs_them_as_pre_commit_does(project: Repository, environment: Callable[..., Installed], wheels: Wheels):
    if not any(wheels.house.glob("prek-*.whl")):
        pytest.skip("NO PREK: there is no wheel of it for this machine")
    programs = environment("prek", "uv").command("")
    with_prek = {**project.environment, "PATH": f"{programs}{os.pathsep}{project.environment['PATH']}"}
    project = Repository(project.root, with_prek)
    installed = project.run("prek", "install", "--overwrite")
    assert installed.status == 0, installed.text
    project.write("orders/1.json", '{"id": "one"}')

    assert 'error[type] `id` must be an integer, and is "one"' in project.refused().text
    project.write("orders/1.json", '{"id": 11}')
    assert project.commit().status == 0
