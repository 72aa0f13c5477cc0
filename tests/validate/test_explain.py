"""What people read about a refused value."""

import pytest

from schemakit.core.finding import Finding
from schemakit.core.json import Json
from schemakit.core.location import Location, Uri
from schemakit.core.pointer import ROOT, Pointer
from schemakit.loading.decode import decode
from schemakit.loading.positions import Positions
from schemakit.pipeline import from_schema
from schemakit.validate import explain
from schemakit.validate.engine import EngineName
from schemakit.validate.run import validate
from schemakit.validate.secrets import is_hidden
from schemakit.validate.veil import Veiled


def findings(schema: Json, value: Json) -> list[Finding]:
    return from_schema(schema).validator("Root").findings(value)


def only(schema: Json, value: Json) -> Finding:
    [finding] = findings(schema, value)
    return finding


@pytest.mark.parametrize(
    ("schema", "value", "message"),
    [
        ({"maxLength": 3}, "abcd", "the value must be at most 3 characters long, and has 4"),
        ({"minLength": 1}, "", "the value must be at least 1 character long, and is empty"),
        ({"type": ["string", "null"]}, 5, "the value must be a string or null, and is 5"),
        ({"enum": ["a", "b", "c"]}, "x", 'the value must be one of "a", "b" or "c", and is "x"'),
        ({"const": 5}, 6, "the value must be 5, and is 6"),
        ({"minimum": 5}, 4, "the value must be at least 5, and is 4"),
        ({"exclusiveMaximum": 5}, 5, "the value must be less than 5, and is 5"),
        ({"uniqueItems": True}, [1, 2, 1.0], "the value must not have equal items, and items 0 and 2 are equal"),
        ({"required": ["a", "b", "c"]}, {"b": 1}, "the value must have `a` and `c`"),
        ({"dependentRequired": {"a": ["b"]}}, {"a": 1}, "the value must have `b`, because it has `a`"),
        ({"additionalProperties": False}, {"a": 1}, "`a` is not allowed in this object"),
        ({"propertyNames": {"maxLength": 1}}, {"ab": 1}, "the name `ab` must be at most 1 character long, and has 2"),
        ({"properties": {"a": False}}, {"a": 1}, "`a` must not be there: no value is allowed"),
        (
            {"properties": {"additionalProperties": False}},
            {"additionalProperties": {"a": 1}},
            "`additionalProperties` must not be there: no value is allowed",
        ),
        (
            {"properties": {"properties": {"additionalProperties": False}}},
            {"properties": {"a": 1}},
            "`a` is not allowed in `properties`",
        ),
        ({"items": {"items": {"type": "null"}}}, [[0]], "item 0[0] must be null, and is 0"),
        ({"properties": {"a": {"items": {"type": "null"}}}}, {"a": [0]}, "`a[0]` must be null, and is 0"),
        (
            {"oneOf": [{"minimum": 1}, {"type": "integer"}, {"type": "string"}]},
            5,
            "the value must fit exactly one of 3 forms, and fits more than one: 1 and 2",
        ),
        ({"format": "email"}, "x", 'the value must be an email address, and is "x"'),
        ({"not": {"type": "string"}}, "x", "the value must not be a string"),
        ({"type": "string"}, [[1]], "the value must be a string, and is an array"),
        ({"const": 5}, [[1]], "the value must be 5, and is an array of 1 item"),
        (
            {"contains": {"pattern": "^a"}, "minContains": 2},
            ["a", "b"],
            "the value must have at least 2 items that match the pattern ^a",
        ),
        (
            {"contains": {"minimum": 5, "maximum": 7}, "maxContains": 2},
            [5, 6, 7],
            "the value must have at most 2 items that are at least 5 and are at most 7",
        ),
        (
            {"not": {"properties": {"a": {"const": 1}}}},
            {},
            "the value must not be a value that has `a` 1 (or no `a`)",
        ),
        (
            {"not": {"properties": {"a": {"enum": [1, 2]}}, "required": ["a"]}},
            {"a": 1},
            "the value must not be a value that has `a` 1 or 2",
        ),
        (
            {"contains": {"minimum": 5, "maximum": 7}},
            [1],
            "the value must have at least 1 item that is at least 5 and is at most 7",
        ),
    ],
)
def test_a_message_says_what_must_be_true(schema: Json, value: Json, message: str):
    assert only(schema, value).message == message


