"""Whatever is done to a pydantic model in Python: what it dumps is valid by the raw schema, or it raised.

The judge is the reference engine on the schema as it is written; models are judged by the other one.
"""

import copy
import warnings
from decimal import Decimal
from typing import Any, Final, TypeAlias
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import MISSING, TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

import schemakit
from schemakit.core.json import Json, json_equal
from schemakit.pipeline.generating import build_model
from schemakit.pipeline.schemas import from_schema
from schemakit.runtime.text import read_json
from schemakit.runtime.values import as_json

#: An instance of a class that is made at run time.
Made: TypeAlias = Any

SCHEMA: Final[Json] = {
    "type": "object",
    "properties": {
        "mode": {"$ref": "#/$defs/Mode", "default": "background"},
        "id": {"type": "string", "format": "uuid"},
        "count": {"type": "integer", "minimum": 1},
        "ratio": {"type": ["number", "null"], "default": 1},
        "class": {"type": "string", "maxLength": 3},
        "leaf": {"$ref": "#/$defs/Leaf"},
        "leaves": {"type": "array", "items": {"$ref": "#/$defs/Leaf"}, "maxItems": 2},
        "state": {},
        "either": {"oneOf": [{"$ref": "#/$defs/Leaf"}, {"type": "string"}, {"const": 1}]},
    },
    "additionalProperties": {"type": ["integer", "array"]},
    "dependentRequired": {"count": ["ratio"]},
    "$defs": {
        "Mode": {"enum": ["interactive", "background"]},
        "Leaf": {
            "type": "object",
            "properties": {"x": {"type": "integer", "multipleOf": 2}, "next": {"$ref": "#/$defs/Leaf"}},
            "required": ["x"],
        },
    },
}

MODEL: Final = build_model(from_schema(SCHEMA))
JUDGE: Final = from_schema(SCHEMA).validator("Root", engine="reference")
REFUSALS: Final = (ValidationError, PydanticSerializationError, schemakit.ValidationError)
FULL: Final[Json] = {
    "mode": "interactive",
    "leaf": {"x": 2},
    "leaves": [{"x": 4}],
    "either": {"x": 2},
    "count": 1,
    "ratio": 2,
}


def _parts() -> tuple[Made, Made]:
    value = MODEL.load({"mode": "background", "leaf": {"x": 2}})
    return type(value.mode), type(value.leaf)


MODE, LEAF = _parts()
ID: Final = UUID(int=5)

#: Right and wrong, of JSON and of Python.
VALUES: Final = st.sampled_from(
    [
        None, True, 0, 1, 2, 3, 4.0, 1.5, 10**30, Decimal("1E+400"), float("nan"), float("inf"), "", "background",
        "abc", "abcd", ID, str(ID), MISSING, object(), b"x", MODE.INTERACTIVE, {}, {"x": 2}, {"x": 3}, {"x": MISSING},
        {1: 2}, [], [1], [{"x": 2}], [{"x": 2}, {"x": 4}, {"x": 6}], ({"x": 2},), {"x": 2, "next": {"x": 3}}, {1, 2},
    ]
)  # fmt: skip
MODELS: Final = st.sampled_from([2, 4, 6]).map(lambda x: LEAF(x=x))
ANY: Final = st.one_of(VALUES, MODELS, st.lists(MODELS, max_size=3))
NAMES: Final = st.sampled_from(
    ["mode", "id", "count", "ratio", "class_", "class", "leaf", "leaves", "state", "either", "other"]
)
CHANGES: Final = st.dictionaries(NAMES, ANY, max_size=4)


