"""Frozen contracts: right by engines that know nothing of us, complete, the same in every run; and compared."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import jsonschema_rs
import pytest

from official_suite import DRAFTS, groups, remotes
from schemakit.core.errors import UsageError
from schemakit.core.json import Json
from schemakit.core.location import Location
from schemakit.core.violation import Violation
from schemakit.fuzz.coverage import Shown
from schemakit.pipeline.corpora import Exported, check, export
from schemakit.pipeline.schemas import Schemas, from_schema, load
from schemakit.runtime.text import write_pretty_json
from schemakit.validate.engine import judge

SEEDS = (
    "ClaudeTaskRunCreateSchema",
    "CodexTaskRunCreateSchema",
    "PatchedTaskRunUpdate",
    "TaskRunBootstrapCreateRequest",
    "TaskRunResumeRequestSchema",
)

FORMAT_CHECKER = jsonschema.Draft202012Validator.FORMAT_CHECKER

ORDER: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "required": ["status"],
    "additionalProperties": False,
    "properties": {
        "status": {"enum": ["open", "paid"]},
        "note": {"type": "string", "maxLength": 20},
        "tags": {"type": "array", "items": {"type": "string"}, "minItems": 1, "uniqueItems": True},
        "price": {"anyOf": [{"type": "number", "minimum": 0}, {"const": "free"}]},
    },
}


def exported(schemas: Schemas, *names: str, every_way: bool = False) -> Iterator[Exported]:
    return export(schemas, names, every_way=every_way, seed=0, version="0")


@pytest.fixture(scope="module")
def seeds(repository: Path) -> Schemas:
    return load([repository / "schemas"]).value


@pytest.fixture(scope="module")
def frozen(seeds: Schemas) -> list[Exported]:
    return list(exported(seeds, *SEEDS))


@pytest.fixture(scope="module")
def orders() -> Schemas:
    return from_schema(ORDER, name="Order")


@pytest.fixture(scope="module")
def few(orders: Schemas) -> Exported:
    return next(exported(orders))


def cases_of(one: Exported) -> list[dict[str, Json]]:
    return one.document[0]["tests"]  # type: ignore[index,call-overload,return-value]


def wrong(document: Json) -> list[str]:
    """The cases of a document that an engine, given nothing but the document, judges otherwise."""
    found: list[str] = []
    for group in document:  # type: ignore[union-attr]
        schema, cases = group["schema"], group["tests"]  # type: ignore[index,call-overload]
        fast = jsonschema_rs.validator_for(schema, validate_formats=True, offline=True)
        reference = jsonschema.Draft202012Validator(schema, format_checker=FORMAT_CHECKER)
        found.extend(
            case["description"]
            for case in cases
            if not fast.is_valid(case["data"]) is reference.is_valid(case["data"]) is case["valid"]
        )
    return found


def violated(violations: Iterable[Violation]) -> set[Location]:
    found: set[Location] = set()
    work: list[Violation] = list(violations)
    for one in work:  # grows while it is read
        found.add(one.schema)
        work.extend(inner for branch in one.branches for inner in branch)
    return found


def test_every_frozen_case_of_the_seeds_is_right(frozen: list[Exported]):
    assert [one.name for one in frozen] == list(SEEDS)
    for one in frozen:
        assert wrong(one.document) == []
        assert min(one.valid, one.invalid) > 4


def test_every_assertion_is_violated_by_a_case_of_its_own(frozen: list[Exported], seeds: Schemas):
    for one in frozen:
        reference = judge(seeds.set, seeds.root(one.name), engine="reference")
        places = [violated(reference.violations(case["data"])) for case in cases_of(one) if not case["valid"]]
        wanted = {covered.place for covered in one.coverage.occurrences}
        assert wanted <= set().union(*places)
        assert len(places) == len(one.coverage.occurrences)
        assert sum(len(found) == 1 for found in places) >= one.coverage.count(Shown.ALONE)


def test_every_value_of_an_enum_is_taken_by_a_case(frozen: list[Exported]):
    statuses = {case["data"].get("status") for case in cases_of(frozen[2]) if case["valid"]}  # type: ignore[union-attr]
    assert {"not_started", "queued", "in_progress", "completed", "failed", "cancelled"} <= statuses


def test_cases_are_the_same_in_every_run(orders: Schemas, few: Exported):
    assert write_pretty_json(next(exported(orders)).document) == write_pretty_json(few.document)


def test_cases_say_in_words_what_they_are_about(few: Exported):
    said = {case["description"]: case["data"] for case in cases_of(few)}
    assert said["note: must be at most 20 characters long, and has 21"] == {"status": "open", "note": "a" * 21}
    assert any("note of 20 characters" in description for description in said)
    assert len(said) == len(cases_of(few))


def test_every_way_is_more_of_the_same(orders: Schemas, few: Exported):
    many = next(exported(orders, every_way=True))
    assert wrong(many.document) == []
    assert many.valid == few.valid
    notes = [case["data"]["note"] for case in cases_of(many) if not case["valid"] and "note" in (case["data"] or {})]  # type: ignore[index,operator]
    assert {type(note) for note in notes} >= {type(None), int, bool, str}


@pytest.mark.corpora
def test_cases_of_any_schema_are_right():
    """A sample of the official suite; jsonschema-rs alone, which is right about every test of it, is the judge."""
    some = list(groups("draft2020-12"))[::53]
    judged = 0
    for group in some:
        schemas = from_schema(
            group.schema, dialect=DRAFTS["draft2020-12"], resources=remotes("draft2020-12"), formats="annotation"
        )
        (one,) = export(schemas, ["Root"], every_way=False, seed=0, version="0")
        document = one.document[0]  # type: ignore[index,call-overload]
        validator = jsonschema_rs.validator_for(document["schema"], validate_formats=False, offline=True)  # type: ignore[index,call-overload]
        for case in cases_of(one):
            assert validator.is_valid(case["data"]) is case["valid"], (group.description, case)
            judged += 1
    assert judged >= 2 * len(some) > 10


@pytest.fixture
def folder(tmp_path: Path, few: Exported) -> Path:
    (tmp_path / "Order.json").write_text(write_pretty_json(few.document), encoding="utf-8")
    return tmp_path


def changed(**properties: Json) -> Schemas:
    return from_schema({**ORDER, "properties": {**ORDER["properties"], **properties}}, name="Order")


def test_the_schema_as_it_was_frozen_changes_nothing(folder: Path, orders: Schemas):
    found = check(orders, folder)
    assert found.findings == found.value.findings == ()
    assert found.value.cases > 10


@pytest.mark.parametrize(
    ("properties", "names"),
    [
        ({"note": {"type": "string", "maxLength": 10}}, {"now-refused"}),
        ({"note": {"type": "string", "maxLength": 30}}, {"now-accepted", "assertion-not-covered"}),
        ({"note": {"type": ["string", "null"], "maxLength": 20}}, {"now-accepted", "assertion-not-covered"}),
        ({"status": {"enum": ["open", "paid", "void"]}}, set()),
        ({"new": {"type": "string", "pattern": "^a"}}, {"assertion-not-covered"}),
    ],
)
def test_what_a_new_version_changes_is_found(folder: Path, properties: dict[str, Json], names: set[str]):
    assert {finding.name for finding in check(changed(**properties), folder).value.findings} == names


def test_a_finding_says_where_the_case_is(folder: Path):
    found = check(changed(note={"type": "string", "maxLength": 10}), folder).value
    (finding,) = found.findings
    source = found.sources[0]
    assert finding.location.uri == source.uri
    assert finding.location.pointer.startswith("/0/tests/")
    assert "10 characters" in finding.message


def test_cases_of_a_schema_that_is_gone_are_found(folder: Path):
    (finding,) = check(from_schema(ORDER, name="Orders"), folder).value.findings
    assert (finding.name, finding.note) == ("frozen-schema-gone", "did you mean Orders?")


@pytest.mark.parametrize("document", [{}, [1], [{"description": 1}], [{"description": "Order", "tests": [{}]}]])
def test_what_is_no_corpus_is_the_callers_mistake(tmp_path: Path, orders: Schemas, document: Json):
    (tmp_path / "Order.json").write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(UsageError):
        check(orders, tmp_path)
