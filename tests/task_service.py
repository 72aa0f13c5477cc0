"""A real service for contract tests: Starlette on uvicorn, bodies parsed by generated models, bugs on demand."""

import json
import socket
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

import schemakit
from schemakit.contract.http.operation import Contract
from schemakit.contract.http.written import read_contract
from schemakit.core.finding import Finding
from schemakit.core.json import Json
from schemakit.pipeline.contracts import OperationResult, Sides, Terms, problems, tested
from schemakit.pipeline.generating import build_model
from schemakit.pipeline.schemas import Schemas, load

REPOSITORY: Final = Path(__file__).resolve().parents[1]
TOKEN: Final = "token-of-the-tests"  # noqa: S105 - it opens nothing
RUN: Final = "2eb8aa08-aa98-41ea-b4aa-73b441d16380"

#: What the service answers; the schemas of the requests are the five of the project.
ANSWER: Final[Json] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://example.com/TaskRun.json",
    "title": "TaskRun",
    "type": "object",
    "required": ["id", "run"],
    "properties": {"id": {"type": "string", "format": "uuid"}, "run": {"type": "object"}},
}

CONTRACT: Final = """\
schemas: [SCHEMAS, answer.json]
headers: {Authorization: "Bearer ${TASKS_TOKEN}"}
operations:
  POST /tasks/{id}/claude: {body: ClaudeTaskRunCreateSchema, path: {id: 1}, answers: {201: TaskRun}}
  POST /tasks/{id}/codex: {body: CodexTaskRunCreateSchema, path: {id: 1}, answers: {201: TaskRun}}
  POST /tasks/{id}/runs: {body: TaskRunBootstrapCreateRequest, path: {id: 1}, answers: {201: TaskRun}}
  POST /runs/{id}/resume: {body: TaskRunResumeRequestSchema, path: {id: 1}, answers: {200: TaskRun}}
  PATCH /runs/{id}:
    body: PatchedTaskRunUpdate
    path: {id: 1}
    answers: {200: TaskRun}
    returns: merged
    returned_at: /run
  GET /runs/{id}: {path: {id: 1}, answers: {200: TaskRun}}
"""

#: The operations that take a body: path, model, method, status.
ROUTES: Final = (
    ("/tasks/{id}/claude", "ClaudeTaskRunCreateSchema", "POST", 201),
    ("/tasks/{id}/codex", "CodexTaskRunCreateSchema", "POST", 201),
    ("/tasks/{id}/runs", "TaskRunBootstrapCreateRequest", "POST", 201),
    ("/runs/{id}/resume", "TaskRunResumeRequestSchema", "POST", 200),
    ("/runs/{id}", "PatchedTaskRunUpdate", "PATCH", 200),
)


#: What the service can be made to do wrong.
BUGS: Final = (
    "accepts-null",
    "accepts-extra-value",
    "breaks-on-long-branch",
    "unset-for-null",
    "null-for-unset",
    "wrong-answer",
    "refuses-a-uuid",
)


def accepts_null(_name: str, body: dict[str, Json]) -> dict[str, Json]:
    """Null for an optional property is taken for its absence."""
    return {key: value for key, value in body.items() if value is not None or key != "pending_user_message"}


def accepts_extra_value(name: str, body: dict[str, Json]) -> dict[str, Json]:
    """The enum of another operation is used."""
    if name == "CodexTaskRunCreateSchema" and body.get("initial_permission_mode") == "bypassPermissions":
        return {**body, "initial_permission_mode": "auto"}
    return body


def breaks_on_long_branch(_name: str, body: dict[str, Json]) -> dict[str, Json]:
    """The column of the data base is shorter than the schema says."""
    if isinstance(body.get("branch"), str) and len(body["branch"]) > 100:
        raise OverflowError("value too long for type character varying(100)")
    return body


