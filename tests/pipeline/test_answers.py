"""Hooks for clients: the same answers pass or fail in each of them, with the report that the command line shows."""

import asyncio
import json
import threading
from collections.abc import Awaitable, Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import TypeAlias

import httpx
import pytest
import requests

from schemakit.core.errors import BrokenSchemaError
from schemakit.core.json import Json
from schemakit.testing import ContractHook, contract_hook

TASK: dict[str, Json] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://example.com/Task.json",
    "title": "Task",
    "type": "object",
    "required": ["id"],
    "properties": {"id": {"type": "string", "format": "uuid"}},
}
CONTRACT = """\
schemas: [task.json]
operations:
  GET /tasks/{id}:
    answers: {200: Task, 404: null}
  GET /tasks/first:
    answers: {200: null}
"""
RIGHT = {"id": "2eb8aa08-aa98-41ea-b4aa-73b441d16380"}


@pytest.fixture
def contract(tmp_path: Path) -> Path:
    (tmp_path / "task.json").write_text(json.dumps(TASK), encoding="utf-8")
    (tmp_path / "contract.yaml").write_text(CONTRACT, encoding="utf-8")
    return tmp_path / "contract.yaml"


App: TypeAlias = Callable[[object, object, Callable[[dict[str, object]], Awaitable[None]]], Awaitable[None]]
Ask: TypeAlias = Callable[[ContractHook, Json, str, int], None]


def answering(document: Json, status: int = 200) -> App:
    """An ASGI application that always says the same."""

    async def app(scope: object, receive: object, send: Callable[[dict[str, object]], Awaitable[None]]) -> None:
        del scope, receive
        await send({"type": "http.response.start", "status": status, "headers": []})
        await send({"type": "http.response.body", "body": json.dumps(document).encode()})

    return app


def by_httpx(hook: ContractHook, document: Json, path: str, status: int) -> None:
    transport = httpx.MockTransport(lambda _: httpx.Response(status, json=document))
    with httpx.Client(transport=transport, event_hooks={"response": [hook.httpx]}) as client:
        client.get(f"http://service.test{path}")


def by_async_httpx(hook: ContractHook, document: Json, path: str, status: int) -> None:
    async def ask() -> None:
        transport = httpx.ASGITransport(app=answering(document, status))
        async with httpx.AsyncClient(transport=transport, event_hooks={"response": [hook.httpx_async]}) as client:
            await client.get(f"http://service.test{path}")

    asyncio.run(ask())


def by_asgi(hook: ContractHook, document: Json, path: str, status: int) -> None:
    async def ask() -> None:
        transport = httpx.ASGITransport(app=hook.asgi(answering(document, status)))
        async with httpx.AsyncClient(transport=transport) as client:
            await client.get(f"http://service.test{path}")

    asyncio.run(ask())


def by_requests(hook: ContractHook, document: Json, path: str, status: int) -> None:
    with _served(json.dumps(document).encode(), status) as url, requests.Session() as session:
        session.trust_env = False
        session.hooks["response"].append(hook.requests)
        session.get(f"{url}{path}", timeout=10)


class _served:  # noqa: N801 - used like a function
    """A server of the standard library that always says the same."""

    def __init__(self, content: bytes, status: int) -> None:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(status)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                pass

        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> str:
        self._thread.start()
        return f"http://127.0.0.1:{self._server.server_port}"

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


each_client = pytest.mark.parametrize("ask", [by_httpx, by_async_httpx, by_asgi, by_requests])


@each_client
def test_an_answer_that_its_schema_allows_passes(contract: Path, ask: Ask):
    hook = contract_hook(contract)
    ask(hook, RIGHT, "/tasks/1", 200)
    assert (hook.findings, hook.judged) == ([], 1)


@each_client
def test_an_answer_that_its_schema_refuses_fails_with_place_and_reason(contract: Path, ask: Ask):
    with pytest.raises(AssertionError) as caught:
        ask(contract_hook(contract), {"id": 17}, "/tasks/1", 200)
    text = str(caught.value)
    assert "fail[SK912] wrong-answer: GET /tasks/{id} answers 200 with what is no Task: `id` must be a string" in text
    assert "task.json:1:" in text


@pytest.mark.parametrize("ask", [by_httpx, by_async_httpx, by_requests])
def test_a_slash_in_the_value_of_a_path_is_no_other_path(contract: Path, ask: Ask):
    hook = contract_hook(contract, record=True)
    ask(hook, {}, "/tasks/a%2Fb", 200)
    assert ([finding.name for finding in hook.findings], hook.judged) == (["wrong-answer"], 1)


@each_client
def test_what_is_recorded_is_not_raised(contract: Path, ask: Ask):
    hook = contract_hook(contract, record=True)
    ask(hook, {}, "/tasks/1", 200)
    ask(hook, {}, "/tasks/1", 204)
    assert [finding.name for finding in hook.findings] == ["wrong-answer", "undeclared-status"]


@pytest.mark.parametrize(
    ("path", "status", "judged"),
    [
        ("/tasks/first", 200, 1),
        ("/other", 200, 0),
        ("/tasks/1/more", 200, 0),
        ("/tasks/1", 404, 1),
        ("/tasks/1", 500, 1),
    ],
)
def test_nothing_is_said_of_what_the_contract_does_not_say(contract: Path, path: str, status: int, judged: int):
    hook = contract_hook(contract)
    by_httpx(hook, {"id": 17}, path, status)
    assert (hook.findings, hook.judged) == ([], judged)


def test_paths_are_found_below_a_prefix(contract: Path):
    hook = contract_hook(contract, prefix="/api/v1/", record=True)
    by_httpx(hook, {}, "/tasks/1", 200)
    by_httpx(hook, {}, "/api/v1/tasks/1", 200)
    assert len(hook.findings) == hook.judged == 1


def test_a_contract_may_be_written_in_python(contract: Path):
    written = {"operations": {"GET /tasks/{id}": {"answers": {"200": "Task"}}}}
    hook = contract_hook(written, schemas=contract.parent / "task.json", record=True)
    by_httpx(hook, {}, "/tasks/1", 200)
    assert len(hook.findings) == 1


def test_what_is_not_json_is_a_wrong_answer(contract: Path):
    hook = contract_hook(contract, record=True)
    transport = httpx.MockTransport(lambda _: httpx.Response(200, text="<html>"))
    with httpx.Client(transport=transport, event_hooks={"response": [hook.httpx]}) as client:
        client.get("http://service.test/tasks/1")
    assert "no JSON" in hook.findings[0].message


@pytest.mark.parametrize(
    "written",
    [
        {"operations": {"GET /a": {"answers": {"200": "Tusk"}}}},
        {"operations": {"FETCH /a": {}}},
        {"operation": {}},
    ],
)
def test_a_contract_that_means_nothing_is_refused_with_findings(contract: Path, written: dict[str, Json]):
    with pytest.raises(BrokenSchemaError) as caught:
        contract_hook(written, schemas=contract.parent / "task.json")
    assert caught.value.findings
