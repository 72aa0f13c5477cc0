"""The README's contract test, and what the assertions of ``schemakit.testing`` say."""

from pathlib import Path

import pytest
from hypothesis import given, settings

from schemakit.core.errors import UsageError
from schemakit.core.json import Json
from schemakit.fuzz.payload import Payload
from schemakit.testing import assert_invalid, assert_valid, invalid_payloads, payloads


def resume(body: Json):
    """A service under test, which answers what its client sent."""
    return {"mode": body.get("mode", "background")}


@given(payloads("TaskRunResumeRequestSchema"))
@settings(max_examples=20)
def test_the_service_answers_what_its_schema_says(body: Json):
    assert_valid(resume(body), "TaskRunResumeRequestSchema")


@given(invalid_payloads("TaskRunResumeRequestSchema"))
@settings(max_examples=20)
def test_what_is_labelled_invalid_is_not_valid(broken: Payload):
    assert broken.violation is not None
    with pytest.raises(AssertionError, match="not a valid TaskRunResumeRequestSchema"):
        assert_valid(broken.value, "TaskRunResumeRequestSchema")


def test_the_failure_shows_where_and_says_what_must_be_true(repository: Path):
    with pytest.raises(AssertionError, match=r"`branch` must be a string or null, and is 3\n +--> payload:2:13\n"):
        assert_valid({"branch": 3}, "TaskRunResumeRequestSchema", schemas=repository / "schemas")


def test_what_is_said_to_be_invalid_is_refused_for_the_reason_that_is_meant(repository: Path):
    name, schemas = "TaskRunResumeRequestSchema", repository / "schemas"
    assert_invalid({"branch": 3}, name, schemas=schemas)
    assert_invalid({"branch": "x" * 256}, name, by="maxLength", schemas=schemas)
    with pytest.raises(AssertionError, match=r'a valid TaskRunResumeRequestSchema:\n\n\{\n  "branch": "x"\n\}'):
        assert_invalid({"branch": "x"}, name, schemas=schemas)
    with pytest.raises(AssertionError, match=r"not refused by `maxLength`:\n\nerror\[type\]"):
        assert_invalid({"branch": 3}, name, by="maxLength", schemas=schemas)


@pytest.mark.parametrize("value", [{1: 2}, {"a", "b"}, object()])
def test_what_is_no_json_is_refused_with_a_reason(value: object):
    with pytest.raises(AssertionError, match="not a valid Root:\n\nerror"):
        assert_valid(value, {})


def test_a_schema_in_memory_needs_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    assert_valid(3, {"type": "integer"})
    with pytest.raises(AssertionError):
        assert_valid("3", {"type": "integer"})


def test_a_part_of_a_schema_has_payloads_of_its_own(repository: Path):
    @given(payloads("TaskRunResumeRequestSchema#/properties/branch", schemas=repository / "schemas"))
    @settings(max_examples=20)
    def branch(payload: Json) -> None:
        assert payload is None or len(payload) <= 255

    branch()


def test_a_name_that_nothing_has_is_said_at_once(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(UsageError, match="TaskRunResumeRequest"):
        payloads("TaskRunResumeRequest", schemas=repository / "schemas")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="no folder 'schemas'"):
        payloads("Anything")