@pytest.mark.parametrize(
    ("schema", "value", "suggestion"),
    [
        ({"enum": ["claude", "codex"]}, "cluade", '"claude"'),
        ({"enum": [1, 2]}, "1", "1"),
        ({"type": "integer"}, "5", "5"),
        ({"type": "string"}, 5, '"5"'),
        ({"type": "boolean"}, "true", "true"),
        ({"properties": {"model": {}}, "additionalProperties": False}, {"modle": 1}, '"model"'),
        (
            {"properties": {"runtimeAdapter": {}}, "additionalProperties": False},
            {"runtime_adapter": 1},
            '"runtimeAdapter"',
        ),
        ({"anyOf": [{"enum": ["on", "off"]}, {"type": "null"}]}, "onn", '"on"'),
    ],
)
def test_near_misses_come_with_what_was_meant(schema: Json, value: Json, suggestion: str):
    finding = only(schema, value)
    assert finding.suggestion == suggestion
    assert finding.note == f"did you mean {suggestion}?"


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"type": "string"}, ["x" * 300]),
        ({"type": "array", "items": {"type": "string"}}, "x" * 80),
        ({"enum": ["a" * 90 + "b", "c"]}, "a" * 90 + "B"),
        ({"enum": ["one\u202etwo"]}, "One\u202etwo"),
        ({"format": "uri"}, f"example.com/{'x' * 80}"),
    ],
)
def test_what_was_meant_is_right_word_for_word_and_cut_where_people_read_it(schema: Json, value: Json):
    finding = only(schema, value)
    assert finding.suggestion is not None
    assert from_schema(schema).validator("Root").is_valid_json(finding.suggestion)
    assert finding.note.startswith("did you mean ")
    assert len(finding.note) < 90


def test_a_missing_property_points_at_the_misspelt_one():
    finding = only({"properties": {"model": {}}, "required": ["model"]}, {"modle": 1})
    assert "`modle` may be meant to be `model`" in finding.help


def test_a_name_that_is_refused_is_marked_and_not_its_value():
    finding = only({"additionalProperties": False}, {"a": 1})
    assert (finding.location.pointer, finding.location.key) == ("/a", True)


SHAPES = {
    "oneOf": [
        {"title": "Circle", "properties": {"kind": {"const": "circle"}, "r": {"type": "number"}}, "required": ["r"]},
        {"title": "Square", "properties": {"kind": {"const": "square"}, "a": {"type": "number"}}, "required": ["a"]},
        {"title": "Text", "properties": {"kind": {"const": "text"}, "t": {"type": "string"}}, "required": ["t"]},
    ]
}


def test_the_branch_whose_constant_fits_is_the_one_explained():
    finding = only(SHAPES, {"kind": "square", "a": "1"})
    assert finding.code == "type"
    assert finding.message.startswith("`a` must be a number")
    assert only(SHAPES, {"kind": "text"}).message == "the value must have `t`"


def test_a_constant_that_fits_no_branch_is_explained_with_all_of_them():
    finding = only(SHAPES, {"kind": "sqare", "a": 1})
    assert finding.message == '`kind` must be one of "circle", "square" or "text", and is "sqare"'
    assert finding.suggestion == '"square"'


def test_the_discriminator_chooses_the_branch():
    schema = {
        "oneOf": [{"$ref": "#/$defs/Cat"}, {"$ref": "#/$defs/Dog"}],
        "discriminator": {"propertyName": "pet", "mapping": {"d": "#/$defs/Dog"}},
        "$defs": {
            "Cat": {"properties": {"lives": {"type": "integer"}}, "required": ["lives"]},
            "Dog": {"properties": {"barks": {"type": "boolean"}, "x": {"minimum": 1}}, "required": ["barks"]},
        },
    }
    assert {finding.code for finding in findings(schema, {"pet": "d", "x": 0})} == {"required", "minimum"}


def test_types_of_all_branches_are_said_in_one_sentence():
    finding = only({"anyOf": [{"type": "string"}, {"type": "integer"}]}, [])
    assert finding.message == "the value must be a string or an integer, and is []"


