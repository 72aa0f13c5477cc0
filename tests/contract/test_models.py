"""Types of generated packages are asked by the ways in and out of their package, whatever library they are of."""

import sys
from pathlib import Path

import pytest

from schemakit.contract.models import subjects
from schemakit.core.json import Json
from schemakit.generate.run import TARGETS
from schemakit.generate.target_name import TargetName
from schemakit.generate.write import write
from schemakit.pipeline.generating import generated_files
from schemakit.pipeline.schemas import from_schema

SCHEMA: Json = {
    "type": "object",
    "properties": {"a": {"type": "integer", "multipleOf": 2}, "b": {"type": "string", "default": "x"}},
}


@pytest.mark.parametrize("target", TARGETS)
def test_generated_types_are_exact_subjects(
    target: TargetName, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = f"made_of_{target}"
    write(generated_files(from_schema(SCHEMA, name="Thing"), target=target), tmp_path / package)
    monkeypatch.syspath_prepend(tmp_path)
    for subject in (found := subjects(f"{package}.thing:Thing")):
        assert subject.accepts({"a": 2.0, "c": [None]})
        assert not subject.accepts({"a": 3})
        assert not subject.accepts([])
    assert found[0].returned is not None
    assert found[0].returned({"a": 2, "c": [None]}) == {"a": 2, "c": [None]}
    for name in [name for name in sys.modules if name.partition(".")[0] == package]:
        del sys.modules[name]
