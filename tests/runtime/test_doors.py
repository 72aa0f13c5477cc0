"""The ways into and out of dataclasses, TypedDicts and msgspec structs: exact, and nothing is lost on the way."""

import copy
import dataclasses
import datetime as dt
import json
import pickle
import subprocess
import sys
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any, TypeAlias
from uuid import UUID

import msgspec
import pytest

import schemakit
from generated_models import model_of
from schemakit.core.json import Json
from schemakit.generate.run import BuiltModel
from schemakit.generate.target_name import TargetName
from schemakit.generate.write import write
from schemakit.pipeline.generating import generated_files
from schemakit.pipeline.schemas import from_schema
from schemakit.runtime.absent import ABSENT

#: A class, or a value of one, that is made at run time.
Made: TypeAlias = Any

RECORDS: tuple[TargetName, ...] = ("dataclass", "msgspec")
ALL: tuple[TargetName, ...] = (*RECORDS, "typeddict")

#: What an absent property reads as.
NOTHING = {"dataclass": ABSENT, "msgspec": msgspec.UNSET}

SCHEMA: Json = {
    "type": "object",
    "properties": {
        "mode": {"$ref": "#/$defs/Mode", "default": "background"},
        "level": {"type": "integer", "default": 1},
        "id": {"type": "string", "format": "uuid"},
        "at": {"type": "string", "format": "date"},
        "count": {"type": "integer", "minimum": 1},
        "ratio": {"type": "number"},
        "note": {"type": ["string", "null"]},
        "class": {"type": ["string", "null"], "default": None},
        "leaf": {"$ref": "#/$defs/Leaf"},
        "leaves": {"type": "array", "items": {"$ref": "#/$defs/Leaf"}, "maxItems": 2},
        "pet": {"oneOf": [{"$ref": "#/$defs/Cat"}, {"$ref": "#/$defs/Dog"}]},
        "pets": {"type": "array", "items": {"anyOf": [{"$ref": "#/$defs/Cat"}, {"$ref": "#/$defs/Dog"}]}},
        "flag": {"type": ["boolean", "integer"]},
        "modes": {"type": "object", "additionalProperties": {"$ref": "#/$defs/Mode"}},
    },
    "$defs": {
        "Mode": {"enum": ["interactive", "background"]},
        "Leaf": {
            "type": "object",
            "properties": {"x": {"type": "integer", "multipleOf": 2}, "of": {"$ref": "#/$defs/Leaf"}},
            "required": ["x"],
        },
        "Cat": {"type": "object", "properties": {"kind": {"const": "cat"}}, "required": ["kind"]},
        "Dog": {"type": "object", "properties": {"kind": {"const": "dog"}, "age": {"type": "integer"}}},
    },
}


@pytest.fixture(scope="module", params=ALL)
def target(request: pytest.FixtureRequest) -> TargetName:
    found: TargetName = request.param
    return found


@pytest.fixture(scope="module")
def model(target: TargetName) -> BuiltModel:
    return model_of(SCHEMA, target=target)


@pytest.fixture(scope="module", params=RECORDS)
def record(request: pytest.FixtureRequest) -> BuiltModel:
    return model_of(SCHEMA, target=request.param)


def nothing(model: BuiltModel) -> object:
    return NOTHING["dataclass" if dataclasses.is_dataclass(model.type) else "msgspec"]


def test_absent_null_and_default_are_three_things(record: BuiltModel) -> None:
    value = record.load({})
    assert value.note is nothing(record)
    assert not value.note
    assert (value.mode, value.level) == ("background", 1)
    assert record.dump(value) == {}
    for sent in ({"note": None}, {"mode": "background"}, {"level": 1}, {"class": None}, {"mode": "interactive"}):
        assert record.dump(record.load(sent)) == sent
    with pytest.raises(schemakit.ValidationError, match="`mode` must be one of"):
        record.load({"mode": None})


def test_defaults_are_of_the_type_and_sent_when_asked_for(record: BuiltModel) -> None:
    value = record.load({"leaf": {"x": 2}})
    assert type(value.mode) is type(record.load({"mode": "interactive"}).mode)
    sent = record.dump(value, defaults=True)
    assert isinstance(sent, dict)
    assert {name: sent[name] for name in ("mode", "level", "leaf")} == {
        "mode": "background",
        "level": 1,
        "leaf": {"x": 2},
    }


def test_defaults_of_typeddicts_are_sent_when_asked_for() -> None:
    model = model_of(SCHEMA, target="typeddict")
    assert model.load({}) == {}
    assert model.dump({}, defaults=True) == {"mode": "background", "level": 1, "class": None}
    assert model.dump({"level": 2}, defaults=True) == {"mode": "background", "level": 2, "class": None}


