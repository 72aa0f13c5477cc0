"""Without the packages of an extra, assertions work, and what needs one names it."""

import subprocess
import sys
from pathlib import Path

import pytest

#: An environment in which a package is not installed (the import system: a module that is None).
WITHOUT = "import sys; sys.modules.update(dict.fromkeys(({!r},)))\n"


def ran(without: str, code: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", WITHOUT.format(without) + code], cwd=cwd, capture_output=True, text=True, check=False
    )


def test_assertions_need_no_hypothesis(tmp_path: Path):
    code = """
from schemakit.testing import assert_invalid, assert_valid
assert_valid({"a": 1}, {"type": "object"})
assert_invalid("a", {"maxLength": 0}, by="maxLength")
try:
    assert_valid({"a": 1}, {"properties": {"a": {"type": "string"}}})
except AssertionError as error:
    print(error)
"""
    done = ran("hypothesis", code, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "`a` must be a string, and is 1" in done.stdout


@pytest.mark.parametrize(
    ("name", "extra"),
    [
        ("payloads", "fuzz"),
        ("invalid_payloads", "fuzz"),
        ("assert_agrees", "fuzz"),
        ("contract_hook", "contract"),
    ],
)
def test_what_draws_payloads_names_its_extra(name: str, extra: str, tmp_path: Path):
    done = ran("hypothesis", f"from schemakit.testing import {name}", tmp_path)
    last = done.stderr.strip().rpartition("\n")[2]
    assert f"MissingExtraError: {name} needs hypothesis, which is not installed" in last
    assert f"schemakit[{extra}]" in last


def test_a_generated_model_names_its_extra(tmp_path: Path):
    code = "from schemakit.testing import assert_agrees\nassert_agrees('pydantic', 1, {'type': 'integer'})"
    done = ran("datamodel_code_generator", code, tmp_path)
    assert "MissingExtraError: a generated model needs datamodel_code_generator" in done.stderr
    assert "pip install 'schemakit[generate]'" in done.stderr


def test_every_public_name_is_there():
    import schemakit.testing  # noqa: PLC0415 - what is tested

    assert {name: getattr(schemakit.testing, name) is not None for name in schemakit.testing.__all__} == dict.fromkeys(
        dir(schemakit.testing), True
    )
    with pytest.raises(AttributeError, match="no attribute 'payload'"):
        schemakit.testing.payload  # noqa: B018 - asking is what is tested
