"""Pydantic models are held to their schema on every way in, and on the way out."""

import copy
import json
import pickle
from datetime import date
from decimal import Decimal
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, TypeAlias
from uuid import UUID

import pytest
from pydantic import MISSING, BaseModel, TypeAdapter, ValidationError, create_model

import schemakit
from generated_models import model_of
from schemakit.core.json import Json
from schemakit.generate.run import BuiltModel
from schemakit.generate.write import write
from schemakit.pipeline.generating import generated_files
from schemakit.pipeline.schemas import from_schema

#: A class that is made at run time.
Made: TypeAlias = Any

SCHEMA = {
    "type": "object",
    "properties": {
        "mode": {"$ref": "#/$defs/Mode", "default": "background"},
        "id": {"type": "string", "format": "uuid"},
        "count": {"type": "integer", "minimum": 1},
        "ratio": {"type": "number"},
        "note": {"type": ["string", "null"]},
        "class": {"type": "string"},
        "leaf": {"$ref": "#/$defs/Leaf"},
        "leaves": {"type": "array", "items": {"$ref": "#/$defs/Leaf"}, "maxItems": 2},
        "flag": {"type": ["boolean", "integer"]},
    },
    "$defs": {
        "Mode": {"enum": ["interactive", "background"]},
        "Leaf": {"type": "object", "properties": {"x": {"type": "integer", "multipleOf": 2}}, "required": ["x"]},
    },
}


@pytest.fixture(scope="module")
def model() -> BuiltModel:
    return model_of(SCHEMA)


@pytest.fixture
def run(model: BuiltModel) -> Made:  # the class is made at run time
    return model.type


@pytest.fixture
def leaf(run: Made) -> Made:
    return type(run.model_validate({"leaf": {"x": 2}}).leaf)


def test_absent_null_and_default_are_three_things(model: BuiltModel, run: Made):
    value = run.model_validate({})
    assert (value.note, value.mode) == (MISSING, "background")
    assert model.dump(value) == {}
    assert value.model_dump() == {}
    assert json.loads(value.model_dump_json()) == {}
    assert model.dump(run.model_validate({"note": None})) == {"note": None}
    assert model.dump(run.model_validate({"mode": "background"})) == {"mode": "background"}
    with pytest.raises(ValidationError):
        run.model_validate({"class": None})


def test_defaults_are_sent_when_asked_for(model: BuiltModel, run: Made):
    assert model.dump(run.model_validate({"leaf": {"x": 2}}), defaults=True) == {"mode": "background", "leaf": {"x": 2}}


def test_an_absent_list_is_missing_whatever_its_default_so_that_no_append_is_lost() -> None:
    value = model_of({"type": "object", "properties": {"tags": {"type": "array", "default": []}}}).load({})
    assert value.tags is MISSING


def test_building_by_keywords_obeys_the_schema(model: BuiltModel, run: Made, leaf: Made):
    assert model.dump(run(mode="background", leaf=leaf(x=2))) == {"mode": "background", "leaf": {"x": 2}}
    text = "123e4567-e89b-12d3-a456-426614174000"
    assert run(id=text).model_dump() == {"id": text}
    assert run(note=MISSING).model_dump() == {}
    for wrong in (
        {"mode": "backgruond"},
        {"count": 0},
        {"count": "1"},
        {"count": True},
        {"leaf": {"x": 3}},
        {"id": "x"},
    ):
        with pytest.raises(ValidationError):
            run(**wrong)


def test_enum_members_are_values(run: Made):
    mode = type(run.model_validate({"mode": "interactive"}).mode)
    assert run(mode=mode.INTERACTIVE).model_dump(mode="json") == {"mode": "interactive"}


