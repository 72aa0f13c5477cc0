"""Names say where a type is met, and no more than that."""

import ast

import pytest

from schemakit.core.json import Json
from schemakit.generate.run import TARGETS
from schemakit.generate.target_name import TargetName
from schemakit.pipeline.generating import build_model, generated_files
from schemakit.pipeline.schemas import from_schema


def type_name(alternatives: list[Json]) -> str:
    properties: Json = {"part": {"anyOf": alternatives}}
    model = build_model(from_schema({"type": "object", "properties": properties}, name="Thing"), "Thing")
    return type(model.load({"part": {"x": 1}}).part).__name__


CLASS: Json = {"type": "object", "properties": {"x": {"type": "integer"}}, "required": ["x"]}
OTHER: Json = {"type": "object", "properties": {"y": {"type": "integer"}}, "required": ["y"]}


def test_the_only_class_among_alternatives_is_called_for_its_place() -> None:
    assert type_name([CLASS, {"type": "boolean"}, {"type": "null"}]) == "ThingPart"


def test_alternatives_are_told_apart_by_where_they_stand() -> None:
    assert type_name([OTHER, CLASS]) == "ThingPartOption2"


def test_a_title_names_an_alternative() -> None:
    assert type_name([{**CLASS, "title": "by x"}, {"type": "boolean"}]) == "ThingPartByX"


TUPLE: Json = {"type": "array", "prefixItems": [{"type": "string"}, CLASS], "items": False, "minItems": 2}
MAP: Json = {"type": "object", "additionalProperties": TUPLE}
NULLABLE: dict[str, Json] = {"type": ["array", "null"], "prefixItems": [CLASS], "maxItems": 1, "minItems": 1}


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize(
    "part",
    [
        {"type": "array", "items": TUPLE},
        {"type": "array", "items": MAP},
        {"type": "array", "items": NULLABLE},
        {"type": "array", "prefixItems": [TUPLE, NULLABLE], "minItems": 2, "maxItems": 2},
        {"anyOf": [TUPLE, MAP]},
        {"anyOf": [TUPLE, {"type": "null"}]},
        {"anyOf": [NULLABLE, {"type": "integer"}]},
        {**NULLABLE, "type": ["array", "integer"]},
        NULLABLE,
    ],
    ids=str,
)
def test_a_tuple_inside_has_the_name_that_was_decided_or_none(part: Json, target: TargetName) -> None:
    schema: Json = {"type": "object", "properties": {"point": part}}
    files = generated_files(from_schema(schema, name="Point"), target=target)
    text = next(file.text for file in files if file.path.name == "point.py")
    names = [
        getattr(one, "name", None) or getattr(getattr(one, "target", None), "id", None) or ast.unparse(one.targets[0])
        for one in ast.parse(text).body
        if isinstance(one, (ast.ClassDef, ast.Assign, ast.AnnAssign))
    ]
    assert all(name.startswith("Point") for name in names)
    assert "Point" in names


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("name", ["\u0130stanbul", "\u01f0x", "a\u0390"])
def test_letters_whose_other_case_has_marks_are_letters_without(name: str, target: TargetName) -> None:
    properties: dict[str, Json] = {name: {"enum": [name, "x"]}, "of": {"type": "object", "properties": {name: {}}}}
    schemas = from_schema({"type": "object", "properties": properties}, name=name)
    value: Json = {name: name, "of": {name: 1}}
    model = build_model(schemas, name, target=target)
    assert model.dump(model.load(value)) == value
    paths = [str(file.path) for file in generated_files(schemas, target=target)]
    assert [path for path in paths if not path.removesuffix(".py").isidentifier()] == ["MANIFEST.json", "py.typed"]
