"""Disagreements: found, put into the right class, reduced to what matters, said once for each cause."""

import json
import uuid
from dataclasses import replace

import pydantic
import pytest

from fuzzed_schema import FuzzedSchema, fuzzed_schema
from schemakit.contract.agree import disagreements
from schemakit.contract.asking import Judges
from schemakit.contract.models import subjects, subjects_of
from schemakit.contract.problems import KINDS
from schemakit.contract.shrink import shrunk
from schemakit.contract.subject import Subject
from schemakit.contract.suite import Fuzzed, FuzzResult, fuzz
from schemakit.contract.tell import payload_text
from schemakit.core.errors import UsageError
from schemakit.core.json import Json
from schemakit.fuzz.payload import Payload

SCHEMA: Json = {
    "type": "object",
    "required": ["model"],
    "properties": {
        "model": {"type": "string"},
        "branch": {"type": "string", "maxLength": 255},
        "run": {"type": "string", "format": "uuid"},
        "count": {"type": "integer"},
        "kind": {"enum": ["a", "b"]},
    },
}


class Careless(pydantic.BaseModel):
    """What a generator makes of it that nobody has checked."""

    model: str
    branch: str | None = pydantic.Field(default=None, max_length=255)
    run: uuid.UUID | None = None
    count: int | None = None
    kind: str | None = None


def result(*subjects_: Subject, schema: Json = SCHEMA, count: int = 120) -> FuzzResult:
    return fuzz(target(fuzzed_schema(schema)), subjects_, max_examples=count)


def target(fuzzed: FuzzedSchema) -> Fuzzed:
    return Fuzzed("Thing", fuzzed.graph, fuzzed.root, Judges(fuzzed.fast.is_valid, fuzzed.reference.violations))


@pytest.fixture(scope="module")
def careless() -> FuzzResult:
    return result(*subjects_of("Careless", Careless))


def shown(found: FuzzResult, what: str) -> list[Json]:
    return [one.payload.value for one in found.disagreements if one.what == what and one.subject == "Careless"]


@pytest.mark.parametrize(
    "payload",
    [
        {"model": "", "branch": None},
        {"model": "", "run": None},
        {"model": "", "count": None},
        {"model": "", "kind": None},
        {"model": "", "run": "urn:uuid:2eb8aa08-aa98-11ea-b4aa-73b441d16380"},
        {"model": "", "run": "{2eb8aa08-aa98-11ea-b4aa-73b441d16380}"},
        {"model": "", "count": "1"},
        {"model": "", "count": True},
    ],
)
def test_what_a_careless_model_takes_is_found_and_reduced_to_the_members_that_matter(
    careless: FuzzResult, payload: Json
):
    assert payload in shown(careless, "too-wide")


def test_a_uuid_without_hyphens_is_another_cause_than_one_in_braces(careless: FuzzResult):
    runs = [payload.get("run") for payload in shown(careless, "too-wide") if isinstance(payload, dict)]
    assert any(isinstance(run, str) and len(run) == 32 and run.isalnum() for run in runs)


def test_what_a_careless_model_gives_back_is_found(careless: FuzzResult):
    assert {"model": ""} in shown(careless, "lossy")


def test_a_finding_has_a_documented_kind_a_place_and_a_payload(careless: FuzzResult):
    assert 0 < len(careless.findings) <= len(careless.disagreements)
    wrong_about = {(one.what, one.payload.violation and one.payload.violation.schema) for one in careless.disagreements}
    assert len(careless.findings) >= len(wrong_about)
    known = {kind.code: kind for kind in KINDS}
    for finding in careless.findings:
        assert finding.name == known[finding.code].name
        assert finding.location.uri
        assert "{" in finding.message or "null" in finding.message


def test_replay_ids_are_short_and_the_same_in_every_run(careless: FuzzResult):
    again = result(*subjects_of("Careless", Careless))
    assert [one.replay for one in again.disagreements] == [one.replay for one in careless.disagreements]
    assert all(len(one.replay) == 6 for one in again.disagreements)


def test_the_same_payload_found_in_two_views_has_two_ids():
    fuzzed = fuzzed_schema(SCHEMA)
    narrow = (Subject("narrow", lambda payload: payload == {}),)
    ids = [
        {one.replay for one in fuzz(replace(target(fuzzed), view=view), narrow, max_examples=5).disagreements}
        for view in ("", "request", "response")
    ]
    assert all(ids)
    assert len(frozenset.union(*map(frozenset, ids))) == sum(map(len, ids))


