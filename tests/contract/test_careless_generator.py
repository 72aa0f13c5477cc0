"""Default models of datamodel-code-generator, made of the seeds as we bundle them, held against the seeds."""

from collections.abc import Mapping

import pytest

from careless_models import SEEDS, held_against_the_seeds
from schemakit.contract.agree import Disagreement
from schemakit.contract.suite import FuzzResult
from schemakit.core.json import Json

#: Members of the seeds that are optional and never null, of each seed the first of each type, and those of enums.
NEVER_NULL = {
    "ClaudeTaskRunCreateSchema": ["resume_from_run_id", "pending_user_message", "pending_user_artifact_ids", "mode"],
    "CodexTaskRunCreateSchema": ["sandbox_environment_id", "signal_report_id", "reasoning_effort", "run_source"],
    "PatchedTaskRunUpdate": ["status", "state_remove_keys", "environment"],
    "TaskRunBootstrapCreateRequest": ["environment", "model", "runtime_adapter", "github_user_token"],
    "TaskRunResumeRequestSchema": ["pr_authorship_mode", "resume_from_run_id", "pending_user_message"],
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, FuzzResult]:
    return held_against_the_seeds(tmp_path_factory.mktemp("careless"), max_examples=20)


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
