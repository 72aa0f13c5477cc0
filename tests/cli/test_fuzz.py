"""``schemakit fuzz``: clean where everybody agrees, findings where a model does not (counts are up to Hypothesis)."""

import json
import os
import re
import runpy
import shlex
import subprocess
import sys
import time
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

ENDLESS = """
import os, pathlib

def order(value):
    pathlib.Path("pid").write_text(str(os.getpid()))
    while True:
        pass
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))  # takes back what the command puts there
    monkeypatch.delitem(sys.modules, "too_wide_model", raising=False)
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


def test_a_folder_that_is_called_like_a_library_is_no_library(folder: Path) -> None:
    for name in ("msgspec", "dataclasses", "pydantic"):
        (folder / name).mkdir()
        (folder / name / "__init__.py").write_text("", encoding="utf-8")
    done = subprocess.run(
        [Path(sys.executable).with_name("schemakit"), "fuzz", "--max-examples", "1", "-q"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


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


def found_one(folder: Path, capsys: pytest.CaptureFixture[str], *options: str) -> list[str]:
    (folder / "too_wide_model.py").write_text(MODEL)
    assert (
        main(["fuzz", "--models", "too_wide_model:order", "--max-examples", "5", "--format", "concise", *options]) == 1
    )
    return re.findall(r"\(replay ([0-9a-f]{6})\)", capsys.readouterr().out)


def test_what_is_found_is_stored_and_tried_again_until_it_is_gone(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replays = found_one(folder, capsys)
    stored = {file.stem for file in (folder / ".schemakit" / "replays").glob("*.json")}
    assert set(replays) <= stored
    assert (folder / ".schemakit" / ".gitignore").read_text() == "*\n"

    assert main(["replay"]) == 0
    *listed, summary = capsys.readouterr().out.splitlines()
    assert {line.split()[0] for line in listed} == stored
    assert summary.startswith(f"{len(stored)} disagreements stored.")

    assert main(["replay", replays[0], replays[1]]) == 1
    first, _, second, _ = capsys.readouterr().out.splitlines()
    assert (first, second) == (f"{replays[0]}  still there", f"{replays[1]}  still there")

    schema = folder / "schemas" / "order.json"
    schema.write_text(schema.read_text().replace('"count"', '"counted"'), encoding="utf-8")
    assert main(["replay", replays[0]]) == 1
    assert "still there, though the schema changed" in capsys.readouterr().out
    schema.write_text(json.dumps({"$id": SCHEMA["$id"], "title": "Order"}), encoding="utf-8")
    assert main(["replay", *replays]) == 0
    assert set(re.findall("^.{6}  (.*)$", capsys.readouterr().out, re.MULTILINE)) == {"gone, and the schema changed"}
    schema.unlink()
    (folder / "schemas" / "other.json").write_text('{"$id": "https://example.com/other"}')
    assert main(["replay", replays[0]]) == 0
    assert "its schema is gone" in capsys.readouterr().out


def test_the_commands_that_a_run_names_read_the_schemas_that_it_has_read(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "schemas").rename(folder / "else where")
    (folder / "too_wide_model.py").write_text(MODEL, encoding="utf-8")
    asked = ["fuzz", "--models", "too_wide_model:order", "--max-examples", "5", "order"]
    assert main([*asked, "--schemas", "else where", "--formats", "annotation"]) == 1
    said = capsys.readouterr().out.splitlines()[-1]
    again, _, replay = said.partition(" Again: ")[2].partition("; one of them: ")
    for command in (again, replay):
        assert main(shlex.split(command)[1:]) == 1
    assert capsys.readouterr().out.splitlines()[-3] == said


def test_a_schema_that_is_gone_is_gone_from_its_views_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replays = found_one(folder, capsys, "--view", "request")
    (folder / "schemas" / "order.json").unlink()
    (folder / "schemas" / "other.json").write_text('{"$id": "https://example.com/other"}')

    assert main(["replay", *replays]) == 0
    assert set(re.findall("^.{6}  (.*)$", capsys.readouterr().out, re.MULTILINE)) == {"its schema is gone"}


def test_what_is_stored_is_found_from_a_folder_below(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    replays = found_one(folder, capsys)
    (folder / "below").mkdir()
    monkeypatch.chdir(folder / "below")
    assert main(["replay", "--schemas", "../schemas", replays[0]]) == 1


def test_the_printed_test_fails_as_long_as_the_model_is_wrong(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    [first, *_] = found_one(folder, capsys)
    assert main(["replay", first, "--pytest"]) == 0
    test = folder / "test_kept.py"
    test.write_text(capsys.readouterr().out, encoding="utf-8")
    kept = runpy.run_path(str(test))[f"test_order_{first}"]
    with pytest.raises(AssertionError, match="order: order takes what the schema refuses by"):
        kept()
    (folder / "too_wide_model.py").write_text("def order(value):\n    raise ValueError('never')\n")
    del sys.modules["too_wide_model"]
    runpy.run_path(str(test))[f"test_order_{first}"]()


def test_all_that_was_found_can_be_printed_as_tests(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "too_wide_model.py").write_text(MODEL)
    assert main(["fuzz", "--models", "too_wide_model:order", "--max-examples", "5", "--pytest"]) == 1
    said = capsys.readouterr().out
    found = set(re.findall(r"\(replay ([0-9a-f]{6})\)", said))
    assert found <= set(re.findall(r"^def test_order_([0-9a-f]{6})\(\):$", said, re.MULTILINE))


def test_several_processes_say_what_one_says(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    second = {**SCHEMA, "$id": "https://example.com/basket.json", "title": "Basket", "minProperties": 1}
    (folder / "schemas" / "basket.json").write_text(json.dumps(second), encoding="utf-8")
    told = []
    for jobs in ("1", "2"):
        assert main(["fuzz", "--max-examples", "8", "--jobs", jobs]) == 0
        told.append(capsys.readouterr().out)
    assert told[0] == told[1]
    assert "2 schemas" in told[0]


def test_a_schema_that_cannot_be_compiled_is_said_by_several_processes_as_by_one(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "schemas" / "broken.json").write_text('{"title": "Broken", "pattern": "("}', encoding="utf-8")
    told = []
    for jobs in ("1", "2"):
        assert main(["fuzz", "--max-examples", "2", "--jobs", jobs]) == 2
        told.append(capsys.readouterr().err)
    assert told[0] == told[1]
    assert "Traceback" not in told[0]


def test_a_spent_budget_is_said_with_what_was_not_reached(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fuzz", "--budget", "0.000001"]) == 0
    line, summary = capsys.readouterr().out.splitlines()
    assert line.endswith("not reached: the budget was spent")
    assert summary.endswith("The budget of 1e-06 s was spent; not reached: order.")


def test_a_large_budget_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    told = []
    for options in ([], ["--budget", "600"]):
        assert main(["fuzz", "--max-examples", "8", *options]) == 0
        told.append(capsys.readouterr().out)
    assert told[0] == told[1]


def test_a_budget_ends_a_model_that_hangs_and_what_was_started_for_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "endless_model.py").write_text(ENDLESS)
    arguments = ["fuzz", "order", "--models", "endless_model:order", "--max-examples", "2"]
    assert main([*arguments, "--deadline", "600", "--budget", "2"]) == 0
    assert "The budget of 2 s was spent; not reached: order." in capsys.readouterr().out
    process = int((folder / "pid").read_text())
    for _ in range(100):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    raise AssertionError(process)


def test_a_model_that_hangs_is_a_finding(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "hanging_model.py").write_text("def order(value):\n    while isinstance(value, dict):\n        pass\n")
    arguments = ["fuzz", "--models", "hanging_model:order", "--max-examples", "2", "--deadline", "0.1"]
    assert main([*arguments, "--format", "json"]) == 1
    crashes = [one for one in json.loads(capsys.readouterr().out)["findings"] if one["code"] == "SK904"]
    assert crashes
    assert "order gives no answer within 0.1 s for: " in crashes[0]["message"]


def test_a_project_that_cannot_be_written_to_is_told_what_was_found(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / ".schemakit").write_text("a file, where the folder would be")
    (folder / "too_wide_model.py").write_text(MODEL)
    assert main(["fuzz", "--models", "too_wide_model:order", "--max-examples", "5"]) == 1
    said = capsys.readouterr()
    assert "SK901" in said.out
    assert "nothing stored for `schemakit replay`" in said.err


@pytest.mark.parametrize("models", [[], ["--models", "too_wide_model:order"]])
def test_reports_tell_coverage_and_seed(folder: Path, capsys: pytest.CaptureFixture[str], models: list[str]) -> None:
    (folder / "too_wide_model.py").write_text(MODEL)
    reports = ["--report", "json=r.json", "--report", "junit=r.xml"]
    assert main(["fuzz", "--max-examples", "5", "--seed", "3", *models, *reports]) == bool(models)
    summary = capsys.readouterr().out.splitlines()[-1]
    assert re.search(r"^1 schema, ([0-9]+) of \1 assertions violated, .* [0-9]+ disagreements?[.] Seed 3[.]", summary)
    assert json.loads((folder / "r.json").read_text())["summary"] == summary
    assert summary in (folder / "r.xml").read_text()