def test_engines_agree():
    fuzzed = fuzzed_schema(SCHEMA)
    both = (Subject("fast", fuzzed.fast.is_valid), Subject("reference", fuzzed.reference.is_valid))
    found = fuzz(target(fuzzed), both, max_examples=60)
    assert found.disagreements == ()
    assert found.valid >= 60
    assert found.invalid >= 60
    assert found.coverage.reached == found.coverage.violated == len(found.coverage.occurrences)


def test_what_refuses_too_much_is_too_narrow():
    narrow = Subject("narrow", lambda payload: isinstance(payload, dict) and len(payload.get("branch", "")) < 255)
    found = result(narrow)
    assert [one.payload.value for one in found.disagreements if one.what == "too-narrow"] == [
        {"model": "", "branch": "a" * 255}
    ]


def test_what_raises_something_else_is_a_crash():
    def crashing(payload: Json) -> bool:
        return payload["branch"].startswith("") if "branch" in payload else True  # type: ignore[index,operator]

    found = result(Subject("crashing", crashing))
    details = {one.detail.partition(":")[0] for one in found.disagreements if one.what == "crash"}
    assert {"AttributeError", "TypeError"} & details


def test_one_cause_is_said_once_and_counted():
    payloads = [Payload({"model": "x" * count}) for count in range(5)]
    fuzzed = fuzzed_schema(SCHEMA)
    found = disagreements("Thing", payloads, [Subject("never", lambda _: False)], target(fuzzed).judges)
    assert [(one.what, one.payload.value, one.count) for one in found] == [("too-narrow", {"model": ""}, 5)]


def test_a_subject_is_imported_by_its_dotted_name():
    assert [subject.name for subject in subjects("json:loads")] == ["json:loads"]


@pytest.mark.parametrize("spec", ["json", "json:", "no_such_module_here:A", "json:nothing", "json:__doc__"])
def test_a_name_that_stands_for_nothing_is_the_callers_mistake(spec: str):
    with pytest.raises(UsageError):
        subjects(spec)


def test_a_reduced_payload_violates_nothing_but_what_it_is_named_for(careless: FuzzResult):
    """As the reference engine counts: in this schema each assertion can be broken by itself."""
    reference = fuzzed_schema(SCHEMA).reference
    violated = [
        list(reference.violations(one.payload.value)) for one in careless.disagreements if one.payload.violation
    ]
    assert {len(violations) for violations in violated} == {1}


@pytest.mark.parametrize(
    ("payload", "least"),
    [
        ({"first": "b", "second": "b" * 20}, {"first": "a", "second": "a"}),
        ({"first": "aa", "second": [3, 4, 5]}, {"first": "a", "second": [0]}),
        ({"first": "b", "second": 10**400}, {"first": "a", "second": 1}),
        ({"first": "b", "second": -(10**400)}, {"first": "a", "second": 1}),
    ],
    ids=["a string that is as plain as can be", "a list after it", "an integer beyond floats", "a negative one"],
)
def test_what_comes_after_a_part_that_cannot_be_reduced_is_reduced_too(payload: Json, least: Json):
    def matters(value: Json) -> bool:
        return isinstance(value, dict) and bool(value.get("first")) and bool(value.get("second"))

    assert shrunk(payload, matters) == least


def test_an_integer_that_no_float_holds_is_halved_as_often_as_it_matters():
    shortest = shrunk(10**320, lambda value: isinstance(value, int) and value >= 10**309)
    assert isinstance(shortest, int)
    assert 10**309 <= shortest < 2 * 10**309


def test_a_payload_as_deep_as_any_is_reduced_and_told():
    deep: Json = "a" * 60
    for level in range(600):
        deep = [deep] if level % 2 else {"a": deep}
    assert len(payload_text(deep)) < 400
    judges = Judges(lambda _: True, lambda _: ())
    narrow = Subject("narrow", lambda payload: not isinstance(payload, list))
    [found] = disagreements("Thing", [Payload(deep)], [narrow], judges)
    assert found.payload.value == []


def test_long_strings_in_a_payload_are_told_by_their_beginning_and_length():
    told = payload_text({"a" * 41: 'b"' * 40, "c": "\\" * 40})
    assert f'"{"a" * 20}... (41 characters)": ' in told
    assert '... (80 characters)"' in told
    assert json.loads(told)["c"] == "\\" * 40
