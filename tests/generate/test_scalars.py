"""Patterns are shown by a type where every engine reads them alike; finding that out takes no long."""

from typing import Final

import pytest

from generated_models import accepts, model_of
from schemakit.core.json import Json
from schemakit.generate.target_name import TARGET_NAMES, TargetName
from schemakit.pipeline.generating import generated_files
from schemakit.pipeline.schemas import from_schema

ALIKE: Final = (
    "^[a-z]+$",
    "(?:a|b){2,3}",
    r"\(?[0-9]{3}\)?",
    "[^a-b-]*",
    "a(?:b(?:c)?)*",
    "[?:(]",
)
UNLIKE: Final = (r"\d", "a.b", "(?:a)" * 40 + r"\w", "(?=a)", "^(?!con$)", "a{" + "1" * 5_000 + "}", "a{3000}")


def shown(pattern: str) -> bool:
    schema: Json = {"type": "object", "properties": {"a": {"type": "string", "pattern": pattern}}}
    text = next(file.text for file in generated_files(from_schema(schema, name="A")) if file.path.name == "a.py")
    return "pattern=" in text


@pytest.mark.parametrize("pattern", ALIKE)
def test_a_pattern_that_means_the_same_everywhere_is_shown(pattern: str) -> None:
    assert shown(pattern)


@pytest.mark.parametrize("pattern", UNLIKE, ids=lambda pattern: pattern[:20])
def test_a_pattern_that_may_not_is_left_to_the_guard(pattern: str) -> None:
    assert not shown(pattern)


def test_a_pattern_with_a_look_ahead_refuses_no_line_end() -> None:
    model = model_of({"type": "object", "properties": {"a": {"type": "string", "pattern": "^(?!con$)"}}})
    assert model.dump(model.load({"a": "con\n"})) == {"a": "con\n"}


@pytest.mark.parametrize("target", TARGET_NAMES)
def test_a_count_beyond_all_counting_is_left_to_the_guard(target: TargetName) -> None:
    many = 10**30
    schema: Json = {
        "type": "object",
        "properties": {
            "a": {"type": "string", "minLength": many},
            "b": {"type": "array", "items": {"type": "integer"}, "maxItems": many, "minItems": 1},
        },
    }
    model = model_of(schema, target=target)
    assert accepts(model, {"b": [1]})
    assert not accepts(model, {"a": "x"})
    assert not accepts(model, {"b": []})
