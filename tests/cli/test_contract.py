"""``schemakit contract``: an application in this process, from the command line, as a stranger would."""

import json
import re
import shlex
import sys
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

import pytest

from schemakit.cli.main import main

SCHEMA: Final = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://example.com/Order.json",
    "title": "Order",
    "type": "object",
    "required": ["status"],
    "properties": {
        "status": {"enum": ["open", "paid"]},
        "note": {"type": "string", "maxLength": 20},
        "secret": {"type": "string", "writeOnly": True},
    },
}

#: Refuses and takes by hand what its schema says, with a hook for mistakes.
APP: Final = '''
import json


def taken(order):
    """What the schema says."""
    return (
        isinstance(order, dict)
        and order.get("status") in ("open", "paid")
        and isinstance(order.get("note", ""), str)
        and len(order.get("note", "")) <= 20
        and isinstance(order.get("secret", ""), str)
    )


MISTAKE


async def app(scope, receive, send):
    if scope["type"] != "http":
        raise RuntimeError(scope["type"])
    body = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            break
    headers = {name.decode(): value.decode() for name, value in scope["headers"]}
    status = 401 if headers.get("authorization") != "Bearer t0ken" else answer(json.loads(body))
    await send({"type": "http.response.start", "status": status, "headers": []})
    await send({"type": "http.response.body", "body": b"{}"})
'''
RIGHT: Final = "def answer(order): return 200 if taken(order) else 400"
TAKES_NULL: Final = """
def answer(order):
    if isinstance(order, dict) and order.get("note", "") is None: del order["note"]
    return 200 if taken(order) else 400
"""
TAKES_ANYTHING: Final = """
def answer(order):
    if isinstance(order, dict): order.pop("secret", None)
    return 200 if taken(order) else 400
"""
STRICTER: Final = """
def answer(order):
    return 409 if taken(order) and order.get("note") else 200 if taken(order) else 400
"""
BREAKS: Final = "def answer(order): return 200 if taken(order) else 1 // 0"

