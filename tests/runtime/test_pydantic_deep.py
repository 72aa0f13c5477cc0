"""Models are filled and sent at any depth that the judge goes to, and as pydantic fills and sends them."""

from typing import Any

import pytest
from hypothesis import given
from pydantic import ValidationError

import schemakit
from generated_models import model_of
from schemakit.core.json import Json
from schemakit.runtime.pydantic_deep import Deep
from schemakit.testing import payloads

#: Everything that a field can be, and names that are somebody's attribute.
LEVEL: Json = {
    "type": "object",
    "properties": {
        "kind": {"enum": ["leaf", "twig"]},
        "count": {"type": "integer", "minimum": 0},
        "size": {"type": ["number", "null"]},
        "class": {"type": "string", "maxLength": 3},
        "extras": {"type": "array", "items": {"anyOf": [{"$ref": "#/$defs/other"}, {"$ref": "#/$defs/level"}]}},
        "in": {"anyOf": [{"$ref": "#/$defs/level"}, {"$ref": "#/$defs/other"}]},
        "default": {"type": "string", "default": "x"},
        "named": {"type": "object", "additionalProperties": {"$ref": "#/$defs/other"}},
    },
}
OTHER: Json = {
    "type": "object",
    "properties": {"other": {"const": True}, "in": {"$ref": "#/$defs/level"}, "explicit": {"type": "boolean"}},
    "required": ["other"],
    "additionalProperties": False,
}
SCHEMA: dict[str, Json] = {"$defs": {"level": LEVEL, "other": OTHER}, "$ref": "#/$defs/level"}

MODEL = model_of(SCHEMA)
DEEP: Deep = MODEL.dump.func.__self__.deep  # type: ignore[attr-defined] # the partial of a bound method


def nested(levels: int) -> dict[str, Any]:
    value: dict[str, Any] = {"kind": "leaf", "class_": 1, "in_": None, "unknown": [1.0, {"count": 1.0}]}
    for level in range(levels):
        match level % 4:
            case 0:
                value = {"in": value, "count": 2.0, "size": 10**30}
            case 1:
                value = {"other": True, "in": value}
            case 2:
                value = {"extras": [value], "class": "a", "more": 5}
            case _:
                value = {"named": {"a": {"other": True}}, "in": value, "default": "x"}
    return value


@given(payloads(SCHEMA))
def test_what_is_filled_level_by_level_is_what_pydantic_fills(value: Json) -> None:
    filled = DEEP.load(MODEL.type, value)
    assert filled == MODEL.type.model_validate(value)
    assert repr(filled) == repr(MODEL.type.model_validate(value))
    for defaults in (False, True):
        assert DEEP.sent(filled, defaults=defaults) == MODEL.dump(filled, defaults=defaults)


@pytest.mark.parametrize("levels", [60, 200, 240, 300, 450])
def test_depth_ends_where_the_judge_ends(levels: int) -> None:
    value = nested(levels)
    loaded = MODEL.load(value)
    assert MODEL.dump(loaded) == value
    assert MODEL.loads(MODEL.dumps(loaded)) is not loaded
    innermost, depth = loaded, 0
    while not hasattr(innermost, "unknown"):
        assert type(innermost).__module__ == MODEL.type.__module__  # no level stayed what it is in JSON
        lines: Any = getattr(innermost, "extras", None)
        innermost, depth = lines[0] if isinstance(lines, list) else innermost.in_, depth + 1
    assert depth == levels
    assert innermost.model_extra == {"class_": 1, "in_": None, "unknown": [1.0, {"count": 1.0}]}


def test_what_is_wrong_deep_inside_is_refused_on_both_ways() -> None:
    loaded = MODEL.load(nested(300))
    loaded.__pydantic_extra__["more"] = {1: 2}
    with pytest.raises(schemakit.ValidationError):
        MODEL.dump(loaded)
    wrong = nested(300)
    wrong["in"] = {"count": -1, "in": wrong["in"]}
    with pytest.raises(schemakit.ValidationError, match="deep"):
        MODEL.load(wrong)
    with pytest.raises(ValidationError, match="deep"):
        MODEL.type.model_validate(wrong)


def test_pydantic_itself_refuses_what_is_too_deep_for_it() -> None:
    with pytest.raises(ValidationError, match="deep"):
        MODEL.type.model_validate(nested(240))
    linear: dict[str, Any] = {}
    for _ in range(300):
        linear = {"in": linear}
    with pytest.raises(ValidationError, match="depth"):
        model_of({"type": "object", "properties": {"in": {"$ref": "#"}}}).type.model_validate(linear)


def test_validators_of_a_subclass_are_not_passed_by() -> None:
    class Own(MODEL.type):  # type: ignore[misc,name-defined] # a class made at run time
        pass

    door: Any = MODEL.dump.func.__self__  # type: ignore[attr-defined] # as above
    with pytest.raises(schemakit.ValidationError, match="Own may validate more"):
        door.load(Own, nested(300))
