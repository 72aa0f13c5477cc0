"""Many files: several processes find what one finds, and enough is enough where somebody says so."""

import json
from pathlib import Path

import pytest

from schemakit.cli.main import main
from schemakit.pipeline.reading import read_files


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "data").mkdir()
    Path("s.json").write_text(json.dumps({"type": "object", "properties": {"a": {"type": "integer"}}}))
    for number in range(120):
        bad = number % 10 == 3
        text = f"a: {'x' if bad else number}\n" if number % 2 else json.dumps({"a": "x" if bad else number})
        Path(f"data/{number:03}.{'yaml' if number % 2 else 'json'}").write_text(text)
    Path("data/broken.json").write_text("{")


def reported(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str]:
    status = main(["validate", "--schema", "s.json", "data", *options])
    return status, capsys.readouterr().out


@pytest.mark.parametrize("form", ["full", "json", "concise"])
def test_three_processes_report_what_one_does(form: str, capsys: pytest.CaptureFixture[str]):
    assert reported(capsys, "--format", form, "--jobs", "3") == reported(capsys, "--format", form)


def test_who_waits_is_told_how_many_files_are_read():
    files, told = sorted(Path("data").iterdir()), list[int]()
    read_files(files, syntax=None, processes=2, told=told.append)

    assert told == [32, 64, 96, 121]


def test_the_first_file_that_fails_is_the_last_that_is_looked_at(capsys: pytest.CaptureFixture[str]):
    status, text = reported(capsys, "--fail-fast", "--format", "concise")

    assert status == 1
    assert "data/003.yaml" in text
    assert "data/013.yaml" not in text
    assert "4 files checked up to the first that is not, 3 valid" in text


@pytest.mark.parametrize("most", [1, 5, 12, 99])
def test_files_beyond_those_to_be_explained_are_still_counted(most: int, capsys: pytest.CaptureFixture[str]):
    status, text = reported(capsys, "--max-errors", str(most), "--format", "jsonl")

    records = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
    paths = {record["location"]["path"] for record in records if "location" in record}
    assert status == 1
    assert len(paths - {"data/broken.json"}) == min(most, 12)
    _, summed = reported(capsys, "--max-errors", str(most))
    assert ("not valid and not explained" in summed) == (most < 12)
    assert "120 files checked, 108 valid" in summed
