"""The types of each library as subjects: every way in is found, and gives the verdict of its library."""

import dataclasses
import json
import sys
import uuid
from enum import Enum
from pathlib import Path
from typing import Annotated

import attrs
import msgspec
import pydantic
import pytest
import typing_extensions

import schemakit
from schemakit.contract.asking import Judges, Wrong, wrong
from schemakit.contract.models import subjects, subjects_of
from schemakit.contract.subject import Subject
from schemakit.core.errors import UsageError
from schemakit.core.json import Json
from schemakit.fuzz.payload import Payload
from schemakit.generate.run import TARGETS
from schemakit.generate.target_name import TargetName
from schemakit.generate.write import write
from schemakit.pipeline.generating import generated_files

SCHEMA = {"type": "object", "required": ["id"], "properties": {"id": {"type": "integer"}, "note": {"type": "string"}}}
VALID: Json = {"id": 1, "note": "a"}
INVALID: Json = {"id": "x"}


class Pydantic(pydantic.BaseModel):
    id: int
    note: str = ""


@pydantic.dataclasses.dataclass
class PydanticDataclass:
    id: int
    note: str = ""


class Struct(msgspec.Struct):
    id: int
    note: str = ""


class Typed(typing_extensions.TypedDict, total=False):
    id: typing_extensions.Required[int]
    note: str


@attrs.define
class Attrs:
    id: int = attrs.field(validator=attrs.validators.instance_of(int))
    note: str = ""


@dataclasses.dataclass
class Plain:
    id: int
    note: str = ""

    def __post_init__(self) -> None:
        if not isinstance(self.id, int):
            raise TypeError(self.id)


class ValidationError(Exception):
    """As jsonschema, marshmallow and others call what they raise."""


def function(payload: Json) -> None:
    if not isinstance(payload, dict) or not isinstance(payload.get("id"), int):
        raise ValidationError


def asserting(payload: Json) -> None:
    assert isinstance(payload, dict)
    assert isinstance(payload["id"], int)


WAYS = {
    Pydantic: ["", " (from text)", " (by keywords)"],
    PydanticDataclass: ["", " (from text)"],
    Struct: ["", " (from text)"],
    Typed: ["", " (from text)"],
    Annotated[Typed, "about"]: ["", " (from text)"],
    Attrs: [" (by keywords)"],
    Plain: [" (by keywords)"],
    function: [""],
    asserting: [""],
}


@pytest.mark.parametrize("model", WAYS, ids=lambda model: getattr(model, "__name__", "annotated"))
def test_every_way_into_a_type_is_found_and_gives_the_verdict_of_its_library(model: object):
    found = subjects_of("it", model)
    assert [one.name for one in found] == [f"it{way}" for way in WAYS[model]]
    for subject in found:
        assert subject.accepts(VALID)
        assert not subject.accepts(INVALID)
        if subject.returned is not None:
            assert subject.returned(VALID) == VALID


def test_an_adapter_is_asked_as_it_is():
    assert [one.accepts([1, 2]) for one in subjects_of("it", pydantic.TypeAdapter(list[int]))] == [True, True]
    assert [one.accepts(["a"]) for one in subjects_of("it", list[int] | None)] == [False, False]


def test_keywords_are_asked_about_objects_only():
    [by_keywords] = subjects_of("it", Plain)
    judges = Judges(lambda _: True, lambda _: ())
    assert wrong(by_keywords, Payload([1]), judges) == ()


def test_what_libraries_call_an_error_of_validation_is_a_refusal_and_anything_else_a_crash():
    def crashing(payload: Json) -> None:
        raise KeyError(payload)

    judges = Judges(lambda _: True, lambda _: ())
    [subject] = subjects_of("it", crashing)
    assert wrong(subject, Payload(1), judges) == (Wrong("crash", "KeyError: 1", "KeyError"),)


def test_an_exception_without_a_text_is_a_crash_like_any_other():
    class Wordless(Exception):  # noqa: N818 - one of somebody's
        def __str__(self) -> str:
            raise KeyError

    def crashing(payload: Json) -> None:
        raise Wordless(payload)

    [subject] = subjects_of("it", crashing)
    [crash] = wrong(subject, Payload(1), Judges(lambda _: True, lambda _: ()))
    assert (crash.what, crash.cause, crash.detail) == (
        "crash",
        "Wordless",
        "Wordless: its text cannot be made: KeyError",
    )


def test_a_function_that_is_written_in_c_is_asked_like_any_other():
    adapter = pydantic.TypeAdapter(int)
    assert [one.accepts("a") for one in subjects_of("it", adapter.validator.validate_python)] == [False]
    assert [one.accepts("2026-02-30") for one in subjects("datetime:date.fromisoformat")] == [False]


