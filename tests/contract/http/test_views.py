"""Requests without what is readOnly, answers without what is writeOnly: the same for every command and both sides."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final

import jsonschema_rs
import pytest

from schemakit.cli.main import main
from schemakit.core.json import Json
from schemakit.testing import contract_hook

ACCOUNT: Final = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://example.com/Account.json",
    "title": "Account",
    "type": "object",
    "required": ["id", "name", "password"],
    "properties": {
        "id": {"type": "string", "readOnly": True},
        "name": {"type": "string", "maxLength": 20},
        "password": {"type": "string", "minLength": 3, "writeOnly": True},
    },
}
CONTRACT: Final = """\
schemas: [account.json]
operations:
  POST /accounts: {body: Account, answers: {201: Account}}
"""
REQUEST: Final[dict[str, Json]] = {"name": "a", "password": "abc"}
RESPONSE: Final[dict[str, Json]] = {"id": "1", "name": "a"}


def taken(body: Any) -> bool:  # noqa: ANN401 - any JSON
    """What a server thinks of a body that has never heard of this schema."""
    if not isinstance(body, dict) or "id" in body:
        return False
    name, password = body.get("name"), body.get("password")
    return isinstance(name, str) and len(name) <= 20 and isinstance(password, str) and len(password) >= 3


def right(body: Any) -> tuple[int, Json]:  # noqa: ANN401 - any JSON
    return (201, {"id": "1", "name": body["name"]}) if taken(body) else (422, {})


def takes_an_id(body: Any) -> tuple[int, Json]:  # noqa: ANN401 - any JSON
    return right({name: body[name] for name in body if name != "id"} if isinstance(body, dict) else body)


def tells_the_password(body: Any) -> tuple[int, Json]:  # noqa: ANN401 - any JSON
    return (201, {"id": "1", **body}) if taken(body) else (422, {})


def forgets_the_id(body: Any) -> tuple[int, Json]:  # noqa: ANN401 - any JSON
    return (201, {"name": body["name"]}) if taken(body) else (422, {})


@contextmanager
def serving(answer: Callable[[Any], tuple[int, Json]]) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            status, document = answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            content = json.dumps(document).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))  # takes back what the command puts there
    (tmp_path / ".git").mkdir()
    (tmp_path / "account.json").write_text(json.dumps(ACCOUNT), encoding="utf-8")
    (tmp_path / "contract.yaml").write_text(CONTRACT, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("service", "code", "pointer"),
    [
        (right, None, None),
        (takes_an_id, "SK901", "/properties/id/readOnly"),
        (tells_the_password, "SK912", "/properties/password/writeOnly"),
        (forgets_the_id, "SK912", "/required"),
    ],
)
def test_a_service_is_held_to_the_view_of_each_side(
    service: Callable[[Any], tuple[int, Json]],
    code: str | None,
    pointer: str | None,
    capsys: pytest.CaptureFixture[str],
):
    with serving(service) as url:
        status = main(["contract", "--url", url, "--max-examples", "10", "--format", "json"])
    found = {(one["code"], one["location"]["pointer"]) for one in json.loads(capsys.readouterr().out)["findings"]}
    assert (status, found) == ((0, set()) if code is None else (1, {(code, pointer)}))


@pytest.mark.parametrize(
    ("answer", "is_right"),
    [(RESPONSE, True), ({**RESPONSE, **REQUEST}, False), (REQUEST, False), ({"name": "a"}, False)],
)
def test_a_hook_reads_answers_as_responses(answer: Json, *, is_right: bool):
    hook = contract_hook("contract.yaml", record=True)
    with_status = type("Answer", (), {"status_code": 201, "content": json.dumps(answer).encode()})()
    with_status.request = type("Request", (), {"method": "POST", "url": "http://127.0.0.1/accounts"})()
    hook.requests(with_status)
    assert (hook.judged, len(hook.findings)) == (1, 0 if is_right else 1)


@pytest.mark.parametrize(("view", "good", "bad"), [("request", REQUEST, RESPONSE), ("response", RESPONSE, REQUEST)])
def test_a_bundle_of_a_view_is_standard_and_goes_one_way(
    view: str, good: Json, bad: Json, capsys: pytest.CaptureFixture[str]
):
    assert main(["bundle", "Account", "--schemas", "account.json", "--view", view]) == 0
    compiled = jsonschema_rs.Draft202012Validator(json.loads(capsys.readouterr().out))
    assert compiled.is_valid(good)
    assert not compiled.is_valid(bad)
    assert not compiled.is_valid({**REQUEST, **RESPONSE})


@pytest.mark.parametrize(("view", "expected"), [("request", {"name", "password"}), ("response", {"id", "name"})])
def test_frozen_cases_of_a_view_go_one_way(
    view: str, expected: set[str], folder: Path, capsys: pytest.CaptureFixture[str]
):
    arguments = ["--schemas", "account.json", "--view", view]
    assert main(["corpus", "export", "Account", *arguments]) == 0
    (group,) = json.loads((folder / "contract" / "Account.json").read_text(encoding="utf-8"))
    valid = [case["data"] for case in group["tests"] if case["valid"]]
    assert valid
    assert all(set(data) & set(ACCOUNT["properties"]) == expected for data in valid)
    compiled = jsonschema_rs.Draft202012Validator(group["schema"])
    assert all(compiled.is_valid(case["data"]) == case["valid"] for case in group["tests"])
    assert main(["corpus", "check", *arguments]) == 0
    assert main(["corpus", "check", "--schemas", "account.json"]) == 1
    capsys.readouterr()
