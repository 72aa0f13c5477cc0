"""L8 on the project's own schemas: models agree with the reference engine on every one-edit neighbour of a value."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from generated_models import accepts, shape_accepts
from schemakit.core.json import Json, json_equal
from schemakit.pipeline.generating import build_model
from schemakit.pipeline.schemas import Schemas, load

NAMES = (
    "ClaudeTaskRunCreateSchema",
    "CodexTaskRunCreateSchema",
    "PatchedTaskRunUpdate",
    "TaskRunBootstrapCreateRequest",
    "TaskRunResumeRequestSchema",
)

#: One value for each property name of the five, valid in all of them unless listed again.
FULL: dict[str, Json] = {
    "mode": "background",
    "branch": None,
    "resume_from_run_id": "123e4567-e89b-12d3-a456-426614174000",
    "pending_user_message": "",
    "pending_user_artifact_ids": ["a", "b" * 128],
    "sandbox_environment_id": "123E4567-E89B-12D3-A456-426614174000",
    "pr_authorship_mode": "bot",
    "run_source": "manual",
    "signal_report_id": "x",
    "model": "m",
    "reasoning_effort": "xhigh",
    "github_user_token": "t",
    "initial_permission_mode": "auto",
    "environment": "local",
    "status": "queued",
    "stage": None,
    "output": {"a": [1, None]},
    "state": 2**70,
    "state_remove_keys": [],
    "error_message": "\u0000",
}

OTHERS: tuple[Json, ...] = (
    None, True, 1, 1.0, "", "background", "b" * 255, "b" * 256, "b" * 129, [], ["a"], [1], ["b" * 129], {}, 10**30,
    "123e4567e89b12d3a456426614174000", "{123e4567-e89b-12d3-a456-426614174000}", "auto ", "plan", "cloud", "claude",
)  # fmt: skip


@pytest.fixture(scope="module")
def schemas(repository: Path) -> Schemas:
    return load([repository / "schemas"]).value


def values(schemas: Schemas, name: str) -> Iterator[Json]:
    properties = schemas.set.resources[schemas.set.names[name]].schema["properties"]
    full = {key: FULL.get(key) for key in properties}
    if "runtime_adapter" in full:
        full["runtime_adapter"] = "codex" if name.startswith("Codex") else "claude"
    yield from (full, {}, None, [], "", {"unknown": 1}, {**full, "unknown": {"deep": [None]}})
    for key, own in full.items():
        yield {other: full[other] for other in full if other != key}
        yield {key: own}
        yield from ({**full, key: value} for value in OTHERS)


@pytest.mark.parametrize("name", NAMES)
def test_models_agree_with_the_reference_engine(schemas: Schemas, name: str) -> None:
    model, judge = build_model(schemas, name), schemas.validator(name, engine="reference")
    verdicts = set()
    for value in values(schemas, name):
        valid = judge.is_valid(value)
        verdicts.add(valid)
        assert accepts(model, value) is valid, value
        if valid:
            assert shape_accepts(model, value)
            assert json_equal(model.dump(model.load(value)), value)
    assert verdicts == {True, False}
