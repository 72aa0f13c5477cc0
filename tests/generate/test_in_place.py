"""Limits of items stand where the items are; what has a name or a description keeps it."""

import ast
from types import SimpleNamespace

import pytest

from schemakit.core.json import Json
from schemakit.generate.target_name import TargetName
from schemakit.pipeline.generating import generated_files
from schemakit.pipeline.schemas import from_schema

LIMITED: Json = {"type": "string", "maxLength": 3}


def module(properties: dict[str, Json], target: TargetName = "pydantic", **definitions: Json) -> str:
    schema: Json = {"type": "object", "properties": properties, "$defs": definitions}
    files = generated_files(from_schema(schema, name="Thing"), target=target)
    return next(file.text for file in files if file.path.name == "thing.py")


@pytest.mark.parametrize(
    ("target", "shown"),
    [
        ("pydantic", "list[Annotated[str, Field(max_length=3)]]"),
        ("msgspec", "list[Annotated[str, Meta(max_length=3)]]"),
    ],
)
def test_limits_of_items_stand_where_the_items_are(target: TargetName, shown: str) -> None:
    text = module({"tags": {"type": "array", "items": LIMITED}}, target)
    assert f"    tags: {shown} | " in text
    assert "TypeAlias" not in text
    assert ".guard import ExactModel\n\n\nclass Thing(" in text


def test_a_name_that_an_author_gave_is_kept() -> None:
    assert "tags: list[Tag] | " in module({"tags": {"type": "array", "items": {"$ref": "#/$defs/Tag"}}}, Tag=LIMITED)


def test_a_description_keeps_the_alias_that_carries_it() -> None:
    text = module({"tags": {"type": "array", "items": {**LIMITED, "description": "A word."}}})
    assert "tags: list[ThingTagsItem] | " in text


def test_an_alias_stays_where_a_line_would_get_too_long() -> None:
    long: Json = {"type": "string", "pattern": f"^{'a-b-' * 15}$", "maxLength": 300}
    text = module({"codes": {"type": "array", "items": long}, "tags": {"type": "array", "items": LIMITED}})
    assert max(map(len, text.splitlines())) <= 120
    assert "tags: list[Annotated[str, Field(max_length=3)]] | " in text
    assert "codes: list[ThingCodesItem] | " in text


def test_unicode_line_separators_in_texts_move_nothing() -> None:
    tags: Json = {"type": "array", "items": LIMITED, "description": "one\u2028two\x0cthree\x85four"}
    text = module({"first": {"type": "string", "description": "a\u2028b"}, "tags": tags})
    assert "    tags: list[Annotated[str, Field(max_length=3)]] | " in text


def test_a_module_is_parsed_once_however_many_aliases_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []

    def counted(text: str) -> ast.Module:
        parsed.append(text)
        return ast.parse(text)

    monkeypatch.setattr("schemakit.generate.in_place.ast", SimpleNamespace(**{**vars(ast), "parse": counted}))
    text = module({f"p{number}": {"type": "array", "items": LIMITED} for number in range(40)})
    assert text.count("list[Annotated[str, Field(max_length=3)]]") == 40
    assert len(parsed) == 1
