"""Names say where a type is met, and no more than that."""

from schemakit.core.json import Json
from schemakit.pipeline.generating import build_model
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
