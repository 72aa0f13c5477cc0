"""Reference output: what is generated for a schema, read by people; and what its model takes and refuses.

A case is a folder with ``schema.json``, ``expected/`` with a folder for each target, and JSON Lines of values:
``accepts.jsonl``, ``rejects.jsonl``.
"""

import json
import os
from pathlib import Path

import pytest

from generated_models import accepts, model_of, shape_accepts
from schemakit.core.json import Json, json_equal
from schemakit.generate.run import TARGETS
from schemakit.generate.target_name import TargetName
from schemakit.pipeline.generating import generated_files
from schemakit.pipeline.schemas import from_schema

CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if path.is_dir())
each_case = pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])

each_target = pytest.mark.parametrize("target", TARGETS)

#: Said of every package in the same way, or data.
NOT_SHOWN = {"__init__.py", "_schemas.py", "guard.py", "py.typed", "MANIFEST.json"}


def read_lines(path: Path) -> list[Json]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def read_schema(case: Path) -> Json:
    schema: Json = json.loads((case / "schema.json").read_text(encoding="utf-8"))
    return schema


@each_target
@each_case
def test_the_code_is_the_expected_code(case: Path, target: TargetName) -> None:
    schemas = from_schema(read_schema(case), name=case.name)
    made = {
        str(file.path): file.text for file in generated_files(schemas, target=target) if str(file.path) not in NOT_SHOWN
    }
    expected = case / "expected" / target
    if os.environ.get("SCHEMAKIT_ACCEPT"):
        for old in expected.glob("*.py"):
            old.unlink()
        expected.mkdir(parents=True, exist_ok=True)
        for name, text in made.items():
            (expected / name).write_text(text, encoding="utf-8")
    assert made == {path.name: path.read_text(encoding="utf-8") for path in expected.glob("*.py")}


@each_target
@each_case
def test_models_take_what_is_valid_and_give_it_back(case: Path, target: TargetName) -> None:
    model = model_of(read_schema(case), target=target)
    for value in read_lines(case / "accepts.jsonl"):
        assert accepts(model, value), value
        assert shape_accepts(model, value), value
        assert json_equal(model.dump(model.load(value)), value)
        assert json_equal(json.loads(model.dumps(model.loads(json.dumps(value)))), value)


@each_target
@each_case
def test_models_refuse_what_is_not_valid(case: Path, target: TargetName) -> None:
    model = model_of(read_schema(case), target=target)
    for value in read_lines(case / "rejects.jsonl"):
        assert not accepts(model, value), value
