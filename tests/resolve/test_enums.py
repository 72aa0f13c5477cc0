"""Recovered enums: never a wrong list, and every refusal with its reason."""

from collections.abc import Sequence
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conformance.enums import outcomes
from schemakit.core.finding import Severity
from schemakit.core.json import Json, json_equal
from schemakit.core.location import Location, Uri
from schemakit.core.outcome import Outcome
from schemakit.core.pointer import Pointer
from schemakit.resolve.bullets import Bullets, Reason, Refusal, read_bullets
from schemakit.resolve.enum_files import compare, enum_document, is_edited
from schemakit.resolve.enums import Recovered, recover
from schemakit.resolve.referrers import Referrer, referrer_at

REF = "#/components/schemas/XEnum"
FILE = Location(Uri("file:///schemas/enums/XEnum.json"))

# What the convention can say without a second reading: no newline, and no backtick in a value or next to a dash.
LINES = st.text(st.characters(exclude_characters="\n`", exclude_categories=["Cs"]))
CHOICES = st.lists(st.tuples(LINES, LINES), min_size=1, unique_by=lambda choice: choice[0])


def written(choices: Sequence[tuple[object, str]], before: str = "") -> str:
    """Write choices as drf-spectacular does."""
    return before + "\n".join(f"* `{value}` - {label}" for value, label in choices)


def referrer(description: str | None = None, *, at: str = "a", **others: Json) -> Referrer:
    schema: dict[str, Json] = {"allOf": [{"$ref": REF}], **others}
    if description is not None:
        schema["description"] = description
    document: Json = {"properties": {at: schema}}
    return referrer_at(document, Location(Uri("file:///a.json"), Pointer(f"/properties/{at}/allOf/0/$ref")))


def names(outcome: Outcome[Recovered | None]) -> list[str]:
    return [finding.name for finding in outcome.findings]


@given(CHOICES, st.sampled_from(["", "Help text\n\n", "Help:\n\n* first\n* second\n\n", "\n\n"]))
def test_what_the_convention_writes_is_read_back(choices: list[tuple[str, str]], before: str):
    read = read_bullets(written(choices, before))
    assert isinstance(read, Bullets)
    assert [(choice.value, choice.label) for choice in read.choices] == choices


@given(CHOICES, LINES)
def test_a_label_over_several_lines_is_never_read_as_another_list(choices: list[tuple[str, str]], line: str):
    forged = f"label\n\n* `forged` - {line}"
    value, _ = choices[0]
    read = read_bullets(written([(value, forged), *choices[1:]], "Help\n\n"))
    assert isinstance(read, Refusal)


@pytest.mark.parametrize(
    ("description", "reason"),
    [
        ("", Reason.ABSENT),
        ("empty\n\n", Reason.ABSENT),
        ("Use `x` or\n\n* y", Reason.ABSENT),
        ("no blank line\n* `a` - A", Reason.NOT_APART),
        pytest.param("\n" * 200_000 + "H\n* `a` - A", Reason.NOT_APART, id="many newlines"),
        pytest.param("H" + "\n" * 5 + "* `a` - A\nB", Reason.NOT_A_CHOICE, id="many blank lines"),
        ("H\n\n* `a` - A\n\n* `b` - B", Reason.TWO_LISTS),
        ("H\n\n* `a` - one\ntwo\n* `b` - B", Reason.NOT_A_CHOICE),
        ("H\n\n* `a` - A\n\nmore help", Reason.NOT_A_CHOICE),
        ("H\n\n* `a`: A", Reason.NOT_A_CHOICE),
        ("H\n\n* `c` - d` - e", Reason.TWO_READINGS),
        ("H\n\n* `1` - int\n* `1` - str", Reason.TWICE),
    ],
)
def test_a_description_that_needs_a_guess_is_refused_with_its_reason(description: str, reason: Reason):
    read = read_bullets(description)
    assert isinstance(read, Refusal)
    assert read.reason is reason


@pytest.mark.corpora
def test_no_generated_case_gives_a_wrong_enum():
    summary = outcomes()
    assert summary == {
        "exact": 15,
        "exact, with a warning about None": 1,
        "type undecided, strings with a warning": 4,
        "refused: " + Reason.TWO_LISTS: 1,
        "refused: " + Reason.TWO_READINGS: 1,
        "nothing is listed": 7,
    }
    assert sum(summary.values()) == 29