CONTRACT: Final = """\
app: APP
headers: {authorization: "Bearer ${ORDER_TOKEN}"}
operations:
  POST /orders:
    body: Order
    answers: {200: null}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))  # takes back what the command puts there
    monkeypatch.setenv("ORDER_TOKEN", "t0ken")
    (tmp_path / ".git").mkdir()
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "order.json").write_text(json.dumps(SCHEMA, indent=2), encoding="utf-8")
    return tmp_path


def service(folder: Path, mistake: str, name: str = "order_service") -> str:
    """Write the application, and the contract that names it."""
    (folder / f"{name}.py").write_text(APP.replace("MISTAKE", mistake), encoding="utf-8")
    sys.modules.pop(name, None)
    (folder / "contract.yaml").write_text(CONTRACT.replace("APP", f"{name}:app"), encoding="utf-8")
    return name


def run(*arguments: str) -> int:
    return main(["contract", "--max-examples", "10", *arguments])


def test_a_service_that_keeps_its_contract_is_clean(folder: Path, capsys: pytest.CaptureFixture[str]):
    service(folder, RIGHT, "keeps_it")
    assert run() == 0
    line, _, summary = capsys.readouterr().out.rstrip().rpartition("\n")
    assert re.search(r"^  POST /orders  +[0-9]+ requests .* 6 of +6 assertions violated +0 disagreements$", line)
    assert re.fullmatch("1 operation, [0-9]+ requests, 0 disagreements. Seed 0.", summary)


def test_what_is_found_is_reduced_reported_kept_and_gone_when_it_is_mended(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    service(folder, TAKES_NULL, "takes_null")
    assert run("--format", "json", "--report", "junit=found.xml") == 1
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert (finding["code"], finding["location"]["pointer"]) == ("SK901", "/properties/note/type")
    assert '{"status": "open", "note": null}' in finding["message"]
    assert ET.parse(folder / "found.xml").getroot().get("failures") == "1"  # noqa: S314 - written just before
    name = finding["help"][-1].removeprefix("again: schemakit contract --replay ")
    assert run("--replay", name) == 1
    assert f"{name}: still there." in capsys.readouterr().out
    service(folder, RIGHT, "takes_null")
    assert run("--replay", name) == 0
    assert capsys.readouterr().out == f"{name}: gone.\n"


def test_the_command_that_a_run_names_reads_the_schemas_that_it_has_read(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    (folder / "schemas").rename(folder / "else where")
    service(folder, TAKES_NULL, "read_elsewhere")
    assert run("--schemas", "else where", "--formats", "annotation") == 1
    said = capsys.readouterr().out.splitlines()[-1]
    assert main(shlex.split(said.partition(" Again: ")[2])[1:]) == 1
    assert capsys.readouterr().out.splitlines()[-1].startswith(said.partition(" Again: ")[0])


def test_what_a_service_did_is_listed_with_all_finds_and_replay_names_the_command_that_asks_again(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    service(folder, TAKES_ANYTHING, "listed")
    assert main(["replay"]) == 0
    assert "Nothing is stored" in capsys.readouterr().out
    assert run("--format", "json") == 1
    names = {
        one["help"][-1].removeprefix("again: schemakit contract --replay ")
        for one in json.loads(capsys.readouterr().out)["findings"]
    }
    assert main(["replay"]) == 0
    *listed, summary = capsys.readouterr().out.splitlines()
    assert {line.split()[0] for line in listed} == names
    assert all("POST /orders answers 200 to what the schema refuses" in line for line in listed)
    first = listed[0].split()[0]
    assert summary == f"{len(names)} disagreements stored. Next: schemakit contract --replay {first}"
    assert main(["replay", first]) == 2
    assert f"help: schemakit contract --replay {first}" in capsys.readouterr().err


def test_a_find_of_fuzz_is_sent_to_replay(folder: Path, capsys: pytest.CaptureFixture[str]):
    service(folder, RIGHT, "not_fuzz")
    kept = folder / ".schemakit" / "replays" / "c1d904.json"
    kept.parent.mkdir(parents=True)
    kept.write_text("{}", encoding="utf-8")
    assert run("--replay", "c1d904") == 2
    assert "help: schemakit replay c1d904" in capsys.readouterr().err


def test_an_exception_is_an_answer_of_500_for_each_way_to_reach_it(folder: Path, capsys: pytest.CaptureFixture[str]):
    service(folder, BREAKS, "breaks")
    assert run() == 1
    found = capsys.readouterr().out
    assert "fail[SK911] server-error: POST /orders answers 500" in found
    assert "SK901" not in found


def test_what_is_stricter_than_the_schema_is_said_apart_and_can_be_accepted_by_name(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    service(folder, STRICTER, "stricter")
    assert run() == 1
    found = capsys.readouterr().out
    assert found.count("fail[") == found.count("fail[SK914] stricter-than-schema") == 1
    assert "stricter: { NAME-OF-THE-RULE: { required: [note, status] } }" in found
    with (folder / "contract.yaml").open("a", encoding="utf-8") as file:
        file.write("    stricter:\n      notes-are-unique: { required: [note] }\n")
    assert run() == 0
    assert re.search("0 disagreements, [0-9]+ refused for notes-are-unique", capsys.readouterr().out)


def test_secrets_are_stars_in_what_is_said(folder: Path, capsys: pytest.CaptureFixture[str]):
    service(folder, TAKES_ANYTHING, "any_secret")
    assert run() == 1
    found = capsys.readouterr().out
    assert '"secret": "***"' in found
    assert "t0ken" not in found


def test_without_its_variable_a_header_cannot_be_sent(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    service(folder, RIGHT, "no_variable")
    monkeypatch.delenv("ORDER_TOKEN")
    assert run() == 2
    assert "needs the variable ORDER_TOKEN, which is not set" in capsys.readouterr().err


def test_a_service_that_turns_everybody_away_is_asked_three_times(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    service(folder, RIGHT, "turns_away")
    monkeypatch.setenv("ORDER_TOKEN", "another")
    assert run() == 1
    found = capsys.readouterr().out
    assert "fail[SK915] turned-away: POST /orders answers 401" in found
    assert " 3 requests" in found


def test_a_limit_ends_the_run_and_says_what_was_left(folder: Path, capsys: pytest.CaptureFixture[str]):
    service(folder, RIGHT, "limited")
    assert run("--max-requests", "5") == 0
    found = capsys.readouterr().out
    assert re.search("5 requests .* a limit was reached after 4 of [0-9]+ payloads", found)
    assert "1 operation not or not wholly tested." in found


def test_the_same_seed_asks_the_same(folder: Path, capsys: pytest.CaptureFixture[str]):
    service(folder, TAKES_NULL, "same_seed")
    said = []
    for _ in range(2):
        run("--seed", "3")
        said.append(capsys.readouterr().out)
    assert said[0] == said[1]


def test_an_openapi_document_is_a_contract(folder: Path, capsys: pytest.CaptureFixture[str]):
    service(folder, TAKES_NULL, "by_openapi")
    body = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Order"}}}}
    order = {name: value for name, value in SCHEMA.items() if not name.startswith("$")}
    document = {
        "openapi": "3.1.0",
        "paths": {
            "/orders": {"post": {"requestBody": body, "responses": {"200": {"description": "ok"}, "400": {}}}},
            "/orders/{id}": {"get": {"responses": {"200": {}}}, "delete": {"responses": {"204": {}}}},
            "/files": {"put": {"requestBody": {"content": {"text/csv": {}}}, "responses": {"200": {}}}},
        },
        "components": {"schemas": {"Order": order}},
    }
    (folder / "api.json").write_text(json.dumps(document), encoding="utf-8")
    header = "authorization: Bearer ${ORDER_TOKEN}"
    assert run("api.json", "--app", "by_openapi:app", "--header", header) == 1
    found = capsys.readouterr().out
    assert "GET /orders/{id}     not tested: its path has no values: --param id=VALUE" in found
    assert "DELETE /orders/{id}  not tested: nothing is deleted" in found
    assert "PUT /files           not tested: its body is text/csv" in found
    assert found.count("fail[") == found.count("fail[SK901] too-wide: POST /orders") == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--url", "ftp://example.com"], "is no address of a service"),
        (["--url", "http://user:word@127.0.0.1:1"], "holds a user name"),
        (["--app", "json:nothing"], "json has no nothing"),
        (["--app", "no_such_module_here:app"], "cannot be imported"),
        (["--only", "POST /order"], "did you mean 'POST /orders'?"),
        (["--header", "nothing"], "is not --header"),
        (["--param", "nothing"], "is not --param"),
        (["--timeout", "0"], "must be a number of seconds above 0"),
        (["--replay", "000000"], "there is no replay"),
        (["--replay", "../../x"], "there is no replay"),
        (["nowhere.yaml"], "no such file"),
    ],
)
def test_a_mistake_of_the_caller_ends_the_run_with_a_way_out(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
):
    service(folder, RIGHT, "mistaken")
    assert run(*arguments) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("operations:\n  POST /a:\n    body: Ordr\n", "SK060", 3),
        ("operations:\n  POST /a/{id}:\n    body: Order\n", "SK060", 2),
        ("operations:\n  POST /a:\n    bdy: Order\n", "additionalProperties", 3),
        ("operations:\n  post /a: {}\n", "propertyNames", 2),
        ("operation: {}\n", "required", 1),
        ("operations: [\n", "SK001", 2),
    ],
)
def test_a_mistake_in_the_contract_has_a_line(
    folder: Path, capsys: pytest.CaptureFixture[str], text: str, code: str, line: int
):
    (folder / "contract.yaml").write_text(f"{text}", encoding="utf-8")
    assert run("--app", "json:loads", "--format", "json") == 1
    found = json.loads(capsys.readouterr().out)["findings"]
    assert line in {one["location"]["line"] for one in found if one["code"] == code} or code == "SK001"


def test_the_schema_of_contracts_is_printed_and_is_one(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["contract", "--print-schema"]) == 0
    text = capsys.readouterr().out
    (folder / "schemas" / "contract.json").write_text(text, encoding="utf-8")
    assert main(["check"]) == 0
    assert json.loads(text)["title"] == "SchemakitContract"


def test_without_a_contract_the_way_out_is_shown(capsys: pytest.CaptureFixture[str]):
    assert run("--app", "json:loads") == 2
    assert "write contract.yaml, or name an OpenAPI document" in capsys.readouterr().err