def test_assignment_obeys_the_schema_and_a_refused_one_changes_nothing(run: Made, leaf: Made):
    value = run(count=1, leaf=leaf(x=2))
    inner = value.leaf
    with pytest.raises(ValidationError):
        value.count = 0
    with pytest.raises(ValidationError):
        value.mode = "backgruond"
    value.count, value.class_, value.other = 2, "x", [1]
    assert value.model_dump() == {"count": 2, "leaf": {"x": 2}, "class": "x", "other": [1]}
    assert value.leaf is inner
    value.class_ = MISSING
    assert "class" not in value.model_dump()
    with pytest.raises(ValidationError):
        value.leaf.x = 3


def test_copies_obey_the_schema(run: Made):
    value = run(count=1)
    assert value.model_copy(update={"count": 2, "class_": "x"}).model_dump() == {"count": 2, "class": "x"}
    with pytest.raises(ValidationError):
        value.model_copy(update={"count": 0})
    assert value.model_dump() == {"count": 1}


def test_what_was_changed_in_place_is_not_sent(model: BuiltModel, run: Made, leaf: Made):
    value = run(leaves=[leaf(x=2)])
    value.leaves.extend([leaf(x=4), leaf(x=6)])
    with pytest.raises(schemakit.ValidationError, match="leaves"):
        model.dump(value)


def test_pydantics_own_ways_out_send_nothing_invalid_either(run: Made, leaf: Made):
    value = run(leaves=[leaf(x=2)])
    value.leaves.extend([leaf(x=4), leaf(x=6)])
    constructed = run.model_construct(count=0)
    for wrong in (value, constructed, create_model("Other", run=run).model_construct(run=value)):
        for send in (wrong.model_dump, wrong.model_dump_json, partial(wrong.model_dump, mode="json")):
            with pytest.raises(ValueError, match=r"leaves|count"):
                send()
    assert value.model_dump(include={"count"}) == {}
    assert len(value.model_dump(include={"leaves"})["leaves"]) == 3


def test_what_python_has_and_json_does_not_is_read_as_its_text(model: BuiltModel, run: Made):
    assert model.dump(run(id=UUID(int=5), leaf={"x": 2, "y": MISSING}, on=date(2026, 11, 22))) == {
        "id": "00000000-0000-0000-0000-000000000005",
        "leaf": {"x": 2},
        "on": "2026-11-22",
    }


def test_what_no_schema_looks_at_is_json_all_the_same(model: BuiltModel, run: Made):
    for wrong in (object(), float("nan"), {1: object()}):
        with pytest.raises(schemakit.ValidationError):
            model.dump(run(other=wrong))


def test_a_root_that_is_no_object_obeys_its_schema_too() -> None:
    model = model_of({"type": "array", "items": {"type": "integer", "minimum": 1}})
    value = model.load([1])
    assert value.model_copy(update={"root": [2]}).root == [2]
    with pytest.raises(ValidationError):
        value.model_copy(update={"root": [0]})
    with pytest.raises(ValidationError):
        value.root = [0]
    value.root.append(0)
    with pytest.raises(ValueError, match="at least 1"):
        value.model_dump_json()


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ('{"ratio": 1e400}', True),
        ('{"count": 1e400}', True),
        ('{"more": {"text": "NaN"}}', True),
        (b'\xef\xbb\xbf{"count": 1}', True),
        ('{"more": NaN}', False),
        ('{"more": [-Infinity]}', False),
        ('{"count": 0}', False),
        ("{", False),
    ],
)
def test_pydantics_way_in_for_texts_reads_json_and_nothing_else(run: Made, text: str | bytes, valid: bool):
    if valid:
        assert run.model_validate_json(text).model_dump()
    else:
        with pytest.raises(ValidationError):
            run.model_validate_json(text)


@pytest.mark.parametrize(
    "tiny", ["1e-400", "-1E-0400", "0." + "0" * 330 + "1", "1" + "0" * 20 + "e-350", "0." + "0" * 300 + "1e-99"]
)
def test_what_is_no_zero_is_not_read_as_zero(tiny: str):
    model = model_of({"type": "object", "properties": {"a": {"type": "number", "not": {"const": 0}}}})
    whole = model_of({"type": "integer"})
    for end in ("}", " }", "\n}", ', "b": 1}'):
        for text in (f'{{"a": {tiny}{end}', f'{{"a": {tiny}{end}'.encode()):
            assert model.type.model_validate_json(text) == model.loads(text)
            assert type(model.type.model_validate_json(text).a) is Decimal
    with pytest.raises(ValidationError):
        whole.type.model_validate_json(tiny)


