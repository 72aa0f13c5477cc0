"""TOML: what tomllib reads is what the places lead to, and what JSON has not is said, with its place."""

import json
import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemakit.core.json import Json
from schemakit.core.location import Location, Span, Uri
from schemakit.core.outcome import Outcome
from schemakit.core.pointer import ROOT, Pointer, child, tokens
from schemakit.loading.decode import decode
from schemakit.loading.positions import Positions, locate
from schemakit.loading.source import Source

URI = Uri("file:///folder/a.toml")

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Co"]), max_size=5)
KEYS = TEXT | st.sampled_from(["a", "b", "a.b", "0", "x-y_z", '"', "'", ""])
SCALARS = st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False) | TEXT
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=8
)
DOCUMENTS = st.dictionaries(KEYS, VALUES, max_size=4)


def read(text: str | bytes) -> Outcome[tuple[Source, ...]]:
    return decode(text if isinstance(text, bytes) else text.encode(), path="a.toml", uri=URI)


@st.composite
def written(draw: st.DrawFn, document: dict[str, Any]) -> str:
    """Write a document as TOML in one of the many ways there are."""
    lines: list[str] = [draw(st.sampled_from(["", "# a comment with = and [brackets]"]))]
    tables: list[str] = []
    for name, value in document.items():
        if isinstance(value, dict) and value and draw(st.booleans()):
            if draw(st.booleans()):
                lines += [f"{_key(draw, name)} . {line.lstrip()}\n" for line in _lines(draw, value)]
            else:
                tables += [f"[ {_key(draw, name)} ]\r\n", *_lines(draw, value)]
        elif _is_tables(value) and draw(st.booleans()):
            for one in value:
                tables += [f"[[{_key(draw, name)}]] # ] = \n", *_lines(draw, one)]
        else:
            lines += _lines(draw, {name: value})
    return "\n".join((*lines, *tables))


def _is_tables(value: Json) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def _lines(draw: st.DrawFn, members: dict[str, Any]) -> list[str]:
    space = draw(st.sampled_from(["", " ", "\t "]))
    return [f"{space}{_key(draw, name)}{space}={space}{_value(draw, value)}" for name, value in members.items()]


def _key(draw: st.DrawFn, name: str) -> str:
    if name and all(character.isascii() and (character.isalnum() or character in "-_") for character in name):
        return draw(st.sampled_from([name, f"'{name}'", json.dumps(name)]))
    return json.dumps(name, ensure_ascii=False)


def _value(draw: st.DrawFn, value: Json) -> str:
    match value:
        case dict():
            inner = ", ".join(f"{_key(draw, name)} = {_value(draw, one)}" for name, one in value.items())
            return "{" + inner + "}"
        case list():
            space = draw(st.sampled_from(["", " ", "\n", " # ] \n "]))
            comma = draw(st.sampled_from(["", ","])) if value else ""
            return "[" + space + f"{space},{space}".join(_value(draw, one) for one in value) + comma + space + "]"
        case str() if "'" not in value and draw(st.booleans()):
            return draw(st.sampled_from([f"'{value}'", f"'''\n{value}'''"]))
        case str() if draw(st.booleans()):
            escaped = json.dumps(value, ensure_ascii=False)[1:-1]
            return f'"""{escaped}"""'
        case _:
            return json.dumps(value, ensure_ascii=False)


def places(document: Json) -> list[tuple[Pointer, Json]]:
    found, to_visit = [], [(ROOT, document)]
    while to_visit:
        pointer, value = to_visit.pop()
        found.append((pointer, value))
        if isinstance(value, dict):
            to_visit.extend((child(pointer, name), inner) for name, inner in value.items())
        elif isinstance(value, list):
            to_visit.extend((child(pointer, index), inner) for index, inner in enumerate(value))
    return found


def cut(text: str, span: Span) -> str:
    lines = text.split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


@given(st.data(), DOCUMENTS)
def test_the_text_at_a_toml_pointer_is_its_value(data: st.DataObject, document: dict[str, Any]) -> None:
    text = data.draw(written(document))
    outcome = read(text)
    if not text.strip():
        return
    (source,) = outcome.value
    assert source.document == tomllib.loads(text)
    positions = Positions([source])
    for pointer, value in places(source.document):
        span = positions.span(Location(URI, pointer))
        assert span is not None
        there = cut(text, span)
        if not _has_headers_or_dots(there, value):
            assert tomllib.loads(f"value = {there}")["value"] == value
        name = positions.span(Location(URI, pointer, key=True))
        if name is not None:
            assert list(tomllib.loads(f"{cut(text, name)} = 1")) == [tokens(pointer)[-1]]


def _has_headers_or_dots(text: str, value: Json) -> bool:
    """Tell whether a value is written in a way that cannot be read on its own."""
    if isinstance(value, dict):
        return not text.startswith("{")
    return _is_tables(value) and text.startswith("[[")


SAMPLE = """\
title = "x"
a.b.c = 1
a.b.d = [1, {x = 1, y.z = "q"}]
[tool.x]
k = 'v'
[[p]]
n = 1
[[p]]
n = 2
[p.sub]
q = [[1], [2,]]
"""


