"""``schemakit generate``: jobs, views, and what --check tells; what did not change is not made again."""

import json
from importlib import import_module
from pathlib import Path

import pytest

from schemakit.cli.main import main

_USER = {
    "type": "object",
    "required": ["id", "name"],
    "properties": {
        "id": {"type": "integer", "readOnly": True},
        "name": {"type": "string", "maxLength": 255},
        "address": {"$ref": "Address.json"},
    },
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "User.json").write_text(json.dumps(_USER))
    (tmp_path / "schemas" / "Address.json").write_text(
        '{"type": "object", "properties": {"street": {"type": "string"}}}'
    )
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    status = main(["generate", *arguments])
    captured = capsys.readouterr()
    return status, captured.out + captured.err


@pytest.fixture
def nothing_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """What makes packages is not there: whoever wants it fails."""
    monkeypatch.setattr(import_module("schemakit.cli.commands.generate"), "_MAKING", "schemakit.nothing")


@pytest.mark.parametrize("check", [(), ("--check",)])
def test_what_is_as_it_was_made_is_not_made_again(
    check: tuple[str, ...], capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    assert said(capsys)[0] == 0
    request.getfixturevalue("nothing_is_made")
    assert said(capsys, *check) == (0, "7 files in generated/, all as the schemas make them.\n")


@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        ("schemas/User.json", json.dumps(_USER).replace("255", "100"), "SK801"),
        ("generated/user.py", "# mine\n", "SK802"),
        ("generated/user.py", None, "SK803"),
        ("schemas/Address.json", None, ""),
        ("generated/MANIFEST.json", '{"generator": {"version": "0"}, "files": {}}', "SK80"),
    ],
)
def test_every_change_is_noticed(
    path: str, text: str | None, code: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said(capsys)
    if text is None:
        (folder / path).unlink()
    else:
        (folder / path).write_text(text)
    status, told = said(capsys, "--check")
    assert status == (1 if code else 2) or "SK101" in told
    assert code in told


def test_a_manifest_that_somebody_mended_is_noticed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys)
    manifest = folder / "generated" / "MANIFEST.json"
    manifest.write_text(manifest.read_text().replace('"formats": true', '"formats": false'))
    assert said(capsys, "--check")[0] == 1


def test_another_spelling_of_the_same_schema_is_no_drift(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys)
    (folder / "schemas" / "User.json").write_text(json.dumps(_USER, indent=4))
    assert said(capsys, "--check") == (0, "7 files in generated/, all as the schemas make them.\n")


def test_other_settings_are_drift(capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys)
    status, told = said(capsys, "--check", "--formats", "annotation")
    assert (status, "SK805" in told) == (1, True)


def test_check_shows_what_would_change(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys)
    (folder / "schemas" / "User.json").write_text(json.dumps(_USER).replace("255", "100"))
    _, told = said(capsys, "--check")
    assert "user.py: its schema changed (name: maxLength 255 -> 100)" in told
    assert "-    name: str = Field(max_length=255)" in told
    assert "+    name: str = Field(max_length=100)" in told


def test_both_views_are_two_classes_where_they_differ(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "--view", "both")
    made = {path.name for path in (folder / "generated").glob("*.py")} - {"__init__.py", "_schemas.py", "guard.py"}
    assert made == {"user_request.py", "user_response.py", "address.py"}
    assert "id: int" not in (folder / "generated" / "user_request.py").read_text()
    assert "id: int" in (folder / "generated" / "user_response.py").read_text()
    assert said(capsys, "--view", "both", "--check")[0] == 0
    assert said(capsys, "--view", "request", "--check")[0] == 1


def test_a_schema_that_has_two_views_is_asked_for_by_its_own_name(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(capsys, "User", "--view", "both")[0] == 0
    assert (folder / "generated" / "user_request.py").is_file()


_JOBS = """
view = "request"
[generate.api]
out = "api"
[generate.wire]
out = "wire"
target = "typeddict"
names = ["Address"]
standalone = true
"""


def test_jobs_are_run_one_after_the_other(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "schemakit.toml").write_text(_JOBS)
    assert said(capsys)[0] == 0
    assert (folder / "api" / "user.py").is_file()
    assert (folder / "wire" / "_schemakit" / "runtime" / "typeddict.py").is_file()
    assert not (folder / "wire" / "user.py").exists()
    assert not (folder / "generated").exists()
    status, told = said(capsys, "--check")
    assert status == 0
    assert "in api/, all as" in told
    assert "in wire/, all as" in told


def test_one_job_can_be_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "schemakit.toml").write_text(_JOBS)
    assert said(capsys, "--job", "wire")[0] == 0
    assert (folder / "wire").is_dir()
    assert not (folder / "api").exists()
    assert said(capsys, "--check")[0] == 1


def test_the_command_line_can_describe_a_package_besides_the_jobs(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "schemakit.toml").write_text(_JOBS)
    assert said(capsys, "Address", "--out", "other")[0] == 0
    assert {path.name for path in folder.iterdir()} >= {"other"}
    assert not (folder / "api").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--job", "wier"), "did you mean `wire`?"),
        (("--job", "api", "--job", "wire", "--out", "x"), "--out and NAME are about one package"),
        (("--target", "pydantci"), "did you mean pydantic?"),
        (("--view", "sideways"), "must be one of request, response, both"),
        (("Usr", "--out", "x"), "did you mean User?"),
    ],
)
def test_what_cannot_be_done_is_said(
    arguments: tuple[str, ...], words: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "schemakit.toml").write_text(_JOBS)
    status, told = said(capsys, *arguments)
    assert (status, words in told) == (2, True)


def test_data_are_validated_in_a_view(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "user.json").write_text('{"id": 1, "name": "Ada"}')
    assert main(["validate", "--schema", "User", "user.json"]) == 0
    assert main(["validate", "--schema", "User", "--view", "response", "user.json"]) == 0
    assert main(["validate", "--schema", "User", "--view", "request", "user.json"]) == 1
    told = capsys.readouterr().out
    assert "error[readOnly] `id` is read-only, so it must not be in a request" in told
    assert "schemas/User.json" in told