def test_what_is_built_in_python_is_held_to_the_schema_when_it_is_dumped(record: BuiltModel) -> None:
    value = record.type(count=1, id=UUID(int=5), at=dt.date(2026, 1, 2), extras={"more": (1, 2)})
    sent = {"count": 1, "id": "00000000-0000-0000-0000-000000000005", "at": "2026-01-02", "more": [1, 2]}
    assert record.dump(value) == sent
    assert json.loads(record.dumps(value)) == sent
    for name, wrong in (("count", 0), ("count", True), ("id", "x"), ("mode", "backgruond"), ("leaf", {"x": 1})):
        with pytest.raises(schemakit.ValidationError, match=f"/{name}"):
            record.dump(record.type(**{name: wrong}))


def test_what_was_changed_in_python_is_held_to_the_schema_when_it_is_dumped(record: BuiltModel) -> None:
    value = record.load({"leaves": [{"x": 2}], "note": "a"})
    value.note = nothing(record)
    value.count = 3
    assert record.dump(value) == {"leaves": [{"x": 2}], "count": 3}
    value.leaves[0].x = 3
    with pytest.raises(schemakit.ValidationError, match="/leaves/0/x"):
        record.dump(value)


def test_a_default_can_be_sent_on_purpose(record: BuiltModel) -> None:
    assert record.dump(record.type(level=1)) == {}
    assert record.dump(record.type(level=1, explicit=frozenset({"level"}))) == {"level": 1}


def test_unknown_properties_come_back_and_hide_no_known_one(record: BuiltModel) -> None:
    value = record.load({"more": {"a": [1.5, None]}, "count": 1})
    assert value.extras == {"more": {"a": [1.5, None]}}
    value.extras["count"] = 7
    assert record.dump(value) == {"more": {"a": [1.5, None]}, "count": 1}


def test_alternatives_are_told_apart_by_their_own_schemas(record: BuiltModel) -> None:
    value = record.load({"pet": {"kind": "dog"}, "pets": [{"kind": "cat"}, {}, {"kind": "dog", "age": 2.0}]})
    assert [type(pet).__name__ for pet in (value.pet, *value.pets)] == ["Dog", "Cat", "Dog", "Dog"]
    assert type(value.pets[2].age) is int


def test_members_of_enums_are_typed_wherever_they_are(record: BuiltModel) -> None:
    value = record.load({"mode": "interactive", "modes": {"a": "background"}})
    assert value.mode.name == "INTERACTIVE"
    assert value.modes["a"].name == "BACKGROUND"


def test_a_nested_class_alone_obeys_its_own_schema(record: BuiltModel) -> None:
    leaf = type(record.load({"leaf": {"x": 2}}).leaf)
    door = record.dump.func.__self__  # type: ignore[attr-defined] # the partial of a bound method
    assert door.load(leaf, {"x": 4.0}).x == 4
    with pytest.raises(schemakit.ValidationError, match="not a valid Leaf"):
        door.load(leaf, {"x": 3})
    for stranger in (int, dict, list[int], int | str, None):
        with pytest.raises(TypeError, match="no type of this package"):
            door.load(stranger, {})


@pytest.mark.parametrize(
    "value",
    [
        {"count": 1e30},
        {"count": 10**40},
        {"count": Decimal("1e400")},
        {"ratio": 2**60 + 1},
        {"ratio": Decimal("0.1e-400")},
        {"flag": True},
        {"flag": 1},
        {"flag": 1.0},
        {"id": "123E4567-E89B-12D3-A456-426614174000"},
        {"leaf": {"x": 2.0, "more": [None, {"a": 1e-7}]}},
        {"\u00e9 \U0001f600": "\u2028"},
    ],
    ids=repr,
)
def test_values_come_back_as_they_are(model: BuiltModel, value: dict[str, Any]) -> None:
    loaded = model.load(value)
    assert model.dump(loaded) == value
    assert model.dump(model.loads(model.dumps(loaded))) == value
    assert (model.dump(loaded).get("flag") is True) == (value.get("flag") is True)  # type: ignore[union-attr] # an object


def test_integers_are_integers_to_python(model: BuiltModel, target: TargetName) -> None:
    value = model.load({"count": 1e3, "leaf": {"x": Decimal(2)}})
    found = (value["count"], value["leaf"]["x"]) if target == "typeddict" else (value.count, value.leaf.x)
    assert [type(one) for one in found] == [int, int]


def test_what_is_loaded_shares_nothing_with_the_payload(model: BuiltModel) -> None:
    payload: dict[str, Any] = {"more": [1], "leaves": [{"x": 2}]}
    model.load(payload)
    loaded = model.load(payload)
    payload["more"].append(2)
    payload["leaves"].clear()
    assert model.dump(loaded) == {"more": [1], "leaves": [{"x": 2}]}


def test_depth_ends_where_the_judge_ends(model: BuiltModel) -> None:
    value: dict[str, Any] = {"x": 0}
    for _ in range(600):
        value = {"x": 0, "of": value}
    text = '{"x":0,"of":' * 600 + '{"x":0}' + "}" * 600
    assert model.dumps(model.loads('{"leaf":' + text + "}")) == '{"leaf":' + text + "}"
    assert model.dump(model.load({"leaf": value})) == {"leaf": value}


