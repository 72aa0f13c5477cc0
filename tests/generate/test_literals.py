"""What schemas say in numbers that no code can hold, or nested too deeply to be read, ends no generation."""

import ast
from decimal import Decimal

import pytest

from generated_models import model_of
from schemakit.core.json import Json
from schemakit.generate.literals import literal
from schemakit.generate.run import TARGETS
from schemakit.generate.target_name import TargetName


def nested(depth: int) -> Json:
    value: Json = 1
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize(
    "said", [Decimal("1e400"), 10**4000, [Decimal("1e400")], nested(150)], ids=["e", "d", "l", "n"]
)
def test_what_no_literal_holds_is_left_out(target: TargetName, said: Json) -> None:
    schema: Json = {"type": "object", "properties": {"a": {"default": said, "examples": [said, 1.5]}}}
    model = model_of(schema, target=target)
    assert model.dump(model.load({}), defaults=True) == {}
    assert model.dump(model.load({"a": said})) == {"a": said}


@pytest.mark.parametrize(
    "value", ["", "a'b", 'a"b', "'\"\\\n", "\u2028\U0001f600", {"a": [None, True, 1.5, {"ü": []}]}]
)
def test_a_literal_means_the_value_in_ascii(value: Json) -> None:
    written = literal(value)
    assert written.isascii()
    assert ast.literal_eval(written) == value
