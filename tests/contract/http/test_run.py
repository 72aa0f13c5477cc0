"""One operation and a service made of one function: causes are told apart, reduced, and survive the end of a budget."""

import json
from collections.abc import Callable

import pytest

from schemakit.contract.http.bodies import Bodies
from schemakit.contract.http.exchange import Answer, Spent
from schemakit.contract.http.operation import Operation
from schemakit.contract.http.run import Asked
from schemakit.core.json import Json
from schemakit.core.location import Location, Uri
from schemakit.fuzz.payload import Payload
from schemakit.pipeline.schemas import from_schema

ORDER: dict[str, Json] = {
    "type": "object",
    "required": ["status"],
    "properties": {
        "status": {"enum": ["open", "paid"]},
        "note": {"type": "string"},
        "count": {"type": "integer", "minimum": 0},
        "owner": {"type": ["string", "null"]},
    },
}


def asked(service: Callable[[Json], int], *, most: int = 10_000) -> Asked:
    bodies = Bodies(from_schema(ORDER, name="Order").set, formats=True)
    sent = 0

    def send(text: str | None) -> Answer:
        nonlocal sent
        sent += 1
        if sent > most:
            raise Spent
        return Answer(service(json.loads(text or "null")), b"{}")

    return Asked(Operation("POST", "/orders", Location(Uri("file:///c"))), bodies.of("Order"), bodies, send)


@pytest.fixture(scope="module")
def payloads() -> tuple[Payload, ...]:
    bodies = Bodies(from_schema(ORDER, name="Order").set, formats=True)
    made, _ = bodies.of("Order").payloads(40, 0)
    return made


def taken(value: Json) -> int:
    return 200 if from_order.accepts(value) else 400


from_order = Bodies(from_schema(ORDER, name="Order").set, formats=True).of("Order")


def test_two_causes_in_valid_payloads_are_two_cases_of_one_member_each(payloads: tuple[Payload, ...]):
    def service(value: Json) -> int:
        is_refused = isinstance(value, dict) and (value.get("count", 0) == 0 or value.get("note", "a") == "")
        return 400 if is_refused and isinstance(value, dict) and ("count" in value or "note" in value) else taken(value)

    run = asked(service)
    assert len(list(run.all(payloads))) == len(payloads)
    found = [set(case.payload.value) - {"status"} for case in run.cases if case.payload is not None]  # type: ignore[arg-type]
    assert sorted(map(sorted, found)) == [["count"], ["note"]]


def test_a_cause_in_many_payloads_is_one_case_and_counted(payloads: tuple[Payload, ...]):
    run = asked(lambda value: 500 if isinstance(value, dict) and value.get("owner", "") is None else taken(value))
    list(run.all(payloads))
    (case,) = run.cases
    assert case.payload is not None
    assert case.payload.value == {"status": "open", "owner": None}
    assert case.count > 1


@pytest.mark.parametrize("most", range(2, 40, 3))
def test_what_was_found_when_the_budget_ends_is_not_lost(payloads: tuple[Payload, ...], most: int):
    seen = False

    def service(value: Json) -> int:
        nonlocal seen
        is_refused = isinstance(value, dict) and "note" in value and from_order.accepts(value)
        seen = seen or is_refused
        return 400 if is_refused else taken(value)

    run = asked(service, most=most)
    with pytest.raises(Spent):
        list(run.all(payloads))
    assert bool(run.cases) is seen


def test_an_operation_that_never_answers_is_given_up(payloads: tuple[Payload, ...]):
    run = asked(lambda _: 0)
    assert len(list(run.all(payloads))) == 5
    assert {case.trouble.what for case in run.cases} == {"no-answer"}


def test_one_that_is_turned_away_asks_no_more(payloads: tuple[Payload, ...]):
    run = asked(lambda _: 403)
    assert list(run.all(payloads)) == []
    assert [(case.trouble.what, case.count) for case in run.cases] == [("turned-away", 3)]


def test_values_of_other_enums_are_among_the_payloads():
    schema = {"properties": {"a": {"enum": ["x"]}, "b": {"enum": ["y", "z"]}}}
    body = Bodies(from_schema(schema, name="Two").set, formats=True).of("Two")
    tried = [one.value for one in body.payloads(5, 0)[0] if one.violation is not None]
    wrong = {value["a"] for value in tried if isinstance(value, dict) and isinstance(value.get("a"), str)}
    assert {"y", "z"} <= wrong


def test_an_answer_longer_than_is_read_is_a_wrong_one():
    def endless(_: str | None) -> Answer:
        return Answer(200, b"{}", is_cut=True)

    bodies = Bodies(from_schema(ORDER, name="Order").set, formats=True)
    operation = Operation("POST", "/orders", Location(Uri("file:///c")))
    trouble = Asked(operation, bodies.of("Order"), bodies, endless).ask(Payload({"status": "open"}))
    assert trouble is not None
    assert (trouble.what, trouble.said) == ("wrong-answer", "answers 200 with more than 16,777,216 bytes")