def test_a_lone_surrogate_is_read_as_loads_reads_it(model: BuiltModel, run: Made):
    assert run.model_validate_json('{"note": "\ud800"}') == model.loads('{"note": "\ud800"}')


@pytest.mark.parametrize("text", [None, 5, {}])
def test_what_is_no_text_is_refused_as_pydantic_refuses_it(run: Made, text: object):
    with pytest.raises(ValidationError, match="should be string, bytes or bytearray"):
        run.model_validate_json(text)


def test_models_of_another_package_are_no_types_of_this_one(model: BuiltModel, run: Made):
    door = model.dump.func.__self__  # type: ignore[attr-defined] # the partial of a bound method
    other = model_of({"type": "object", "title": "other"})
    for stranger in (other.type, run.__mro__[1], run.__mro__[2], BaseModel, int, list[int], int | str, None, 5):
        with pytest.raises(TypeError, match="no type of this package"):
            door.load(stranger, {})


def test_models_are_pickled_and_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(generated_files(from_schema(SCHEMA, name="Pickled")), tmp_path / "pickled_models")
    monkeypatch.syspath_prepend(tmp_path)
    value = import_module("pickled_models.pickled").Pickled(count=1, leaf={"x": 2}, other=[1])
    for copied in (pickle.loads(pickle.dumps(value)), copy.copy(value), copy.deepcopy(value)):  # noqa: S301 - ours
        assert (copied, copied.model_dump()) == (value, {"count": 1, "leaf": {"x": 2}, "other": [1]})
        with pytest.raises(ValidationError):
            copied.count = 0


def test_a_nested_class_alone_obeys_its_own_schema(leaf: Made):
    assert leaf(x=4).x == 4
    with pytest.raises(ValidationError):
        leaf(x=3)
    with pytest.raises(ValidationError):
        TypeAdapter(list[leaf]).validate_json('[{"x": 2}, {}]')


def test_models_of_other_people_judge_every_model_in_them(run: Made, leaf: Made):
    other = create_model("Other", __base__=BaseModel, run=run, first=leaf, second=leaf)
    assert other(run={}, first={"x": 2}, second={"x": 4}).model_dump() == {
        "run": {},
        "first": {"x": 2},
        "second": {"x": 4},
    }
    for wrong in ({"run": {"count": 0}}, {"first": {"x": 1}}, {"second": {"x": 1}}):
        with pytest.raises(ValidationError) as error:
            other(**{"run": {}, "first": {"x": 2}, "second": {"x": 2}, **wrong})
        assert error.value.errors()[0]["loc"][0] == next(iter(wrong))


def test_a_subclass_obeys_the_schema_and_what_it_adds_obeys_its_own(run: Made, leaf: Made):
    mine = type("Mine", (run,), {"__annotations__": {"more": leaf}})
    assert mine(count=1, more={"x": 2}).more.x == 2
    for wrong in ({"count": 0, "more": {"x": 2}}, {"count": 1, "more": {"x": 3}}):
        with pytest.raises(ValidationError):
            mine(**wrong)


def test_errors_have_places_and_say_what_must_be_true(run: Made):
    with pytest.raises(ValidationError) as error:
        run.model_validate({"mode": "x", "leaves": [{"x": 2}, {"x": 1}]})
    assert {(one["loc"], one["type"]) for one in error.value.errors()} == {
        (("mode",), "enum"),
        (("leaves", 1, "x"), "multipleOf"),
    }
    assert 'must be one of "interactive" or "background"' in str(error.value)


