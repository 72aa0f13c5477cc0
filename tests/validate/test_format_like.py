"""The spelling that was meant by a text of nearly the right format."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemakit.formats import FORMATS
from schemakit.validate.format_like import format_like, lacks

NEAR = [
    ("uuid", "123E4567E89B12D3A456426614174000", "123e4567-e89b-12d3-a456-426614174000"),
    ("uuid", "{123e4567-e89b-12d3-a456-426614174000}", "123e4567-e89b-12d3-a456-426614174000"),
    ("uuid", "run-42", None),
    ("date-time", "2024-01-31 12:00", "2024-01-31T12:00:00Z"),
    ("date-time", "2024-01-31T12:00:00+0200", "2024-01-31T12:00:00+02:00"),
    ("date-time", "2024-02-30T12:00:00", None),
    ("date", "2024/1/5", "2024-01-05"),
    ("date", "1/5/2024", None),
    ("time", "9:30", "09:30:00Z"),
    ("duration", "5 minutes", "PT5M"),
    ("uri", "example.com/a", "https://example.com/a"),
    ("uri", "https://example.com/a b", "https://example.com/a%20b"),
    ("email", "Ada <ada@example.org>", "ada@example.org"),
    ("hostname", "https://example.org/a", "example.org"),
    ("ipv4", "192.0.2.1:80", "192.0.2.1"),
    ("ipv6", "[::1]", "::1"),
    ("json-pointer", "a/b", "/a/b"),
    ("x-unknown", "a", None),
]


@pytest.mark.parametrize(("name", "written", "meant"), NEAR)
def test_a_near_miss_is_recognized_and_nothing_is_made_up(name: str, written: str, meant: str | None):
    assert format_like(name, written) == meant


@given(st.sampled_from(sorted(FORMATS)), st.text(max_size=40) | st.sampled_from([case[1] for case in NEAR]))
def test_what_is_suggested_has_the_format_and_is_not_what_was_written(name: str, written: str):
    near = format_like(name, written)
    assert near is None or (FORMATS[name].accepts(near) and near != written)


def test_what_a_date_lacks_is_said():
    assert "time zone" in lacks("date-time", "2024-01-31T12:00:00")
    assert lacks("date", "2024-02-30") == "there is no day 2024-02-30 in the calendar"
    assert not lacks("date-time", "soon")
