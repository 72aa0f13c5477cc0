"""The digest of what a package is made from: the same wherever the files are, another one when anything changes."""

from pathlib import Path

import pytest

from schemakit.pipeline.inputs import besides, inputs_digest
from schemakit.pipeline.schemas import load


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    schemas = tmp_path / "schemas"
    (schemas / "inner").mkdir(parents=True)
    (schemas / "a.json").write_text('{"$id": "https://example.test/a"}')
    (schemas / "inner" / "b.json").write_text('{"type": "string"}')
    return schemas


def test_the_digest_says_nothing_about_where_the_files_are(folder: Path) -> None:
    before = inputs_digest([str(folder)], {})
    moved = folder.rename(folder.with_name("elsewhere"))
    assert inputs_digest([str(moved)], {}) == before


def test_every_change_is_another_digest(folder: Path) -> None:
    seen = {inputs_digest([str(folder)], {})}
    seen.add(inputs_digest([str(folder)], {"target": "msgspec"}))
    (folder / "a.json").write_text('{"$id": "https://example.test/a" }')
    seen.add(inputs_digest([str(folder)], {}))
    (folder / "inner" / "b.json").rename(folder / "inner" / "c.json")
    seen.add(inputs_digest([str(folder)], {}))
    (folder / "d.json").write_text("{}")
    seen.add(inputs_digest([str(folder)], {}))
    seen.add(inputs_digest([str(folder / "a.json"), str(folder)], {}))
    assert len(seen) == 6


def test_what_references_lead_to_counts_too(folder: Path) -> None:
    (folder / "a.json").write_text('{"$ref": "inner/b.json"}')
    named = [str(folder / "a.json")]
    beside = besides(named, load(named).value.set.sources)
    assert beside == ("0/inner/b.json",)
    before = inputs_digest(named, {}, beside)
    (folder / "inner" / "b.json").write_text('{"type": "number"}')
    assert inputs_digest(named, {}, beside) not in {before, ""}
    (folder / "inner" / "b.json").unlink()
    assert inputs_digest(named, {}, beside) == ""


def test_nothing_is_beside_a_folder_that_holds_all(folder: Path) -> None:
    assert besides([str(folder)], load([folder]).value.set.sources) == ()


def test_what_cannot_be_read_has_no_digest(tmp_path: Path) -> None:
    assert inputs_digest([str(tmp_path / "nothing.json")], {}) == ""