def test_values_that_are_secret_are_never_shown():
    schema = {
        "properties": {
            "password": {"type": "string", "format": "password", "maxLength": 3},
            "token": {"writeOnly": True, "enum": ["abcdef"]},
            "deep": {"properties": {"pin": {"allOf": [{"writeOnly": True}], "type": "string"}}, "maxProperties": 0},
        }
    }
    text = '{"password": "hunter2", "token": "zzzzzz",\n "deep": {"pin": 1234}, "more": 1}'
    sources = decode(text.encode(), path="a.json", uri=Uri("file:///a.json")).value
    schemas = from_schema(schema).set
    result = validate(schemas, sources, schema="Root")
    assert len(result.findings) == 4
    for finding in result.findings:
        words = " ".join((finding.message, finding.note, *finding.help, str(finding.suggestion)))
        assert not any(secret in words for secret in ("hunter2", "zzzzzz", "1234"))
        excerpt = Veiled(Positions(sources), result.hidden)(finding.location)
        assert excerpt is not None
        assert not any(secret in "".join(excerpt.lines) for secret in ("hunter2", "zzzzzz", "1234"))
    excerpt = Veiled(Positions(sources), result.hidden)(Location(sources[0].uri, Pointer("/password")))
    assert excerpt is not None
    assert excerpt.lines[0] == '{"password": *********, "token": ********,'


def test_of_very_many_secrets_the_outermost_are_told_in_order_and_each_is_looked_for_once():
    pin: Json = {"properties": {"pin": {"format": "password"}}}
    schema = from_schema({"items": {"properties": {"card": {**pin, "writeOnly": True}, "n": {"type": "integer"}}}})
    text = "[" + ",\n".join(['{"card": {"pin": "1234"}, "n": 0.5}'] * 5_000) + "]"
    [source] = decode(text.encode(), path="a.json", uri=Uri("file:///a.json")).value
    result = validate(schema.set, [source], schema="Root")
    assert result.hidden == tuple(sorted(Location(source.uri, Pointer(f"/{at}/card")) for at in range(5_000)))
    asked: list[Location] = []
    positions = Positions((source,))
    veiled = Veiled(lambda place: asked.append(place) or positions(place), result.hidden)
    excerpts = [veiled(finding.location) for finding in result.findings]
    assert len(asked) == len(result.hidden) + len(result.findings) == 6_000
    assert {excerpt.lines[0].strip("[]") for excerpt in excerpts if excerpt is not None} == {
        '{"card": ***************, "n": 0.5},'
    }


@pytest.mark.parametrize(
    ("pointer", "hidden"),
    [("/a", True), ("/a/b", True), ("/a/b/c", True), ("", True), ("/a/b/c/d", True), ("/a!", False), ("/a/x", False)],
)
def test_a_value_that_is_secret_holds_one_or_lies_in_one_is_hidden(pointer: str, hidden: bool):
    assert is_hidden(Pointer(pointer), [Pointer("/a!c"), Pointer("/a/b/c"), Pointer("/b")]) is hidden
    assert not is_hidden(ROOT, [])


def test_a_secret_under_a_misspelt_name_is_not_shown_either():
    schema = from_schema({"properties": {"user": {}, "password": {"writeOnly": True}}, "additionalProperties": False})
    value: Json = {"user": "ada", "pasword": "hunter2"}
    place = Uri("file:///a.json")
    hidden = schema.validator("Root").explainer.secrets(value, place)
    assert hidden == (Location(place, Pointer("/pasword")),)


def test_the_description_of_the_property_helps():
    finding = only({"properties": {"a": {"type": "null", "description": "Nothing at all.\n\nMore."}}}, {"a": 1})
    assert "`a`: Nothing at all." in finding.help


def test_nothing_in_a_value_can_act_on_a_terminal():
    finding = only({"additionalProperties": False, "properties": {"b": {"maxLength": 1}}}, {"\x1b[31m\u202e": 1})
    assert finding.message.isprintable()
    finding = only({"const": "a"}, "\x1b]0;x\x07\u202e\n")
    assert finding.message == 'the value must be "a", and is "\\u001b]0;x\\u0007\\u202e\\n"'


def test_long_values_are_cut():
    for value in ("x" * 10_000, 10**5_000, ["x"] * 10_000, {str(n): n for n in range(10_000)}):
        assert len(only({"const": "a"}, value).message) < 200


