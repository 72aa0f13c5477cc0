"""Whatever stands in a file, a run ends in a finding or a clear refusal: status 1 or 2, never a bug."""

import json
from pathlib import Path
from typing import Final

import pytest

from schemakit.cli.main import main


def nested(depth: int) -> bytes:
    return b'{"properties": {"a": ' * depth + b"{}" + b"}}" * depth


def bomb() -> bytes:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    return "\n".join(lines).encode()


FILES: Final = {
    "empty.json": b"",
    "empty.yaml": b"",
    "blank.json": b" \n\t\n",
    "truncated.json": b'{"type": "object", "properties": {"a": {"type": "str',
    "truncated.yaml": b'type: "object',
    "binary.json": bytes(range(256)) * 64,
    "binary.yaml": bytes(range(256)) * 64,
    "utf16.json": '{"type": "object"}'.encode("utf-16"),
    "latin1.json": '{"title": "grün"}'.encode("latin-1"),
    "arrays.json": b"[" * 100_000 + b"]" * 100_000,
    "objects.json": nested(100_000),
    "open.json": b"[" * 100_000,
    "flow.yaml": b"[" * 100_000 + b"]" * 100_000,
    "block.yaml": b"".join(b" " * n + b"a:\n" for n in range(2_000)),
    "bomb.yaml": bomb(),
    "self.yaml": b"a: &a [*a]\n",
    "digits.json": b'{"maximum": ' + b"9" * 200_000 + b"}",
    "exponent.json": b'{"maximum": 1e999999999}',
    "nan.json": b'{"default": NaN}',
    "duplicate.json": b'{"type": "object", "type": "string"}',
    "twice.json": b"{} {}",
    "surrogate.json": b'{"title": "\\ud800", "$ref": "#/\\udfff"}',
    "number.json": b"1",
    "null.json": b"null",
    "ref-loop.json": b'{"$ref": "#"}',
    "ref-circle.json": b'{"$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}, "$ref": "#/$defs/a"}',
    "ref-odd.json": b'{"$ref": "http://[::1", "properties": {"a": {"$ref": 1}, "b": {"$ref": "#/%"}}}',
    "id-odd.json": b'{"$id": "http://[", "$anchor": 3, "$schema": "::"}',
    "pattern.json": b'{"type": "string", "pattern": "(((((a+)+)+)+)+$"}',
    "pattern-broken.json": b'{"pattern": "(", "patternProperties": {"[": {}}}',
    "wrong-types.json": b'{"type": 1, "properties": [], "required": "a", "items": 3, "enum": {}, "allOf": {}}',
    "bullets.json": json.dumps(
        {"$ref": "#/components/schemas/E", "description": "* `\x1b[2J` - clear\n* `\u202e` - turn"}
    ).encode(),
    "escape.json": b'{"title": "\\u001b[2J", "\\u001b]0;x\\u0007": 1, "$ref": "\\u202e"}',
}


@pytest.fixture(params=FILES)
def schemas(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one hostile schema, which is the working directory."""
    file = tmp_path / "schemas" / request.param
    (tmp_path / ".git").mkdir()
    file.parent.mkdir()
    file.write_bytes(FILES[request.param])
    monkeypatch.chdir(tmp_path)
    return file


def ended_well(status: int, capsys: pytest.CaptureFixture[str], *, allowed: set[int]) -> None:
    told = capsys.readouterr()
    assert "bug in schemakit" not in told.err
    assert "Traceback" not in told.err
    assert status in allowed
    if status == 2:
        assert told.err.startswith("error: ")
    for text in (told.out, told.err):
        assert not [char for char in text if char < " " and char != "\n"]
        assert max(map(len, text.splitlines()), default=0) < 10_000


@pytest.mark.usefixtures("schemas")
@pytest.mark.parametrize("command", ["check", "recover", "bundle"])
def test_a_hostile_schema_ends_no_run_in_a_bug(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    ended_well(main([command]), capsys, allowed={0, 1, 2})


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_data_file_ends_no_run_in_a_bug(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "s.json").write_text(json.dumps({"type": "object", "maxProperties": 0}))
    (tmp_path / name).write_bytes(FILES[name])
    ended_well(main(["validate", "--schema", "schemas/s.json", name]), capsys, allowed={1, 2})


def test_a_hostile_schema_validates_nothing_in_a_bug(schemas: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("data.json").write_text('{"a": 1}')
    ended_well(main(["validate", "--schema", f"schemas/{schemas.name}", "data.json"]), capsys, allowed={0, 1, 2})


def test_a_folder_that_holds_itself_is_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    folder = tmp_path / "schemas"
    folder.mkdir()
    (folder / "a.json").write_text('{"type": "string"}')
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    ended_well(main(["check"]), capsys, allowed={1, 2})


def test_what_a_folder_may_not_show_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "schemas").mkdir()
    ended_well(main(["check"]), capsys, allowed={2})
    (tmp_path / "schemas" / "gone.json").symlink_to(tmp_path / "nowhere.json")
    ended_well(main(["check"]), capsys, allowed={0, 1, 2})