@st.composite
def operations(draw: st.DrawFn) -> list[tuple[str, Any]]:
    """Draw what is done to a model, one thing after the other."""
    one = st.one_of(
        st.tuples(st.just("assign"), st.tuples(NAMES, ANY)),
        st.tuples(st.just("copy"), CHANGES),
        st.tuples(st.just("append"), ANY),
        st.tuples(st.just("inside"), st.tuples(st.sampled_from(["x", "next", "other"]), ANY)),
        st.tuples(st.just("behind"), st.tuples(NAMES, ANY)),
        st.tuples(st.just("delete"), NAMES),
        st.tuples(st.just("deepcopy"), st.none()),
    )
    return draw(st.lists(one, max_size=5))


def _append(value: Made, item: object) -> None:
    for held in (value.leaves, value.state):
        if isinstance(held, list):
            held.append(item)


def _assign_inside(value: Made, name: str, item: object) -> None:
    leaves = value.leaves if isinstance(value.leaves, list) else ()
    for leaf in (one for one in (value.leaf, *leaves) if isinstance(one, LEAF)):
        setattr(leaf, name, item)


def _do(value: Made, operation: str, argument: Any) -> Made:  # noqa: ANN401 - arguments of every operation
    match operation:
        case "assign":
            setattr(value, *argument)
        case "copy":
            return value.model_copy(update=argument)
        case "append":
            _append(value, argument)
        case "inside":
            _assign_inside(value, *argument)
        case "behind":
            value.__dict__[argument[0]] = argument[1]
        case "delete":
            delattr(value, argument)
        case _:
            return copy.deepcopy(value)
    return value


def _meant(value: object) -> Json:
    read = as_json(value)
    if read.refused:
        raise schemakit.ValidationError(read.refused[0].reason)
    return read.value


#: The ways out, each to a JSON value.
WAYS: Final = {
    "dump": MODEL.dump,
    "dumps": lambda value: read_json(MODEL.dumps(value)),
    "model_dump": lambda value: _meant(value.model_dump()),
    "model_dump of JSON": lambda value: value.model_dump(mode="json"),
    "model_dump_json": lambda value: read_json(value.model_dump_json()),
    "adapter": lambda value: read_json(TypeAdapter(list[MODEL.type]).dump_json([value]))[0],
}


def sent(value: Made, way: str) -> Json:
    """Return what a model sends, or raise one of the refusals."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # pydantic's, about what was put behind its back
        return WAYS[way](value)


@given(CHANGES, operations())
def test_what_a_model_dumps_is_valid_or_it_raised(first: dict[str, Any], done: list[tuple[str, Any]]) -> None:
    try:
        value = MODEL.type(**first)
    except ValidationError:
        value = MODEL.load(copy.deepcopy(FULL))
    for name, argument in done:
        try:
            value = _do(value, name, argument)
        except REFUSALS:
            continue
    for way in WAYS:
        try:
            found = sent(value, way)
        except REFUSALS:
            continue
        assert JUDGE.is_valid(found), (way, found)


@given(NAMES, ANY)
def test_what_is_assigned_and_taken_away_again_leaves_nothing(name: str, item: object) -> None:
    value = MODEL.load({})
    try:
        setattr(value, name, item)
    except ValidationError:
        return
    delattr(value, name)
    assert MODEL.dump(value) == {}
    assert value == MODEL.load({})


@given(CHANGES)
def test_a_refused_assignment_changes_nothing(changes: dict[str, Any]) -> None:
    value = MODEL.load(copy.deepcopy(FULL))
    for name, item in changes.items():
        before = MODEL.dump(value)
        try:
            setattr(value, name, item)
        except ValidationError:
            assert json_equal(MODEL.dump(value), before)


@given(CHANGES.filter(lambda changes: "class_" not in changes))  # which is called "class" when it is built
def test_an_updated_copy_is_what_the_values_build(changes: dict[str, Any]) -> None:
    original = MODEL.load({})
    try:
        copied = original.model_copy(update=changes)
    except ValidationError:
        with pytest.raises(ValidationError):
            MODEL.type(**changes)
    else:
        assert copied == MODEL.type(**changes)
    assert original == MODEL.load({})
