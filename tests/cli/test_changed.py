"""``validate --changed``: of the files of a change, what is ours is judged, and a schema stands for all its data."""

import json
import re
from pathlib import Path
from typing import Final

import pytest
import yaml

from schemakit.cli.main import main
from schemakit.loading.data_files import is_data
from schemakit.loading.decode import SUFFIXES
from schemakit.loading.row_files import ROW_SUFFIXES

ORDER: Final = {"$id": "https://acme.example/Order.json", "type": "object", "properties": {"id": {"type": "integer"}}}
FILES: Final = {
    "schemakit.toml": '[data]\n"orders/*" = "Order"\n',
    "schemas/Order.json": json.dumps(ORDER),
    "orders/good.json": '{"id": 1}',
    "orders/bad.json": '{"id": "one"}',
    "orders/rows.jsonl": '{"id": 1}\n{"id": "two"}\n',
    "other.json": '{"id": "one"}',
    "rows.ndjson": '{"id": "one"}\n',
    "package.json": '{"$schema": "https://json.schemastore.org/package.json", "id": "one"}',
    "broken.json": '{"$schema": "http://[::1/Order.json"}',
    "typo.json": '{"$schema": "https://acme.example/Odrer.json"}',
    "gone.json": '{"$schema": "schemas/Gone.json"}',
    "self.json": '{"$schema": "https://acme.example/Order.json", "id": "one"}',
}


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    for name, text in FILES.items():
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(text)


def reported(capsys: pytest.CaptureFixture[str], *arguments: str) -> set[str]:
    """Return the files that something is wrong with."""
    main(["validate", "--changed", "--format", "jsonl", "--quiet", *arguments])
    out, err = capsys.readouterr()
    assert err == ""
    return {json.loads(line)["location"]["path"] for line in out.splitlines()}


NOT_OURS: Final = ("other.json", "rows.ndjson", "package.json", "broken.json")


def test_what_nothing_here_names_a_schema_for_is_left_out(capsys: pytest.CaptureFixture[str]):
    assert reported(capsys, *NOT_OURS) == set()
    assert main(["validate", "--changed", *NOT_OURS]) == 0
    assert "4 left out, for nothing names a schema of this project for them" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["orders/bad.json", "orders/rows.jsonl", "typo.json", "gone.json", "self.json"])
def test_what_names_a_schema_that_is_ours_or_should_be_is_judged(name: str, capsys: pytest.CaptureFixture[str]):
    assert reported(capsys, name, "other.json", "orders/good.json") == {name}


@pytest.mark.parametrize("cause", ["schemas/Order.json", "schemakit.toml", "./schemas/../schemas/Order.json"])
def test_a_schema_or_the_configuration_stands_for_all_data_of_the_configuration(
    cause: str, capsys: pytest.CaptureFixture[str]
):
    assert reported(capsys, cause) == {"orders/bad.json", "orders/rows.jsonl"}


def test_hidden_files_that_a_pattern_names_are_data_too(capsys: pytest.CaptureFixture[str]):
    Path("schemakit.toml").write_text('[data]\n".orders/*" = "Order"\n')
    Path("orders").rename(".orders")

    assert reported(capsys, "schemas/Order.json") == {".orders/bad.json", ".orders/rows.jsonl"}


def test_shares_of_a_change_find_together_what_one_run_finds(capsys: pytest.CaptureFixture[str]):
    names = [name for name in FILES if not name.startswith(("schema", "orders"))]
    alone = reported(capsys, *names)

    assert reported(capsys, *names[::2]) | reported(capsys, *names[1::2]) == alone != set()


def test_a_schema_that_is_named_holds_for_all_files(capsys: pytest.CaptureFixture[str]):
    assert reported(capsys, "other.json", "--schema", "Order") == {"other.json"}


def test_the_hook_is_given_every_file_that_can_be_read_as_data(repository: Path):
    hooks = yaml.safe_load((repository / ".pre-commit-hooks.yaml").read_text())
    pattern = next(hook["files"] for hook in hooks if hook["id"] == "schemakit-validate")

    for suffix in (*SUFFIXES, *ROW_SUFFIXES):
        assert is_data(f"a{suffix}")
        assert re.search(pattern, f"a{suffix}")
    assert not re.search(pattern, "a.py")
