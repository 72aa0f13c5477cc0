"""L6: an invalid payload is refused by everybody, and its label is among the reference engine's violations."""

from collections import Counter
from collections.abc import Iterable

import pytest

from fuzzed_schema import FuzzedSchema, fuzzed_schema
from official_suite import DRAFTS, groups, remotes
from schemakit.core.json import Json
from schemakit.core.violation import Violation
from schemakit.fuzz.coverage import Shown
from schemakit.fuzz.draws import drawn
from schemakit.fuzz.payload import Payload
from schemakit.fuzz.sweep import Sweep, Swept
from schemakit.testing import invalid_payloads
from schemas_of_every_draft import SCHEMAS


def sweep(fuzzed: FuzzedSchema, count: int = 4) -> Swept:
    return Sweep(fuzzed.graph, fuzzed.root, fuzzed.fast.is_valid, fuzzed.reference.violations, fuzzed.formats).run(
        count, 0
    )


def every(violations: Iterable[Violation]) -> list[Violation]:
    found = list(violations)
    for violation in found:  # grows while it is read
        found.extend(inside for branch in violation.branches for inside in branch)
    return found


#: The fast engine has a draft-04 metaschema of its own, in which ``enum`` may be empty and repeat itself.
FAST_GAPS = {"/properties/enum/minItems", "/properties/enum/uniqueItems"}


def mislabelled(fuzzed: FuzzedSchema, swept: Swept) -> list[Payload]:
    return [
        payload
        for payload in swept.payloads
        if payload.violation is not None
        and payload.violation.schema.pointer not in FAST_GAPS
        and (
            fuzzed.fast.is_valid(payload.value)
            or payload.violation not in every(fuzzed.reference.violations(payload.value))
        )
    ]


@pytest.mark.parametrize(("schema", "dialect"), [one[1:][::-1] for one in SCHEMAS], ids=[one[0] for one in SCHEMAS])
def test_schemas_of_every_draft_are_broken_everywhere_they_can_be(schema: Json, dialect: str):
    fuzzed = fuzzed_schema(schema, dialect)
    swept = sweep(fuzzed)
    assert mislabelled(fuzzed, swept) == []
    assert [one.place for one in swept.coverage.open()] == []
    assert swept.coverage.count(Shown.ALONE)


UNREACHED = 2**31 - 1


@pytest.mark.parametrize(
    ("keyword", "schema"),
    [
        ("maxLength", {"type": "string", "maxLength": UNREACHED}),
        ("maxItems", {"type": "array", "items": {"type": "null"}, "maxItems": UNREACHED}),
        ("maxItems", {"type": "array", "uniqueItems": True, "maxItems": UNREACHED}),
        ("maxProperties", {"type": "object", "maxProperties": UNREACHED}),
        ("contains", {"type": "array", "contains": {}, "minContains": UNREACHED, "maxItems": 2 * UNREACHED}),
    ],
)
def test_a_limit_that_nobody_reaches_is_left_open_and_takes_no_memory(keyword: str, schema: Json):
    coverage = sweep(fuzzed_schema(schema)).coverage
    [limit] = [one for one in coverage.occurrences if one.keyword == keyword]
    is_met = keyword == "contains"  # too few items are soon made
    assert limit.shown is (Shown.ALONE if is_met else Shown.OPEN)
    assert limit.reached is not is_met


@pytest.mark.parametrize(
    ("keyword", "schema"),
    [
        ("maxLength", {"type": "string", "maxLength": 2**20}),
        ("maxItems", {"type": "array", "items": {"type": "integer"}, "maxItems": 5000}),
        ("maxProperties", {"type": "object", "additionalProperties": {"type": "string"}, "maxProperties": 900}),
    ],
)
def test_a_limit_that_services_have_is_violated_however_much_it_takes(keyword: str, schema: Json):
    coverage = sweep(fuzzed_schema(schema)).coverage
    assert [one.shown for one in coverage.occurrences if one.keyword == keyword] == [Shown.ALONE]


@pytest.mark.corpora
@pytest.mark.parametrize("draft", DRAFTS)
def test_labels_are_true_over_the_suite(draft: str):
    wrong, shown = [], Counter()
    for group in list(groups(draft))[1::20]:
        fuzzed = fuzzed_schema(group.schema, DRAFTS[draft], remotes(draft), formats=False)
        swept = sweep(fuzzed, 2)
        wrong.extend((group.id, payload) for payload in mislabelled(fuzzed, swept))
        shown.update(one.shown for one in swept.coverage.occurrences)
    assert wrong == []
    assert shown[Shown.OPEN] <= shown.total() / 50
    assert shown[Shown.ALONE] >= shown.total() * 2 / 3


def broken(schema: Json, count: int = 150) -> list[Payload]:
    return drawn(invalid_payloads(schema), count, 0)


def test_null_stands_for_absent():
    schema = {"type": "object", "properties": {"branch": {"type": "string"}}}
    assert {"branch": None} in [payload.value for payload in broken(schema)]


@pytest.mark.parametrize(
    ("schema", "near_miss"),
    [
        ({"type": "integer"}, "1"),
        ({"type": "integer"}, True),
        ({"type": "boolean"}, 1),
        ({"enum": ["claude", "codex"]}, "CLAUDE"),
        ({"type": "string", "format": "uuid"}, "2eb8aa08aa9811eab4aa73b441d16380"),
        ({"type": "string", "format": "uuid"}, "urn:uuid:2eb8aa08-aa98-11ea-b4aa-73b441d16380"),
        ({"type": "string", "format": "date-time"}, "2020-01-31 12:30:00Z"),
        ({"exclusiveMinimum": 3}, 3),
    ],
)
def test_near_misses_of_careless_code_come_up(schema: Json, near_miss: Json):
    values = [payload.value for payload in broken(schema, 300)]
    assert any(value == near_miss and type(value) is type(near_miss) for value in values)


def test_too_long_is_too_long_by_one_code_point():
    lengths = {
        len(payload.value)
        for payload in broken({"type": "string", "maxLength": 5})
        if payload.violation.keyword == "maxLength"
    }
    assert 6 in lengths


def test_what_cannot_be_violated_is_said_to_be_so():
    fuzzed = fuzzed_schema({"enum": ["a", "b"], "type": "string", "minLength": 0, "not": False})
    shown = {one.keyword: one.shown for one in sweep(fuzzed).coverage.occurrences}
    assert shown["type"] is Shown.DOMINATED
    assert shown["enum"] is Shown.ALONE
    assert shown["not"] is Shown.IMPOSSIBLE


def test_a_payload_for_one_branch_is_wrong_in_nothing_else():
    schema = {"anyOf": [{"type": "object", "required": ["a"], "properties": {"a": {"maximum": 3}}}, {"const": 1}]}
    fuzzed = fuzzed_schema(schema)
    shown = {one.keyword: one.shown for one in sweep(fuzzed).coverage.occurrences}
    assert shown["maximum"] is Shown.ALONE