@dataclass
class TaskService:
    """The application; ``bug`` is the name of what it does wrong, or empty."""

    models: dict[str, Any]
    bug: str = ""
    requests: int = 0
    run: dict[str, Json] = field(default_factory=dict)

    @property
    def app(self) -> Starlette:
        routes = [Route(path, self._endpoint(name, status), methods=[method]) for path, name, method, status in ROUTES]
        return Starlette(routes=[*routes, Route("/runs/{id}", self._get, methods=["GET"])])

    def _endpoint(self, name: str, status: int) -> Callable[[Request], Any]:
        async def endpoint(request: Request) -> Response:
            if request.headers.get("authorization") != f"Bearer {TOKEN}":
                return JSONResponse({"detail": "who are you?"}, 401)
            self.requests += 1
            try:
                body = self._parsed(name, await request.body())
            except schemakit.ValidationError:
                return JSONResponse({"detail": "not valid"}, 422)
            if self.bug == "refuses-a-uuid" and uuid.UUID(body.get("resume_from_run_id", RUN)).version != 4:
                return JSONResponse({"detail": f"no such run, {request.headers['authorization']}"}, 400)
            if name == "PatchedTaskRunUpdate":
                self._patch(body)
            return self._answer(status, 17 if self.bug == "wrong-answer" and "resume" in request.url.path else RUN)

        return endpoint

    def _parsed(self, name: str, data: bytes) -> dict[str, Json]:
        careless = {
            "accepts-null": accepts_null,
            "accepts-extra-value": accepts_extra_value,
            "breaks-on-long-branch": breaks_on_long_branch,
        }.get(self.bug)
        if careless is not None:
            body = json.loads(data)
            if isinstance(body, dict):
                data = json.dumps(careless(name, body)).encode()
        model = self.models[name]
        parsed: dict[str, Json] = model.dump(model.load(json.loads(data)))
        return parsed

    def _patch(self, body: dict[str, Json]) -> None:
        if self.bug == "null-for-unset":
            body = dict.fromkeys(("branch", "stage", "error_message")) | body
        if self.bug == "unset-for-null":
            body = {key: value for key, value in body.items() if value is not None}
        self.run |= body

    async def _get(self, request: Request) -> Response:
        del request
        return self._answer(200, RUN)

    def _answer(self, status: int, name: Json) -> Response:
        return JSONResponse({"id": name, "run": self.run}, status)


def models(schemas: Schemas) -> dict[str, Any]:
    """Generate the models of the bodies."""
    return {name: build_model(schemas, name) for _, name, _, _ in ROUTES}


def written(folder: Path) -> tuple[Contract, Sides]:
    """Write the contract and its schemas into a folder and read them."""
    (folder / "answer.json").write_text(json.dumps(ANSWER), encoding="utf-8")
    text = CONTRACT.replace("SCHEMAS", str(REPOSITORY / "schemas"))
    (folder / "contract.yaml").write_text(text, encoding="utf-8")
    contract = read_contract(folder / "contract.yaml").value
    assert contract is not None
    schemas = load(contract.schemas or ()).value
    return contract, Sides(schemas, schemas)


@contextmanager
def serving(app: Starlette) -> Iterator[str]:
    """Serve an application on the loopback interface, and yield its address."""
    # asyncio turns off Nagle's algorithm only where the protocol is said; with it, every answer waits 40 ms
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        try:
            while not server.started and thread.is_alive():
                time.sleep(0.01)
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(10)


def terms(url: str, *only: str, max_examples: int = 100) -> Terms:
    """Return how the service is tested."""
    return Terms(url=url, only=only, max_examples=max_examples, environment={"TASKS_TOKEN": TOKEN})


def contract_results(contract: Contract, sides: Sides, asked: Terms) -> list[OperationResult]:
    """Test the service."""
    assert problems(contract, sides, asked) == ()
    return list(tested(contract, sides, asked))


def found(results: list[OperationResult]) -> list[Finding]:
    """Return all findings."""
    return [finding for result in results for finding in result.findings]