@given(CHOICES)
def test_every_referrer_is_evidence_and_those_that_list_nothing_do_not_disturb(choices: list[tuple[str, str]]):
    text = written(choices, "H\n\n")
    # Texts that read as numbers, '' or None have tests of their own.
    outcome = recover("XEnum", [referrer(text), referrer("no list", at="b"), referrer(text, at="c"), referrer(at="d")])
    kept = [value for value, _ in choices if value != ""]
    if not kept:
        assert outcome.value is None
        return
    assert outcome.value is not None
    assert list(outcome.value.values) == kept
    assert [place.location.pointer for place in outcome.value.evidence] == [
        "/properties/a/description",
        "/properties/c/description",
    ]


@pytest.mark.parametrize("other", [[("x", "X")], [("x", "X"), ("z", "Z")], [("y", "Y"), ("x", "X")]])
def test_a_conflict_is_an_error_that_names_both_places(other: list[tuple[str, str]]):
    outcome = recover("XEnum", [referrer(written([("x", "X"), ("y", "Y")])), referrer(written(other), at="b")])
    assert outcome.value is None
    (finding,) = outcome.findings
    assert (finding.name, finding.severity) == ("enum-conflict", Severity.ERROR)
    assert [place.pointer for place in (finding.location, *finding.related)] == [
        "/properties/a/description",
        "/properties/b/description",
    ]


def test_other_labels_are_a_warning_and_the_first_ones_count():
    outcome = recover("XEnum", [referrer(written([("x", "X")])), referrer(written([("x", "Ex")]), at="b")])
    assert outcome.value is not None
    assert outcome.value.labels == ("X",)
    assert names(outcome) == ["enum-labels-differ"]


@pytest.mark.parametrize(
    ("values", "clue", "expected"),
    [
        ((1, -1), {"default": 1}, (1, -1)),
        ((1, -1), {"default": "1"}, ("1", "-1")),
        ((1, -1), {"example": -1}, (1, -1)),
        ((1, -1), {"examples": ["-1"]}, ("1", "-1")),
        ((1, -1), {"default": "1", "example": 1}, ("1", "-1")),
        ((1, 2.5), {"default": 2.5}, (1, 2.5)),
        ((1, 2.5), {"default": 1.0}, (1, 2.5)),
        ((True, False), {"default": False}, (True, False)),
        ((True, False), {"default": "True"}, ("True", "False")),
        (("007", "008"), {}, ("007", "008")),
        (("1", "x"), {}, ("1", "x")),
    ],
)
def test_a_value_beside_the_reference_decides_the_type(
    values: tuple[Json, ...], clue: dict[str, Json], expected: tuple[Json, ...]
):
    outcome = recover("XEnum", [referrer(written([(value, "L") for value in values]), **clue)])
    assert outcome.findings == ()
    assert outcome.value is not None
    assert json_equal(list(outcome.value.values), list(expected))


@pytest.mark.parametrize("values", [("1", "2"), ("1", "2.5"), ("True", "False"), ("1e5",)])
@pytest.mark.parametrize("clue", [{}, {"default": None, "nullable": True}])
def test_a_type_that_nothing_decides_is_a_warning_and_never_guessed(values: tuple[str, ...], clue: dict[str, Json]):
    outcome = recover("XEnum", [referrer(written([(value, "L") for value in values]), **clue)])
    assert outcome.value is not None
    assert outcome.value.values == values
    assert names(outcome) == ["ambiguous-enum-type"]


def test_a_decision_of_one_referrer_counts_for_all_and_two_decisions_conflict():
    text = written([(1, "one"), (2, "two")])
    decided = recover("XEnum", [referrer(text), referrer(at="b", default=2)])
    assert decided.value is not None
    assert decided.value.values == (1, 2)
    assert decided.value.evidence[-1].rule == "type-from-default"
    torn = recover("XEnum", [referrer(text, default="1"), referrer(at="b", default=2)])
    assert torn.value is None
    assert names(torn) == ["enum-conflict"]


