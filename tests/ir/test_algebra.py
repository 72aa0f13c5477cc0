"""Answers about sets of values: right wherever there is one, and always in time."""

from itertools import permutations

import jsonschema_rs
import pytest

from conformance.laws import lowered, resolved
from official_suite import Group, groups
from schemakit.core.json import Json
from schemakit.ir.algebra import Answer, complement, covers, disjoint, satisfiable

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN


def accepts(document: Json, value: Json) -> bool:
    return jsonschema_rs.validator_for(document, validate_formats=False, offline=True).is_valid(value)


@pytest.fixture(scope="module")
def suite() -> list[tuple[Group, Json]]:
    return [(group, lowered(resolved(group))[1]) for group in groups("draft2020-12")]


@pytest.mark.corpora
def test_what_is_not_satisfiable_has_no_valid_value(suite: list[tuple[Group, Json]]):
    answers = {(group.file, group.description): satisfiable(document) for group, document in suite}

    wrong = [
        group.id
        for group, _ in suite
        if answers[group.file, group.description] is NO and any(test.valid for test in group.tests)
    ]
    assert wrong == []
    assert list(answers.values()).count(YES) > 300
    assert list(answers.values()).count(NO) > 5


@pytest.mark.corpora
def test_the_complement_accepts_what_the_schema_refuses_and_nothing_else(suite: list[tuple[Group, Json]]):
    wrong, compared = [], 0
    for group, document in suite:
        refused = complement(document)
        if refused is not None:
            compared += len(group.tests)
            wrong += [(group.id, test.description) for test in group.tests if accepts(refused, test.data) is test.valid]

    assert wrong == []
    assert compared > 1_000


@pytest.mark.corpora
def test_no_value_contradicts_an_answer_about_two_schemas(suite: list[tuple[Group, Json]]):
    wrong, answers = [], []
    by_file: dict[str, list[tuple[Group, Json]]] = {}
    for group, document in suite:
        by_file.setdefault(group.file, []).append((group, document))
    for members in by_file.values():
        for (first, wide), (second, narrow) in permutations(members[:4], 2):
            covered, apart = covers(wide, narrow), disjoint(wide, narrow)
            answers += [covered, apart]
            for test in second.tests:
                if test.valid and (covered is YES and not accepts(wide, test.data)):
                    wrong.append(("covers", first.id, second.id, test.description))
                if test.valid and (apart is YES and accepts(wide, test.data)):
                    wrong.append(("disjoint", first.id, second.id, test.description))

    assert wrong == []
    assert answers.count(YES) > 100
    assert answers.count(NO) > 100


@pytest.mark.parametrize(
    ("wide", "narrow", "answer"),
    [
        (True, {"type": "string"}, YES),
        ({"type": "string"}, True, NO),
        ({"type": "string"}, False, YES),
        ({"enum": [1, 2]}, {"const": 1.0}, YES),
        ({"enum": [1, 2]}, {"const": True}, NO),
        ({"maxLength": 3}, {"type": "string", "minLength": 2, "maxLength": 3}, YES),
        ({"pattern": "^a"}, {"type": "string", "pattern": "^(?=a)"}, UNKNOWN),
    ],
)
def test_containment(wide: Json, narrow: Json, answer: Answer):
    assert covers(wide, narrow) is answer


@pytest.mark.parametrize(
    ("left", "right", "answer"),
    [
        ({"type": "string"}, {"type": "null"}, YES),
        ({"type": "integer", "minimum": 3}, {"type": "number", "maximum": 2}, YES),
        ({"minimum": 3}, {"maximum": 2}, NO),  # neither says anything about strings
        ({"type": "string", "pattern": "^a"}, {"type": "string", "pattern": "^b"}, UNKNOWN),
    ],
)
def test_disjointness(left: Json, right: Json, answer: Answer):
    assert disjoint(left, right) is answer
    assert disjoint(right, left) is answer


@pytest.mark.parametrize(
    "document",
    [
        {"minLength": "3"},
        {"pattern": "["},
        {"$ref": "#/$defs/missing"},
        {"$ref": "https://example.com/elsewhere"},
        [],
        "text",
        {"enum": list(range(20_000))},
        {"oneOf": [{"required": [str(index)], "properties": {"t": {"const": index}}} for index in range(300)]},
    ],
    ids=lambda document: str(document)[:30],
)
def test_what_is_broken_or_too_large_is_unknown(document: Json):
    assert satisfiable(document) is UNKNOWN
    assert covers(document, {"type": "object"}) is UNKNOWN
    assert disjoint({"type": "object"}, document) is UNKNOWN
    assert complement(document) is None


def test_what_grows_exponentially_is_unknown():
    choices: list[Json] = [{"anyOf": [{"required": [f"{side}{index}"]} for side in "abc"]} for index in range(40)]

    assert satisfiable({"allOf": choices}) is UNKNOWN


def test_what_is_nested_640_deep_is_unknown():
    document: Json = {"type": "string"}
    for _ in range(639):
        document = {"items": document, "minItems": 1}

    assert satisfiable(document) is UNKNOWN
    assert complement(document) is None
