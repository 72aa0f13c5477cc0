"""What counts as a near miss."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemakit.core.json import Json
from schemakit.validate.suggest import likeliest_first, name_like, value_like, value_of_type


@pytest.mark.parametrize(
    ("written", "names", "meant"),
    [
        ("cluade", ["claude", "codex"], "claude"),
        ("runtime_adapter", ["mode", "runtimeAdapter"], "runtimeAdapter"),
        ("MODEL", ["model"], "model"),
        ("descripton", ["title", "description"], "description"),
        ("maximumInventories", ["initialInventories"], None),
        ("a", ["b", "c"], None),
        ("inventory", ["inventoryMethod"], None),
        ("branch", ["tags", "branches"], "branches"),
        ("labels", ["label"], "label"),
        ("x" * 1_000, ["x" * 999], None),
    ],
)
def test_a_slip_is_recognized_and_another_word_is_not(written: str, names: list[str], meant: str | None):
    assert name_like(written, names) == meant


def test_names_with_most_in_common_are_listed_first():
    names = ["catalog", "hoist", "registry", "hoistPattern"]
    assert likeliest_first("hoisting", names)[:2] == ["hoist", "hoistPattern"]
    assert sorted(likeliest_first("hoisting", names)) == sorted(names)


@given(st.text(max_size=30), st.lists(st.text(max_size=30), max_size=20))
def test_what_is_suggested_is_one_of_what_is_allowed(written: str, names: list[str]):
    assert name_like(written, names) in {None, *names}
    assert value_like(written, list(names)) in {None, *names}


@given(st.sampled_from(["a", "bb", "longer name", "snake_case"]), st.lists(st.text(max_size=10), max_size=5))
def test_a_name_that_is_there_is_always_found(name: str, others: list[str]):
    folded = name.replace("_", "").replace(" ", "")
    found = name_like(name, [name, *others])
    assert found is not None
    assert found.replace("_", "").replace("-", "").replace(" ", "").casefold() == folded


@pytest.mark.parametrize(
    ("written", "types", "meant"),
    [
        ("5", ["integer"], 5),
        ("-5", ["number"], -5),
        ("5.5", ["integer"], None),
        ("\u0665", ["integer"], None),
        ("true", ["boolean"], True),
        (True, ["string"], "true"),
        (5, ["string"], "5"),
        (5, ["object"], None),
        ("9" * 10_000, ["integer"], None),
        pytest.param(10**5_000, ["string"], None, id="huge"),
    ],
)
def test_a_value_of_the_wrong_type_becomes_the_same_letters_of_the_right_one(
    written: Json, types: list[str], meant: Json
):
    assert value_of_type(written, types) == meant
