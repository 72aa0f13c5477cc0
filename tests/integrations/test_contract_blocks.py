"""The README's blocks about contract tests, run as they stand, with what is installed from the wheel."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from installed import Installed

#: An ASGI application that keeps the contract of the README; ``CARELESS`` takes null for what is optional.
SERVICE: Final = """
import json
import schemakit

schemas = schemakit.load("schemas")
create = schemas.validator("TaskRunBootstrapCreateRequest")
update = schemas.validator("PatchedTaskRunUpdate")
run = {}


async def app(scope, receive, send):
    body = b""
    while (message := await receive()).get("more_body"):
        body += message["body"]
    text = body + message.get("body", b"")
    validator, status = (update, 200) if scope["method"] == "PATCH" else (create, 201)
    if (b"authorization", b"Bearer secret-of-tasks") not in scope["headers"]:
        status = 401
    elif not validator.is_valid(known := without_nothing(json.loads(text))):
        status = 400
    elif scope["method"] == "PATCH":
        run.update(known)
    await send({"type": "http.response.start", "status": status, "headers": []})
    await send({"type": "http.response.body", "body": json.dumps({"run": run}).encode()})


def without_nothing(body):
    return body
"""
CARELESS: Final = SERVICE.replace(
    "    return body\n",
    "    null = isinstance(body, dict) and body.get('model', '') is None\n"
    "    return {name: body[name] for name in body if name != 'model'} if null else body\n",
)

CLIENT: Final = """
import json
import schemakit.testing

with_answers = open("contract.yaml").read().replace("{ 201: null }", "{ 201: PatchedTaskRunUpdate }")
open("contract.yaml", "w").write(with_answers)
BLOCK
client = httpx.Client(
    base_url="http://127.0.0.1:8000",
    event_hooks=client.event_hooks,
    transport=httpx.MockTransport(lambda request: httpx.Response(201, json={"branch": 7})),
)
try:
    client.post("/tasks/1/runs")
except AssertionError as error:
    print(error)
"""


@pytest.fixture(scope="module")
def readme(repository: Path) -> str:
    return (repository / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path, repository: Path, readme: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(repository / "schemas", tmp_path / "schemas")
    (tmp_path / "contract.yaml").write_text(block(readme, "contract"), encoding="utf-8")
    monkeypatch.setenv("TASKS_TOKEN", "secret-of-tasks")
    return tmp_path


def block(readme: str, name: str) -> str:
    found = re.search(rf"<!-- tested: {name} -->\n```\w+\n(.*?)```", readme, re.DOTALL)
    assert found is not None, f"README.md has no block after <!-- tested: {name} -->"
    return found[1]


@pytest.mark.parametrize(("service", "status"), [(SERVICE, 0), (CARELESS, 1)], ids=["kept", "careless"])
def test_contract(folder: Path, environment: Callable[..., Installed], service: str, status: int):
    (folder / "service.py").write_text(service, encoding="utf-8")
    tried = environment("schemakit[contract]")
    done = tried.run("schemakit", "contract", "--app", "service:app", "--max-examples", "5", cwd=folder)
    assert done.returncode == status, done.stdout + done.stderr
    assert done.stdout.count("fail[") == status
    assert ('refuses by `type`: {"model": null}' in done.stdout) is bool(status)
    assert "secret-of-tasks" not in done.stdout
    if status:
        replay = re.search(r"schemakit contract --replay [0-9a-f]{6}", done.stdout)
        assert replay is not None
        again = tried.run(*replay[0].split(), cwd=folder)
        assert (again.returncode, again.stdout.rpartition(": ")[2]) == (1, "still there.\n")


def test_contract_client(folder: Path, readme: str, environment: Callable[..., Installed]):
    (folder / "client.py").write_text(CLIENT.replace("BLOCK", block(readme, "contract-client")), encoding="utf-8")
    done = environment("schemakit[contract]").run("python", "client.py", cwd=folder)
    assert "fail[SK912] wrong-answer: POST /tasks/{id}/runs answers 201" in done.stdout, done.stdout + done.stderr
