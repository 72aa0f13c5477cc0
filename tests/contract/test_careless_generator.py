"""Default models of datamodel-code-generator, made of the seeds as we bundle them, held against the seeds."""

import json
import sys
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from datamodel_code_generator import InputFileType
from datamodel_code_generator import generate as generate_models

import schemakit
from schemakit.contract.agree import Disagreement
from schemakit.contract.suite import FuzzResult
from schemakit.core.json import Json
from schemakit.pipeline.contest import Contest
from schemakit.pipeline.fuzzing import Effort, fuzz_contest
from schemakit.resolve.schema_set import Name

SEEDS = (
    "ClaudeTaskRunCreateSchema",
    "CodexTaskRunCreateSchema",
    "PatchedTaskRunUpdate",
    "TaskRunBootstrapCreateRequest",
    "TaskRunResumeRequestSchema",
)

#: Members of the seeds that are optional and never null, of each seed the first of each type, and those of enums.
NEVER_NULL = {
    "ClaudeTaskRunCreateSchema": ["resume_from_run_id", "pending_user_message", "pending_user_artifact_ids", "mode"],
    "CodexTaskRunCreateSchema": ["sandbox_environment_id", "signal_report_id", "reasoning_effort", "run_source"],
    "PatchedTaskRunUpdate": ["status", "state_remove_keys", "environment"],
    "TaskRunBootstrapCreateRequest": ["environment", "model", "runtime_adapter", "github_user_token"],
    "TaskRunResumeRequestSchema": ["pr_authorship_mode", "resume_from_run_id", "pending_user_message"],
}


@pytest.fixture(scope="module")
def found(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, FuzzResult]]:
    folder = tmp_path_factory.mktemp("careless")
    schemas = schemakit.load(repository / "schemas")
    contest = Contest.of(schemas, SEEDS, [])
    for name in SEEDS:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it announces other defaults for later versions
            generate_models(
                json.dumps(contest.document(Name(name))),
                input_file_type=InputFileType.JsonSchema,
                output=folder / f"careless_{name.lower()}.py",
            )
    sys.path.insert(0, str(folder))
    try:
        models = [f"careless_{name.lower()}:{name}" for name in SEEDS]
        careless = Contest.of(schemas, (), models, generated=False)
        effort = Effort(max_examples=20)
        yield {name: result for name, result in fuzz_contest(careless, effort) if result is not None}
    finally:
        sys.path.remove(str(folder))


def of(found: Mapping[str, FuzzResult], name: str, what: str) -> list[Disagreement]:
    return [one for one in found[name].disagreements if one.what == what]


def required(name: str) -> Json:
    runtime = {"ClaudeTaskRunCreateSchema": "claude", "CodexTaskRunCreateSchema": "codex"}.get(name)
    return {} if runtime is None else {"runtime_adapter": runtime, "model": ""}


@pytest.mark.parametrize(("name", "member"), [(name, member) for name in SEEDS for member in NEVER_NULL[name]])
def test_null_for_an_optional_member_is_found_in_the_smallest_payload(
    found: Mapping[str, FuzzResult], name: str, member: str
):
    assert {**required(name), member: None} in [one.payload.value for one in of(found, name, "too-wide")]


@pytest.mark.parametrize(
    ("name", "member"),
    [("ClaudeTaskRunCreateSchema", "resume_from_run_id"), ("TaskRunResumeRequestSchema", "sandbox_environment_id")],
)
def test_other_spellings_of_a_uuid_are_found_one_by_one(found: Mapping[str, FuzzResult], name: str, member: str):
    payloads = [one.payload.value for one in of(found, name, "too-wide")]
    spelled = [
        payload[member]
        for payload in payloads
        if isinstance(payload, dict) and payload.keys() == {*required(name), member} and payload[member] is not None
    ]
    assert any(isinstance(text, str) and len(text) == 32 and text.isalnum() for text in spelled)
    assert any(isinstance(text, str) and text.startswith("urn:uuid:") for text in spelled)
    assert any(isinstance(text, str) and text.startswith("{") for text in spelled)


def test_ten_forbidden_nulls_come_back_for_the_smallest_payload(found: Mapping[str, FuzzResult]):
    [first, *_] = of(found, "ClaudeTaskRunCreateSchema", "lossy")
    assert first.payload.value == required("ClaudeTaskRunCreateSchema")
    assert first.detail.endswith(", which the schema refuses at 10 places")


@pytest.mark.parametrize("member", ["resume_from_run_id", "sandbox_environment_id"])
def test_a_uuid_in_capitals_that_comes_back_in_small_letters_is_found(found: Mapping[str, FuzzResult], member: str):
    changed = [one for one in of(found, "TaskRunResumeRequestSchema", "lossy") if one.detail.endswith(f" at /{member}")]
    assert changed
    for one in changed:
        assert isinstance(one.payload.value, dict)
        sent = one.payload.value[member]
        assert isinstance(sent, str)
        assert list(one.payload.value) == [member]
        assert one.detail == f'"{sent.lower()}" at /{member}'


def test_every_seed_has_both_classes_and_no_subject_of_ours_is_among_them(found: Mapping[str, FuzzResult]):
    for result in found.values():
        assert {one.what for one in result.disagreements} == {"too-wide", "lossy"}
        assert all(one.spec.startswith("careless_") for one in result.disagreements)
