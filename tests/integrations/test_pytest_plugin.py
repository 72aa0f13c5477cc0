"""The plugin of pytest: what its marker runs, what it says of a failure, and what it costs who does not use it."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from installed import Installed

#: A service with two mistakes: it takes null for a text, and forgets a longest length.
TESTS: Final = """
import pytest
from schemakit.testing import assert_valid

def takes(body):
    branch = body.get("branch") if isinstance(body, dict) else 0
    return branch is None or isinstance(branch, str)

@pytest.mark.contract("Branches")
def test_agrees(case):
    assert takes(case.payload) == case.is_valid

@pytest.mark.contract("Branches", only="valid", max_examples=3)
def test_valid(case, schemas):
    assert case.is_valid
    assert schemas.validator(case.schema).is_valid(case.payload)

@pytest.mark.contract("Branches", only=None, view=None, max_examples=None, seed=None)
def test_as_the_marker_says_by_itself(case):
    pass

@pytest.mark.contract("consumer of somebody else")
def test_of_another_tool():
    pass

@pytest.mark.contract("consumer of somebody else")
@pytest.mark.parametrize("number, case", [(1, "a")])
def test_of_another_tool_with_cases(number, case):
    assert (number, case) == (1, "a")

@pytest.mark.contract("consumer of somebody else")
@pytest.mark.parametrize(argnames="case", argvalues=["a"])
def test_of_another_tool_with_named_cases(case):
    assert case == "a"

def test_assertion():
    assert_valid({"branch": 3}, "Branches")
"""
SCHEMA: Final = """{
  "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://acme.example/Branches.json",
  "type": "object", "properties": {"branch": {"type": "string", "maxLength": 5}}
}"""
FROZEN: Final = """[{"description": "branch", "schema": {}, "tests": [
  {"description": "too long, by one", "data": {"branch": "123456"}, "valid": false},
  {"description": "as long as can be", "data": {"branch": "12345"}, "valid": true}
]}]"""


def written(folder: Path) -> Path:
    for name, text in {
        "test_branches.py": TESTS,
        "schemas/Branches.json": SCHEMA,
        "contract/Branches.json": FROZEN,
        "pytest.ini": "[pytest]\naddopts = --strict-markers\nfilterwarnings = error\n",
    }.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return written(tmp_path)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What a run of all tests says."""
    return ran(written(tmp_path_factory.mktemp("project")), "-v")