def test_the_empty_choice_belongs_to_blank_enum_and_none_is_null_only_where_null_is_allowed():
    text = written([("", "-"), ("None", "-"), ("x", "X")])
    strict = recover("XEnum", [referrer(text)])
    assert strict.value is not None
    assert strict.value.values == ("None", "x")
    nullable = recover("XEnum", [referrer(text, nullable=True)])
    assert nullable.value is not None
    assert nullable.value.values == ("x",)
    assert names(nullable) == ["ambiguous-enum-type"]
    mixed = recover("XEnum", [referrer(text, nullable=True), referrer(text, at="b")])
    assert mixed.value is not None
    assert mixed.value.values == ("None", "x")
    told = recover("XEnum", [referrer(text, nullable=True, default="None")])
    assert told.value is not None
    assert told.value.values == ("None", "x")


def test_a_default_that_is_not_listed_is_found_and_null_or_blank_is_no_such_default():
    text = written([("x", "X")])
    assert names(recover("XEnum", [referrer(text, default="y")])) == ["default-not-in-enum"]
    assert names(recover("XEnum", [referrer(text, default=None)])) == ["default-not-in-enum"]
    assert names(recover("XEnum", [referrer(text, default=None, nullable=True)])) == []


def test_a_union_with_other_schemas_is_no_referrer_of_the_enum():
    document: Json = {
        "oneOf": [{"$ref": REF}, {"$ref": "#/components/schemas/YEnum"}],
        "description": written([("x", "X")]),
    }
    found = referrer_at(document, Location(Uri("file:///a.json"), Pointer("/oneOf/0/$ref")))
    assert found.schema == {"$ref": REF}
    assert recover("XEnum", [found]) == Outcome(None)


@pytest.mark.parametrize("others", [["BlankEnum"], ["NullEnum"], ["BlankEnum", "NullEnum"]])
def test_blank_and_null_beside_the_enum_say_what_else_is_allowed(others: list[str]):
    branches: list[Json] = [{"$ref": f"#/components/schemas/{name}"} for name in ("XEnum", *others)]
    found = referrer_at({"oneOf": branches}, Location(Uri("file:///a.json"), Pointer("/oneOf/0/$ref")))
    assert (found.blank, found.nullable) == ("BlankEnum" in others, "NullEnum" in others)


def _recovered(*values: str) -> Recovered:
    outcome = recover("XEnum", [referrer(written([(value, value.upper()) for value in values]))])
    assert outcome.value is not None
    return outcome.value


def test_the_document_is_found_by_the_references_and_says_where_it_comes_from():
    assert enum_document(_recovered("x", "y"), lambda _: "../a.json") == {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": REF,
        "title": "XEnum",
        "type": "string",
        "enum": ["x", "y"],
        "x-enum-descriptions": ["X", "Y"],
        "x-schemakit": {
            "recovered-from": [
                {"file": "../a.json", "pointer": "/properties/a/description", "rule": "drf-spectacular-bullets"}
            ],
            "values-sha256": sha256(b'["x", "y"]').hexdigest(),
        },
    }


def test_a_file_is_true_edited_drifted_or_stale():
    document = enum_document(_recovered("x", "y"), str)
    edited = {**document, "enum": ["x", "y", "mine"]}
    assert not is_edited(document)
    assert is_edited(edited)

    def found(file: Json, now: Recovered | None) -> list[str]:
        return [finding.name for finding in compare(file, now, FILE)]

    assert found(document, _recovered("x", "y")) == []
    assert found(edited, _recovered("x", "y")) == ["recovered-enum-edited"]
    assert found(document, _recovered("x", "z")) == ["recovered-enum-drifted"]
    assert found(edited, _recovered("x", "z")) == ["recovered-enum-edited", "recovered-enum-drifted"]
    assert found(edited, _recovered("x", "y", "mine")) == []
    assert found(document, None) == ["recovered-enum-stale"]
    assert found({"$id": REF, "enum": ["somebody's", "own"]}, _recovered("x", "y")) == []


def test_deciding_the_type_in_the_file_answers_the_question():
    recovered = _recovered("1", "2")
    document = {**enum_document(recovered, str), "type": "integer", "enum": [1, 2]}
    assert is_edited(document)
    assert compare(document, recovered, FILE) == ()
    assert [finding.name for finding in compare({**document, "enum": [1, 3]}, recovered, FILE)] == [
        "recovered-enum-edited"
    ]