@pytest.mark.parametrize("model", [3, "text", None, sys])
def test_what_takes_no_payloads_is_the_callers_mistake(model: object):
    with pytest.raises(UsageError, match="takes no payloads"):
        subjects_of("it", model)


def test_what_pydantic_can_make_nothing_of_is_the_callers_mistake():
    class Opaque:
        pass

    with pytest.raises(UsageError, match="pydantic cannot read"):
        subjects_of("it", list[Opaque])


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("class\n", "wrong_model is no Python that this interpreter reads"),
        ("1 / 0\n", "wrong_model raises ZeroDivisionError when it is imported"),
        ("import sys\nsys.exit(0)\n", "wrong_model raises SystemExit when it is imported"),
        ("import nothing_of_this_name\n", "wrong_model cannot be imported: No module named 'nothing_of_this_name'"),
        ("AA = int\n", "wrong_model has no A"),
    ],
)
def test_a_module_that_cannot_be_used_is_the_callers_mistake(
    code: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "wrong_model.py").write_text(code, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "wrong_model", raising=False)
    with pytest.raises(UsageError, match=message):
        subjects("wrong_model:A")


def test_a_generated_package_is_asked_by_its_own_functions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "Thing.json").write_text(json.dumps(SCHEMA), encoding="utf-8")
    write(generated_files(schemakit.load(tmp_path / "Thing.json")), tmp_path / "own_models")
    monkeypatch.syspath_prepend(tmp_path)
    found = subjects("own_models.thing:Thing")
    assert [one.spec for one in found] == ["own_models.thing:Thing"] * 3
    exact = {"id": 10**40, "more": [None]}
    for subject in found:
        assert subject.accepts(exact)
        assert not subject.accepts({"id": "1"})
        assert not subject.accepts({"id": 1, "note": None})
    assert found[0].returned is not None
    assert found[0].returned(exact) == exact


def lost(returned: Json, sent: Json) -> list[tuple[str, str]]:
    judges = Judges(lambda _: True, lambda _: ())
    subject = Subject("it", lambda _: True, lambda _: returned)
    return [(one.cause, one.detail) for one in wrong(subject, Payload(sent), judges)]


def test_each_loss_is_a_cause_of_its_own_and_the_items_of_an_array_are_one_place():
    sent: Json = {"a": 1, "b": [{"c": "X"}, {"c": "Y"}], "gone": 1, "gone, too": 2}
    returned: Json = {"a": 1.0, "b": [{"c": "x"}, {"c": "y"}], "new": None, "newer": None}
    causes = dict(lost(returned, sent))
    assert list(causes) == ["adds ", "drops ", "changes /b/*/c"]
    assert causes["changes /b/*/c"] == '"x" at /b/0/c'
    assert causes["drops "] == "nothing at /gone"


@pytest.mark.parametrize("value", [1, "a", [1, {"a": None}], {"a": {"b": [1.5]}}, None])
def test_what_comes_back_equal_as_json_is_no_loss(value: Json):
    assert lost(value, value) == []
    assert lost([1.0], [1]) == []


@pytest.mark.parametrize(("sent", "returned"), [(True, 1), ([1], [1, 2]), ({}, []), ("A", "a"), (None, {})])
def test_another_value_is_a_loss(sent: Json, returned: Json):
    assert [cause for cause, _ in lost(returned, sent)] == ["changes "]


def test_values_that_are_no_json_are_said_to_be():
    assert lost({"id": uuid.UUID(int=1)}, {"id": "1"}) == [
        ("changes /id", '"00000000-0000-0000-0000-000000000001" at /id')
    ]


def test_an_enum_is_a_function_of_its_values():
    [subject] = subjects_of("it", Enum("Mode", {"A": "a"}))
    assert subject.accepts("a")
    assert not subject.accepts("b")


def test_depth_is_no_matter():
    deep: Json = []
    for _ in range(640):
        deep = [deep]
    assert lost(deep, deep) == []
    assert lost([deep], deep) != []


STEPS: Json = {
    "type": "object",
    "properties": {"a": {"type": "integer", "multipleOf": 2}, "b": {"type": "string", "default": "x"}},
}


@pytest.mark.parametrize("target", TARGETS)
def test_generated_types_are_exact_subjects(
    target: TargetName, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = f"made_of_{target}"
    write(generated_files(schemakit.from_schema(STEPS, name="Thing"), target=target), tmp_path / package)
    monkeypatch.syspath_prepend(tmp_path)
    for subject in (found := subjects(f"{package}.thing:Thing")):
        assert subject.accepts({"a": 2.0, "c": [None]})
        assert not subject.accepts({"a": 3})
        assert not subject.accepts([])
    assert found[0].returned is not None
    assert found[0].returned({"a": 2, "c": [None]}) == {"a": 2, "c": [None]}
    for name in [name for name in sys.modules if name.partition(".")[0] == package]:
        del sys.modules[name]
