"""Requests as they are written: for the service exactly, for people without secrets, and for shells harmlessly."""

import shlex
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemakit.contract.http.address import Writer, body_text, target
from schemakit.contract.http.operation import Operation
from schemakit.core.errors import UsageError
from schemakit.core.json import Json
from schemakit.core.location import Location, Uri

OPERATION = Operation(
    "POST", "/a/{b}/c", Location(Uri("file:///c")), variables={"b": "x/y z?"}, query={"q": "ä&b"}, headers={"X-A": "1"}
)
WRITER = Writer(
    {"Authorization": "Bearer ${TOKEN}", "X-Api-Key": "literal-secret", "x-a": "0"},
    {"TOKEN": 's3cret$`"'},
    "http://h:1/v",
)

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=("Cs",))),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner, max_size=3)
    ),
)


def test_variables_of_a_path_cannot_leave_their_place():
    assert target(OPERATION) == "/a/x%2Fy%20z%3F/c?q=%C3%A4%26b"


def test_headers_of_the_operation_have_the_last_word_whatever_their_letters():
    headers = dict(WRITER.request(OPERATION, "{}").headers)
    assert headers == {
        "Accept": "application/json",
        "Content-Type": "application/json",
        "Authorization": 'Bearer s3cret$`"',
        "X-Api-Key": "literal-secret",
        "X-A": "1",
    }


def test_a_request_without_a_body_has_no_content_type():
    request = WRITER.request(OPERATION, None)
    assert request.body is None
    assert "Content-Type" not in dict(request.headers)


@given(values)
def test_a_shell_reads_the_payload_as_it_was_sent(value: Json):
    words = shlex.split(WRITER.curl(OPERATION, body_text(value)))
    assert words[words.index("--data-binary") + 1] == body_text(value)


def test_a_shell_gets_the_header_from_its_environment():
    line = WRITER.curl(OPERATION, "{}").replace("curl", "printf '%s\\n'", 1)
    environment = {"TOKEN": "$HOME `id` \" '", "PATH": "/usr/bin:/bin"}
    done = subprocess.run(["sh", "-c", line], env=environment, capture_output=True, text=True, check=True)
    assert f"Authorization: Bearer {environment['TOKEN']}" in done.stdout.splitlines()


def test_secrets_stand_in_no_line_and_no_text_of_the_service():
    line = WRITER.curl(OPERATION, "{}")
    assert "s3cret" not in line
    assert "literal-secret" not in line
    assert '"Authorization: Bearer ${TOKEN}"' in line
    assert WRITER.masked('who is s3cret$`" with literal-secret?', OPERATION) == "who is *** with ***?"


@pytest.mark.parametrize(
    ("name", "value"), [("X-B", "${NOT_SET}"), ("X B", "1"), ("X-B", "a\r\nX-C: 2"), ("", "1"), ("X-B:", "1")]
)
def test_what_is_no_header_is_the_callers_mistake(name: str, value: str):
    with pytest.raises(UsageError):
        Writer({name: value}).request(OPERATION, None)
