"""Aliases come before what names them, and modules mean what they meant."""

from pathlib import PurePosixPath

import pytest

from generated_models import accepts, model_of
from schemakit.core.json import Json
from schemakit.generate.forward_aliases import aliases_first
from schemakit.generate.generated_file import GeneratedFile

RECURSIVE: Json = {
    "$defs": {
        "step": {"anyOf": [{"$ref": "#/$defs/one"}, {"$ref": "#/$defs/many"}]},
        "one": {"type": "object", "properties": {"next": {"$ref": "#/$defs/step"}}, "required": ["a"]},
        "many": {"type": "object", "properties": {"all": {"type": "array", "items": {"$ref": "#/$defs/step"}}}},
    },
    "properties": {"first": {"$ref": "#/$defs/step"}},
}


def text_of(body: str) -> str:
    return aliases_first(GeneratedFile(PurePosixPath("a.py"), body)).text


def test_an_alias_that_is_used_above_comes_first() -> None:
    body = 'class A:\n    a: B\n\n\nB = TypeAliasType("B", A | Literal["x"])\n\n\nclass C:\n    b: B\n'
    moved = 'B = TypeAliasType("B", "A | Literal[\'x\']")\n\n\nclass A:\n    a: B\n\n\nclass C:\n    b: B\n'
    assert text_of(body) == moved
    assert text_of(moved) == moved


@pytest.mark.parametrize(
    "body", ['class A:\n    a: str\n\n\nB = TypeAliasType("B", list[A])\n', "class A:\n    a: A\n"]
)
def test_other_modules_stay_as_they_are(body: str) -> None:
    assert text_of(body) == body


def test_types_through_such_aliases_are_filled() -> None:
    model = model_of(RECURSIVE, target="typeddict")
    assert accepts(model, {"first": {"a": 1, "next": {"all": [{"a": 2}]}}})
    assert not accepts(model, {"first": 1})
