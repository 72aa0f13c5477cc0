"""What is kept of a disagreement: exact, readable again, and a test that fails as long as it is true."""

from dataclasses import replace
from decimal import Decimal

import pytest

from schemakit.contract.as_test import as_test
from schemakit.contract.replay import Replay, from_text, to_text
from schemakit.core.errors import UsageError
from schemakit.core.json import Json

REPLAY = Replay(
    "c1d904", "Order", "0" * 64, "m:Order", "m:Order", "too-wide", "takes it", {"a": None}, "type", "o.json:1:2", 7
)

PAYLOADS: list[Json] = [
    None,
    "",
    {"a~/b": [1, 1.0, True, None, "\u2028\x00é\U0001f600 \" ' \\"]},
    {"\\'": ["\\'", "it's", "\\\\'\n"]},
    10**40,
    Decimal("1e400"),
    0.1,
    {f"member {number}": "x" * 30 for number in range(12)},
    "\ud800",
    [[[["a" * 60] * 3]]],
]


@pytest.mark.parametrize("payload", PAYLOADS, ids=repr)
def test_what_is_kept_is_read_back_exactly(payload: Json):
    kept = replace(REPLAY, payload=payload)
    text = to_text(kept)
    assert text.isascii()
    again = from_text(text, "c1d904.json")
    assert again == kept
    assert repr(again.payload) == repr(payload)  # 1 is not 1.0 here


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        to_text(REPLAY).replace('"seed": 7', '"seed": "7"'),
        to_text(REPLAY).replace('"what": "too-wide"', '"what": []'),
        to_text(REPLAY)[:-4],
    ],
)
def test_what_is_something_else_is_the_callers_mistake(text: str):
    with pytest.raises(UsageError, match=r"c1d904\.json: "):
        from_text(text, "c1d904.json")


@pytest.mark.parametrize("payload", PAYLOADS, ids=repr)
def test_the_test_holds_the_payload_as_it_is(payload: Json):
    asked: list[object] = []
    source = as_test(replace(REPLAY, payload=payload))
    assert max(map(len, source.splitlines())) <= 120 or isinstance(payload, (dict, str, Decimal))
    code = source.replace("from m import Order", "Order = 'the model'").replace(
        "from schemakit.testing import assert_agrees", ""
    )
    known: dict[str, object] = {"assert_agrees": lambda *arguments: asked.append(arguments)}
    exec(compile(code, "test_kept.py", "exec"), known)  # noqa: S102 - the code that was just written
    known["test_order_c1d904"]()  # type: ignore[operator]
    assert repr(asked) == repr([("the model", payload, "Order")])


def test_a_deep_payload_is_kept_and_written_too():
    deep: Json = []
    for _ in range(600):
        deep = [deep]
    kept = replace(REPLAY, payload=deep)
    assert from_text(to_text(kept), "x").payload == deep
    assert "[" * 601 in as_test(kept)


def test_the_generated_model_of_a_target_and_the_reference_engine_are_named_for_the_assertion():
    own = as_test(replace(REPLAY, spec="", subject="the generated pydantic model (from text)"))
    assert 'assert_agrees("pydantic", {"a": None}, "Order")' in own
    assert 'assert_agrees("reference", ' in as_test(replace(REPLAY, spec="", subject="the reference engine"))
    assert "from m import Order\n" not in own