def test_circles_are_refused(record: BuiltModel) -> None:
    value = record.load({"leaf": {"x": 2}})
    value.leaf.of = value.leaf
    with pytest.raises(schemakit.ValidationError, match="levels deep"):
        record.dump(value)


@pytest.mark.parametrize("text", ["", "{", '{"count": NaN}', '{"ratio": Infinity}', "[" * 5000, b"\xff", '{"a": 1} x'])
def test_what_is_no_json_is_refused(model: BuiltModel, text: str | bytes) -> None:
    with pytest.raises(schemakit.ValidationError):
        model.loads(text)


def test_values_are_equal_and_read_as_what_they_hold(record: BuiltModel) -> None:
    left, right = record.load({"note": None, "leaf": {"x": 2}}), record.load({"leaf": {"x": 2.0}, "note": None})
    assert left == right
    assert left != record.load({"leaf": {"x": 2}})
    shown = repr(left)
    assert "note=None" in shown
    assert "Leaf(x=2)" in shown
    assert "count" not in shown


def test_values_are_copied_and_replaced_with_what_they_hold(record: BuiltModel) -> None:
    sent = {"level": 1, "count": 2, "more": 3}
    value = record.load(sent)
    for copied in (copy.copy(value), copy.deepcopy(value)):
        assert record.dump(copied) == sent
    replace = dataclasses.replace if dataclasses.is_dataclass(value) else msgspec.structs.replace
    assert record.dump(replace(value, count=5)) == {**sent, "count": 5}


def test_absent_is_one_thing_in_every_process_and_copy() -> None:
    assert pickle.loads(pickle.dumps(ABSENT)) is ABSENT  # noqa: S301 - made just before
    assert copy.deepcopy(ABSENT) is ABSENT
    assert repr(ABSENT) == "ABSENT"


def test_absent_is_no_json_value() -> None:
    model = model_of(SCHEMA, target="dataclass")
    with pytest.raises(schemakit.ValidationError):
        model.dump(model.type(extras={"more": [ABSENT]}))


def test_a_typeddict_is_judged_as_the_type_that_is_said() -> None:
    model = model_of(SCHEMA, target="typeddict")
    door = model.dump.func.__self__  # type: ignore[attr-defined] # the partial of a bound method
    assert door.dump({"x": 1, "kind": "cat"}) == {"x": 1, "kind": "cat"}
    with pytest.raises(schemakit.ValidationError, match="for no type"):
        door.dump([])
    with pytest.raises(schemakit.ValidationError, match="/count"):
        door.dump({"count": 0}, model.type)
    with pytest.raises(TypeError, match="does not know its type"):
        door.dump({}, defaults=True)


@pytest.mark.parametrize("module", ["dataclass", "typeddict"])
def test_packages_of_the_standard_library_import_no_other(module: str) -> None:
    foreign = "{'pydantic', 'msgspec', 'typing_extensions'} & {*sys.modules}"
    code = f"import sys, schemakit.runtime.{module}; print({foreign})"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize("stranger", [object(), float("nan"), ABSENT, b""], ids=lambda one: type(one).__name__)
def test_what_no_schema_looks_at_is_json_or_refused(stranger: object) -> None:
    for target in RECORDS:
        model = model_of({"type": "object"}, target=target)
        with pytest.raises(schemakit.ValidationError):
            model.dump(model.type(extras={"more": stranger}))


#: Somebody's own dataclasses, in a module whose names hide one of the package's, and are not all there is in it.
OWN = """
from __future__ import annotations
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from own_records.guard import ABSENT, Absent
from own_records.root import Root

class Mode(Enum):
    MINE = "mine"

@dataclass(kw_only=True, slots=True)
class Mine(Root):
    own: Mode | Absent = ABSENT
    quoted: "Mode | Absent" = ABSENT
    others: list["Mine"] | Absent = ABSENT

    def __repr__(self) -> str:
        return "mine"

@dataclass(kw_only=True, slots=True)
class Strange(Root):
    when: datetime | Absent = ABSENT
"""


def test_a_subclass_is_filled_as_its_own_module_means_its_annotations(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(generated_files(from_schema(SCHEMA, name="Root"), target="dataclass"), tmp_path / "own_records")
    (tmp_path / "own_module.py").write_text(OWN, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    package, own = import_module("own_records"), import_module("own_module")
    sent: Json = {"mode": "background", "own": "mine", "quoted": "mine", "others": [{"own": "mine"}]}
    value = package.load(own.Mine, sent)
    assert [value.own, value.quoted, value.others[0].own] == [own.Mode.MINE] * 3
    assert type(value.mode) is import_module("own_records.root").Mode
    assert repr(value) == "mine"
    with pytest.raises(TypeError, match=r"annotated with <class 'datetime\.datetime'>"):
        package.load(own.Strange, {"when": "2026-01-01"})
