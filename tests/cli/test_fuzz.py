"""``schemakit fuzz``: clean where everybody agrees, findings where a model does not (counts are up to Hypothesis)."""

import json
import re
from pathlib import Path

import pytest

from schemakit.cli.main import main

SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://example.com/order.json",
    "title": "Order",
    "type": "object",
    "required": ["status"],
    "properties": {"status": {"enum": ["open", "paid"]}, "count": {"type": "integer", "minimum": 1}},
}

MODEL = """
def order(value):
    if not isinstance(value, dict):
        raise TypeError
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))  # takes back what the command puts there
    (tmp_path / ".git").mkdir()
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "order.json").write_text(json.dumps(SCHEMA), encoding="utf-8")
    return tmp_path


def test_engines_and_generated_model_agree(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fuzz", "--max-examples", "10"]) == 0
    line, summary = capsys.readouterr().out.splitlines()
    assert re.search(r"[1-9][0-9]* valid +[1-9][0-9]* invalid .* 0 disagreements$", line)
    assert summary.startswith("1 schema, ")
    assert summary.endswith("0 disagreements. Seed 0.")


def test_the_same_seed_says_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    told = []
    for _ in range(2):
        main(["fuzz", "--max-examples", "10", "--seed", "7"])
        told.append(capsys.readouterr().out)
    assert told[0] == told[1]


def test_a_model_that_takes_too_much_is_found(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "too_wide_model.py").write_text(MODEL)
    arguments = ["fuzz", "--models", "too_wide_model:order", "--max-examples", "5", "--format", "json"]
    assert main(arguments) == 1
    document = json.loads(capsys.readouterr().out)
    assert {finding["code"] for finding in document["findings"]} == {"SK901"}
    broken = {finding["location"]["pointer"] for finding in document["findings"]}
    assert {"/required", "/properties/status/enum", "/properties/count/minimum"} <= broken