@pytest.mark.parametrize(
    ("pointer", "value", "key"),
    [
        ("/title", (1, 9, 1, 12), (1, 1, 1, 6)),
        ("/a", (2, 3, 3, 32), (2, 1, 2, 2)),
        ("/a/b/d/1/y/z", (3, 27, 3, 30), (3, 23, 3, 24)),
        ("/tool", (4, 1, 5, 8), (4, 2, 4, 6)),
        ("/tool/x", (4, 1, 5, 8), (4, 7, 4, 8)),
        ("/p", (6, 1, 11, 16), (6, 3, 6, 4)),
        ("/p/0", (6, 1, 7, 6), None),
        ("/p/1", (8, 1, 11, 16), None),
        ("/p/1/sub/q/1/0", (11, 12, 11, 13), None),
        ("/p/2", None, None),
        ("/title/x", None, None),
    ],
)
def test_tables_reach_from_their_header_to_their_last_value(
    pointer: str, value: tuple[int, int, int, int] | None, key: tuple[int, int, int, int] | None
) -> None:
    (source,) = read(SAMPLE).value
    assert locate(source, Pointer(pointer)) == (Span(*value) if value else None)
    assert locate(source, Pointer(pointer), key=True) == (Span(*key) if key else None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1979-05-27T07:32:00Z", "1979-05-27T07:32:00Z"),
        ("1979-05-27 07:32:00z", "1979-05-27T07:32:00Z"),
        ("1979-05-27T00:32:00-07:00", "1979-05-27T00:32:00-07:00"),
        ("1979-05-27T07:32:00", "1979-05-27T07:32:00"),
        ("1979-05-27", "1979-05-27"),
        ("07:32:00", "07:32:00"),
    ],
)
def test_dates_and_times_are_the_strings_of_rfc_3339(text: str, value: str) -> None:
    (source,) = read(f"when = {text} # then\nlist = [{text}]").value
    assert source.document == {"when": value, "list": [value]}
    assert locate(source, Pointer("/when")) == Span(1, 8, 1, 8 + len(text))


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("a = foo\n", "SK019", (1, 5, 1, 8)),
        ("a = 1\nb = \n", "SK019", (2, 1, 2, 4)),
        ("a = 1\na = 2\n", "SK019", (2, 1, 2, 6)),
        ("a = null", "SK019", (1, 5, 1, 9)),
        ("[a]\n[a]\n", "SK019", (2, 3, 2, 4)),
        ("a = [1,\n", "SK019", (1, 7, 1, 8)),
        ("a = 1\nb = nan", "SK012", (2, 5, 2, 8)),
        ("a = [1, -inf]", "SK012", (1, 9, 1, 13)),
        ("a = 1e999999999", "SK013", (1, 5, 1, 16)),
        ("a = " + "9" * 5_000, "SK019", (1, 5, 1, 5_005)),
        ("a = 0x" + "f" * 50_000, "SK019", (1, 5, 1, 50_007)),
        ("a = " + "[" * 100_000, "SK009", (1, 645, 1, 646)),
        ("a" + ".a" * 100_000 + " = 1", "SK009", (1, 1_282, 1, 1_283)),
        ("[" + ".".join("a" * 600) + "]\nb = " + "[" * 100 + "]" * 100, "SK009", (2, 44, 2, 45)),
        ("a = " + "{a=" * 600 + "1" + "}" * 600, "SK009", (1, 1_802, 1, 1_803)),
    ],
)
def test_what_cannot_be_used_is_a_finding_with_its_place(text: str, code: str, place: tuple[int, ...]) -> None:
    outcome = read(text)
    assert outcome.value == ()
    (finding,) = outcome.findings
    assert finding.code == code
    assert finding.location.excerpt is not None
    assert finding.location.excerpt.span == Span(*place)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a = {b = 1, b = 2}", "the key has a value already"),
        ("a = 1\na = 2", "the key has a value already"),
        ("[a]\n[a]", "the table is there already"),
        ("a.b.c = 1\n[a]\nb.d = 1", "the table is there already"),
        ("[a.b]\n[a]\nb.c = 1", "the table is there already"),
        ("a = 'b", "a string is not closed"),
        ("a = '''b\n", "a string is not closed"),
        ('a = "b', "a string is not closed"),
        ('a = """b\n', "a string is not closed"),
        ('a = "\\u12"', "an escape has too few hexadecimal digits"),
        ('a = "\\ud800"', "an escape names no character, or half of one"),
        ('a = "\\d"', "a backslash begins no escape that TOML knows"),
    ],
)
def test_a_mistake_is_said_in_words_of_our_own(text: str, message: str) -> None:
    (finding,) = read(text).findings
    assert finding.message == f"not TOML: {message}"


@given(st.text(st.sampled_from("[]{}=.,\"'#\n ab1-:\\"), max_size=30))
def test_no_text_makes_reading_fail(text: str) -> None:
    outcome = read(text)
    assert outcome.value or outcome.findings
    for source in outcome.value:
        for pointer, _ in places(source.document):
            assert locate(source, pointer) is not None