@pytest.mark.parametrize(
    "value",
    [
        {"count": 1e30},
        {"count": 10**40},
        {"count": Decimal("1e400")},
        {"ratio": 2**60 + 1},
        {"ratio": Decimal("1e400")},
        {"flag": True},
        {"flag": 1},
        {"flag": 1.0},
        {"id": "123E4567-E89B-12D3-A456-426614174000"},
        {"leaf": {"x": 2.0, "more": [None, {"a": 1e-7}]}},
    ],
    ids=repr,
)
def test_values_come_back_as_they_are(model: BuiltModel, value: dict[str, Any]):
    loaded = model.load(value)
    assert model.dump(loaded) == value
    assert model.dump(model.loads(model.dumps(loaded))) == value
    assert type(model.dump(loaded).get("flag")) in {type(None), bool, int}
    assert (model.dump(loaded).get("flag") is True) == (value.get("flag") is True)


@pytest.mark.parametrize("text", ["", "{", '{"count": NaN}', '{"ratio": Infinity}', "[" * 5000, b"\xff", '{"a": 1} x'])
def test_what_is_no_json_is_refused(model: BuiltModel, text: str | bytes):
    with pytest.raises(schemakit.ValidationError):
        model.loads(text)


def test_a_uuid_is_its_text(model: BuiltModel, run: Made):
    value = run(id=str(UUID(int=5)))
    assert model.dump(value) == {"id": "00000000-0000-0000-0000-000000000005"}


def test_a_union_takes_the_model_whose_own_schema_takes_the_value() -> None:
    even, third = (
        {
            "type": "object",
            "properties": {"x": {"type": "integer", "multipleOf": of}, "next": {"$ref": "#/$defs/Number"}},
        }
        for of in (2, 3)
    )
    number: Json = {"anyOf": [{"$ref": "#/$defs/Even"}, {"$ref": "#/$defs/Third"}, {"type": "object"}]}
    model = model_of(
        {
            "type": "object",
            "properties": {"number": {"$ref": "#/$defs/Number"}},
            "$defs": {"Even": even, "Third": third, "Number": number},
        }
    )
    value = model.load({"number": {"x": 3, "next": {"x": 2, "next": {"x": 9, "next": {"x": 1}}}}})
    first, second = value.number, value.number.next
    assert [type(one).__name__ for one in (first, second, second.next)] == ["Third", "Even", "Third"]
    assert second.next.next == {"x": 1}
    assert model.dump(type(value)(number=second)) == {"number": {"x": 2, "next": {"x": 9, "next": {"x": 1}}}}


def test_a_choice_is_made_once_for_the_value_and_not_for_what_is_inside_of_it() -> None:
    part: Json = {"type": "object", "properties": {"x": {"type": "integer"}}, "required": ["x"]}
    wide: Json = {"type": "object", "properties": {"y": {"type": "integer"}}}
    choices: Json = [
        {"$ref": "#/$defs/Part"},
        {"$ref": "#/$defs/Wide"},
        {"type": "array", "items": {"$ref": "#/$defs/Part"}},
        {"type": "object", "additionalProperties": {"type": "array", "items": {"$ref": "#/$defs/Part"}}},
    ]
    model = model_of(
        {"type": "object", "properties": {"any": {"anyOf": choices}}, "$defs": {"Part": part, "Wide": wide}}
    )
    assert [one.x for one in model.load({"any": [{"x": 1}, {"x": 2}]}).any] == [1, 2]
    assert type(model.load({"any": {"y": 1}}).any).__name__ == "Wide"
    inside = model.load({"any": {"y": [{"x": 1}, {"x": 2}]}}).any["y"]
    assert [one.x for one in inside] == [1, 2]


def test_unions_inside_each_other_that_all_fit_take_no_more_work_for_each() -> None:
    part: Json = {"type": "object", "properties": {"next": {"anyOf": [{"$ref": "#/$defs/A"}, {"$ref": "#/$defs/B"}]}}}
    model = model_of({"$ref": "#/$defs/A", "$defs": {"A": part, "B": part}})
    value: Json = {}
    for _ in range(60):  # it would not come to an end
        value = {"next": value}
    assert model.dump(model.load(value)) == value
