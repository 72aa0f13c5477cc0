"""A real service over HTTP: clean where it keeps its contract, and each seeded bug found, reduced and replayed."""

import re
from pathlib import Path
from typing import Any

import pytest

from schemakit.contract.http.operation import Contract
from schemakit.contract.http.replays import kept
from schemakit.core.record import replace
from schemakit.pipeline.contracts import Sides, replayed
from task_service import TOKEN, TaskService, contract_results, found, models, serving, terms, written

#: Each bug, an operation that has it, the kind of what is found, and the members that its payload has at most.
CASES = (
    ("accepts-null", "POST /runs/{id}/resume", "too-wide", {"pending_user_message"}),
    ("accepts-extra-value", "POST */codex", "too-wide", {"initial_permission_mode", "model", "runtime_adapter"}),
    ("breaks-on-long-branch", "POST /tasks/{id}/runs", "server-error", {"branch"}),
    ("null-for-unset", "PATCH *", "lossy", set()),
    ("unset-for-null", "PATCH *", "lossy", {"branch", "stage", "output", "error_message", "state"}),
    ("wrong-answer", "POST /runs/{id}/resume", "wrong-answer", set()),
    ("refuses-a-uuid", "POST /runs/{id}/resume", "stricter-than-schema", {"resume_from_run_id"}),
)


@pytest.fixture(scope="module")
def contract(tmp_path_factory: pytest.TempPathFactory) -> tuple[Contract, Sides]:
    return written(tmp_path_factory.mktemp("contract"))


@pytest.fixture(scope="module")
def bodies(contract: tuple[Contract, Sides]) -> dict[str, Any]:
    return models(contract[1].requests)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)  # replays are kept here
    return tmp_path


def test_a_service_that_parses_by_generated_models_keeps_its_contract(
    contract: tuple[Contract, Sides], bodies: dict[str, Any]
):
    service = TaskService(bodies)
    with serving(service.app) as url:
        results = contract_results(*contract, terms(url, max_examples=2))
    assert found(results) == []
    assert service.requests >= sum(result.requests for result in results) - 1 > 500  # without the GET
    for result in results:
        if result.coverage is not None:
            assert result.coverage.violated == len(result.coverage.occurrences)


@pytest.mark.parametrize(("bug", "only", "kind", "members"), CASES, ids=[bug for bug, *_ in CASES])
def test_a_seeded_bug_is_found_reduced_and_seen_again(
    contract: tuple[Contract, Sides],
    bodies: dict[str, Any],
    bug: str,
    only: str,
    kind: str,
    members: set[str],
):
    service = TaskService(bodies, bug)
    with serving(service.app) as url:
        findings = found(contract_results(*contract, terms(url, only, max_examples=5)))
        assert {finding.name for finding in findings} == {kind}
        for finding in findings:
            assert TOKEN not in finding.message + "".join(finding.help)
            name = re.search(r"--replay ([0-9a-f]{6})", finding.help[-1])[1]
            replay = kept(name)
            if replay.payload is not None:
                assert set(replay.payload.value) <= members
                assert len(replay.payload.value) <= 3
            again = replayed(replay, *contract, terms(url))
            assert [one.name for one in again] == [kind]
            service.bug = ""
            service.run.clear()
            assert replayed(replay, *contract, terms(url)) == ()
            service.bug = bug
            service.run.clear()
    assert findings


def test_a_curl_line_shows_no_secret_and_says_where_it_comes_from(
    contract: tuple[Contract, Sides], bodies: dict[str, Any], folder: Path
):
    with serving(TaskService(bodies, "accepts-null").app) as url:
        findings = found(contract_results(*contract, terms(url, "POST /runs/{id}/resume", max_examples=5)))
    lines = [line for finding in findings for line in finding.help if line.startswith("curl")]
    assert lines
    for line in lines:
        assert line.startswith(f"curl -sS -i -X POST {url}/runs/1/resume ")
        assert '-H "Authorization: Bearer ${TASKS_TOKEN}"' in line
    assert TOKEN not in "".join(path.read_text() for path in (folder / ".schemakit").rglob("*") if path.is_file())


def test_without_the_right_token_nothing_is_tested_and_that_is_said_once(
    contract: tuple[Contract, Sides], bodies: dict[str, Any]
):
    service = TaskService(bodies)
    with serving(service.app) as url:
        nobody = replace(terms(url, "POST /runs/*"), headers={"Authorization": "Bearer nobody"})
        results = contract_results(*contract, nobody)
    assert [finding.name for finding in found(results)] == ["turned-away"]
    assert service.requests == 0
    assert [(result.valid, result.invalid) for result in results] == [(0, 0)]