def ran(project: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:hypothesispytest", *arguments]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False).stdout


def test_a_test_runs_for_cases_of_either_kind_and_a_failure_tells_its_case(told: str):
    text = told
    assert re.search(r"test_agrees\[valid-1\] PASSED", text)
    assert re.search(r"test_agrees\[invalid-branch-maxLength-1\] FAILED", text)
    assert re.search(r"test_of_another_tool PASSED", text)
    assert re.search(r"test_of_another_tool_with_cases\[1-a\] PASSED", text)
    assert re.search(r"test_of_another_tool_with_named_cases\[a\] PASSED", text)
    assert re.search(r"test_as_the_marker_says_by_itself\[valid-1\] PASSED", text)
    assert "case = <invalid-branch-maxLength-1 of Branches: {" in text
    assert 'The payload is invalid:\n{\n  "branch": "' in text
    assert re.search(
        r"error\[maxLength\] `branch` must be at most 5 characters long, .*\n +--> payload:2:13\n", text
    ), text
    assert re.search(r"^Branches +\d+ valid, \d+ invalid, 3 of 3 assertions violated, seed 0$", text, re.MULTILINE)


def test_the_line_that_a_failure_ends_with_runs_it_again(project: Path):
    first = ran(project, "--schemakit-seed", "7", "-k", "agrees and maxLength")
    again = re.search(r"^Again: pytest '(.*)' (.*)$", first, re.MULTILINE)
    second = ran(project, again[1], *again[2].split())

    assert again[2] == "--schemakit-examples 20 --schemakit-seed 7"
    assert "1 failed" in second
    payload = re.compile(r"case = (<.*>)")
    assert payload.findall(first)[:1] == payload.findall(second)[:1] != []


def test_the_same_seed_makes_the_same_cases_and_processes_share_them(told: str, project: Path):
    alone, shared = told, ran(project, "-n", "2")

    counts = re.compile(r"(\d+ failed, \d+ passed) in")
    assert counts.findall(alone) == counts.findall(shared) != []
    summary = re.compile(r"^Branches .*$", re.MULTILINE)
    assert summary.findall(alone) == summary.findall(shared) != []


def test_frozen_cases_come_first_and_promise_what_their_file_says(project: Path):
    text = ran(project, "-v", "--schemakit-frozen", "contract", "-k", "agrees and frozen")

    assert re.search(r"test_agrees\[frozen-too-long-by-one\] FAILED", text)
    assert re.search(r"test_agrees\[frozen-as-long-as-can-be\] PASSED", text)
    assert re.search(r"^Again: pytest '.*frozen-too-long-by-one\]' --schemakit-frozen contract$", text, re.MULTILINE)


def test_an_assertion_that_fails_shows_the_place(told: str):
    assert "error[type] `branch` must be a string, and is 3" in told
    assert "schemakit/testing" not in told


ACCOUNT: Final = """{
  "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://acme.example/Accounts.json",
  "type": "object", "required": ["id", "password"],
  "properties": {"id": {"type": "string", "readOnly": true}, "password": {"type": "string", "writeOnly": true}}
}"""
TESTS_OF_VIEWS: Final = """
import pytest

@pytest.mark.contract("Accounts", view="request")
def test_request(case):
    body = case.payload
    is_taken = isinstance(body, dict) and "id" not in body and isinstance(body.get("password"), str)
    assert is_taken == case.is_valid

@pytest.mark.contract("Accounts", view="response")
def test_response(case):
    body = case.payload
    is_right = isinstance(body, dict) and "password" not in body and isinstance(body.get("id"), str)
    assert is_right == case.is_valid
"""


def test_cases_of_a_view_go_one_way(project: Path):
    (project / "schemas" / "Accounts.json").write_text(ACCOUNT)
    (project / "test_branches.py").write_text(TESTS_OF_VIEWS)
    text = ran(project, "-v")
    assert re.search(r"^=+ \d+ passed in", text, re.MULTILINE), text
    for name in ("request", "response"):
        assert f"test_{name}[valid" in text
        assert f"test_{name}[invalid" in text


MISTAKES: Final = {
    '@pytest.mark.contract("Branchs")': "there is no schema `Branchs`\nhelp: did you mean Branches?",
    '@pytest.mark.contract("Branches", onyl="valid")': "the name of a schema, and only, max_examples, seed, view",
    '@pytest.mark.contract("Branches", only="all")': "only is 'valid' or 'invalid'",
    '@pytest.mark.contract("Branches", view="both")': "view 'request' or 'response'",
    '@pytest.mark.contract("Branches", max_examples="3")': "the others are integers",
    '@pytest.mark.contract("Branches", seed=1.5)': "the others are integers",
    "@pytest.mark.contract": "it takes the name of a schema",
}


def test_a_mistake_is_said_without_a_traceback(project: Path):
    for number, marker in enumerate(MISTAKES):
        (project / f"test_{number}.py").write_text(f"import pytest\n\n{marker}\ndef test_it(case):\n    pass\n")
    text = ran(project)

    for number, said in enumerate(MISTAKES.values()):
        assert said in text.partition(f"ERROR collecting test_{number}.py")[2].partition("ERROR collecting")[0]
    assert "Traceback" not in text
    assert "pytest_contract.py" not in text


def test_schemas_that_cannot_be_read_are_said_without_a_traceback(project: Path):
    (project / "schemas" / "Branches.json").write_text("{ nothing")
    text = ran(project, "-k", "agrees")

    assert "SK004 invalid-json" in text
    assert "pytest_contract.py" not in text


def test_frozen_cases_that_are_none_are_said_without_a_traceback(project: Path):
    (project / "contract" / "Branches.json").write_text('[{"branch": 1}]')
    text = ran(project, "--schemakit-frozen", "contract", "-k", "agrees")

    assert "contract/Branches.json holds no tests in the format of the official suite\nhelp: [{" in text
    assert "pytest_contract.py" not in text


def test_without_the_extra_a_test_says_what_it_needs(project: Path, environment: Callable[..., Installed]):
    (project / "test_branches.py").write_text(TESTS.replace("from schemakit.testing import assert_valid", ""))
    text = environment("schemakit", "pytest").run("python", "-m", "pytest", "-k", "agrees", cwd=project).stdout

    assert "@pytest.mark.contract needs hypothesis, which is not installed\nhelp: pip install 'schemakit[fuzz]'" in text


def test_a_project_that_does_not_use_it_imports_nothing_of_it(tmp_path: Path):
    code = (
        "import sys, pytest; before = set(sys.modules); import schemakit.integrations.pytest_plugin;"
        "print(*sorted(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-I", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["schemakit", "schemakit.integrations", "schemakit.integrations.pytest_plugin"]


def test_it_is_found_by_pytest_where_schemakit_is_installed(repository: Path, project: Path):
    shutil.rmtree(project / "schemas")
    shutil.copytree(repository / "schemas", project / "api")
    (project / "test_branches.py").write_text(
        "def test_it(schemas):\n    assert 'TaskRunResumeRequestSchema' in schemas.names\n"
    )
    assert "1 passed" in ran(project, "--schemakit-schemas", "api")