def test_branches_that_allow_nothing_are_not_given_a_type():
    assert "None" not in only({"anyOf": [False, False]}, 1).message


def test_what_is_left_out_of_a_value_with_very_many_problems_is_counted():
    found = findings({"items": {"type": "null"}}, [1] * 2_203)
    assert len(found) == 1_000
    assert found[-1].help == ("and 1,203 more problems in this value, which are not explained",)


@pytest.mark.parametrize("engine", ["fast", "reference"])
def test_each_name_is_refused_for_its_own_reason(engine: EngineName):
    schema: Json = {"propertyNames": {"anyOf": [{"minLength": 2, "pattern": "^[a-z]+$"}, {"const": "-"}]}}
    for part in (schema, {"propertyNames": {"minLength": 2, "pattern": "^[a-z]+$"}}):
        every = from_schema(part).validator("Root", engine=engine).findings({"a": 1, "AB": 2, "ok": 3})
        for finding, name in zip(every, ("a", "AB"), strict=True):
            assert finding.message == findings(part, {name: 1})[0].message


@pytest.mark.parametrize(
    "schema",
    [
        {"additionalProperties": False},
        {"unevaluatedProperties": False},
        {"propertyNames": {"maxLength": 1}},
        {"properties": {"a": {}}, "additionalProperties": False},
    ],
)
def test_what_is_said_of_one_name_does_not_take_longer_the_more_there_are(
    schema: Json, monkeypatch: pytest.MonkeyPatch
):
    said: list[int] = []
    monkeypatch.setattr(explain, "requirement", lambda violation, *_, **__: said.append(len(violation.members)) or "")
    assert len(findings(schema, {f"name{number}": number for number in range(300)})) == 300
    assert set(said) <= {0, 1}


def test_findings_come_in_the_order_of_the_document():
    schema = {"properties": {"a": {"type": "null"}, "b": {"items": {"type": "null"}}}, "required": ["c"]}
    found = findings(schema, {"b": [0, None, 1], "a": 0})
    assert [finding.location.pointer for finding in found] == ["", "/b/0", "/b/2", "/a"]


def test_a_type_is_not_demanded_beside_the_values_that_are_allowed():
    assert only({"type": "integer", "enum": [2, 3]}, "3").code == "enum"


@pytest.mark.parametrize(
    ("schema", "value", "message"),
    [
        ({"anyOf": [{"required": ["a", "b"]}, {"required": ["c"]}]}, {}, "the value must have `c` or (`a` and `b`)"),
        (
            {"anyOf": [{"enum": ["on", "off"]}, {"type": "integer"}]},
            "x",
            'the value must be one of "on" or "off", and is "x"',
        ),
        (
            {"contains": {"properties": {"kind": {"const": "total"}}, "required": ["kind"]}},
            [],
            'the value must have at least 1 item that has `kind` "total"',
        ),
        ({"const": {"x": 0}}, {"x": 1}, 'the value must be {"x": 0}, and is {"x": 1}'),
        ({"pattern": "^[0-9]{5}$"}, "1", 'the value must be 5 digits (the pattern ^[0-9]{5}$), and is "1"'),
    ],
)
def test_what_was_meant_is_said_rather_than_what_was_tried(schema: Json, value: Json, message: str):
    assert only(schema, value).message == message


def test_a_repeated_item_is_marked_and_not_its_array():
    finding = only({"uniqueItems": True}, ["a", "b", "a"])
    assert (finding.location.pointer, finding.note) == ("/2", "the same as item 0")


@pytest.mark.parametrize(
    ("items", "places"),
    [
        (["a", 1, "b", [2]], ["/2", "/3"]),
        (["a", "a", 1], [""]),  # one of two equal items: which one, the engine does not say
        (["a", {"b": 1, "a": 2}, 1.0, {"b": 1, "a": 2}], ["/1", "/3"]),
        (["a", 0.5, "b", 1], ["/1", "/2"]),
    ],
)
def test_an_item_that_is_not_evaluated_is_told_itself_where_it_is_known(items: list[Json], places: list[str]):
    schema: Json = {"prefixItems": [{}], "contains": {"type": "integer"}, "unevaluatedItems": False}
    assert [finding.location.pointer for finding in findings(schema, items)] == places
