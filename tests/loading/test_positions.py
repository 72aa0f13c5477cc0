"""Positions: the text at the span of a pointer, read on its own, is the value at the pointer."""

import gzip
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from corpora import corpora_path
from schemakit.core.json import Json
from schemakit.core.location import Excerpt, Location, Span, Uri
from schemakit.core.pointer import ROOT, Pointer, child, tokens
from schemakit.loading.decode import decode
from schemakit.loading.positions import Positions, locate
from schemakit.loading.source import Source

URI = Uri("file:///folder/a")

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Co"], exclude_characters="\ufeff"), max_size=5)
DOCUMENTS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
)
SPACE = st.sampled_from(["", " ", "\n", "\r\n", "\r", "\t", " \n  "])


def source_of(text: str, path: str) -> Source:
    (source,) = decode(text.encode(), path=path, uri=URI).value
    return source


def values(document: Json) -> Iterator[tuple[Pointer, Json]]:
    to_visit = [(ROOT, document)]
    while to_visit:
        pointer, value = to_visit.pop()
        yield pointer, value
        if isinstance(value, dict):
            to_visit.extend((child(pointer, name), inner) for name, inner in value.items())
        elif isinstance(value, list):
            to_visit.extend((child(pointer, index), inner) for index, inner in enumerate(value))


def text_at(text: str, span: Span) -> str:
    """Cut a span out of a text, independently of how it was found."""
    lines = text.replace("\r\n", "\n\0").replace("\r", "\n").split("\n")  # \0 holds the place of the second character
    lines = [line.removeprefix("\0") for line in lines]
    lines = lines[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    return " " * (span.column - 1) + "\n".join([lines[0][span.column - 1 :], *lines[1:]])


def written(document: Json, draw: Callable[..., Any]) -> str:
    """Write a document as JSON with any white space between its tokens."""
    space = draw(SPACE) + draw(SPACE)
    if isinstance(document, dict):
        members = [
            f"{json.dumps(name, ensure_ascii=draw(st.booleans()))}{space}:{draw(SPACE)}{written(value, draw)}"
            for name, value in document.items()
        ]
        return "{" + f"{draw(SPACE)},{space}".join(members) + draw(SPACE) + "}"
    if isinstance(document, list):
        return "[" + f"{draw(SPACE)},{space}".join(written(value, draw) for value in document) + draw(SPACE) + "]"
    return json.dumps(document, ensure_ascii=draw(st.booleans()))


@given(DOCUMENTS, st.data())
def test_the_text_at_a_json_pointer_is_its_value(document: Json, data: st.DataObject) -> None:
    text = data.draw(SPACE) + written(document, data.draw) + data.draw(SPACE)
    source = source_of(text, "a.json")
    positions = Positions([source])
    for pointer, value in values(document):
        span = positions.span(Location(URI, pointer))
        assert span is not None
        assert json.loads(text_at(text, span)) == value
        name = positions.span(Location(URI, pointer, key=True))
        if name is not None:
            assert json.loads(text_at(text, name)) == tokens(pointer)[-1]


@given(DOCUMENTS, st.sampled_from([None, True, False]), st.booleans(), st.sampled_from([None, "|", '"']))
def test_the_text_at_a_yaml_pointer_is_its_value(
    document: Json, flow: bool | None, allow_unicode: bool, style: str | None
) -> None:
    text = yaml.safe_dump(document, default_flow_style=flow, allow_unicode=allow_unicode, default_style=style, width=30)
    assume("!!" not in text)
    source = source_of(text, "a.yaml")
    positions = Positions([source])
    for pointer, value in values(source.document):
        span = positions.span(Location(URI, pointer))
        assert span is not None
        (read,) = [
            found.document for found in decode(text_at(text, span).encode() + b"\n", path="a.yaml", uri=URI).value
        ] or [None]
        # What follows a block scalar belongs to it, but is not marked.
        assert _without_ends(read) == _without_ends(value)


def _without_ends(value: Json) -> Json:
    match value:
        case str():
            return value.rstrip("\n\u0085\u2028\u2029 ")
        case list():
            return [_without_ends(inner) for inner in value]
        case dict():
            return {name.rstrip("\n\u0085\u2028\u2029 "): _without_ends(inner) for name, inner in value.items()}
        case _:
            return value


@pytest.mark.corpora
@pytest.mark.parametrize("name", ["baserow_openapi.yml.gz", "plaid_2020-09-14_1.631.0_openapi.json.gz"])
def test_every_value_and_name_of_a_published_document_has_its_place(name: str) -> None:
    text = gzip.decompress(corpora_path("openapi", name).read_bytes()).decode()
    source = source_of(text, name.removesuffix(".gz"))
    positions = Positions([source])
    lines = text.split("\n")
    for pointer, value in values(source.document):
        span = positions.span(Location(URI, pointer))
        assert span is not None
        assert (1, 1) <= (span.line, span.column) <= (span.end_line, span.end_column)
        if isinstance(value, str) and value.isalnum() and span.line == span.end_line:
            assert lines[span.line - 1][span.column - 1 : span.end_column - 1].strip("'\"") == value


def test_names_and_values_are_told_apart() -> None:
    source = source_of('{\n  "a": {"b": [10, 20]}\n}', "a.json")
    assert locate(source, Pointer("/a/b"), key=True) == Span(2, 9, 2, 12)
    assert locate(source, Pointer("/a/b")) == Span(2, 14, 2, 22)
    assert locate(source, Pointer("/a/b/1")) == Span(2, 19, 2, 21)
    assert locate(source, Pointer("/a/b/1"), key=True) is None
    assert locate(source, ROOT) == Span(1, 1, 3, 2)


def test_columns_count_characters_whatever_they_take_in_bytes() -> None:
    for path in ("a.json", "a.yaml"):
        source = source_of('{"\U0001f600\u00e9": "\u20ac",\t"b": 1}', path)
        assert locate(source, Pointer("/b")) == Span(1, 18, 1, 19)
    source = source_of("\U0001f600\u00e9: \u20ac\nb: \u00e9 # \u00e9\n", "a.yaml")
    assert locate(source, Pointer("/\U0001f600\u00e9")) == Span(1, 5, 1, 6)
    assert locate(source, Pointer("/b")) == Span(2, 4, 2, 5)


@pytest.mark.parametrize(
    "pointer", ["/c", "/a/2", "/a/-", "/a/01", "/a/+1", "/a/" + "9" * 5_000, "/a/0/0", "/b/0", "/a/\u0661"]
)
@pytest.mark.parametrize("path", ["a.json", "a.yaml"])
def test_where_nothing_is_there_is_no_place(pointer: str, path: str) -> None:
    text = '{"a": [1, 2], "b": "x"}' if path == "a.json" else "a: [1, 2]\nb: x\n"
    assert locate(source_of(text, path), Pointer(pointer)) is None


def test_of_equal_names_the_last_one_is_meant_as_in_the_document() -> None:
    assert locate(source_of('{"a": 1, "a": 22}', "a.json"), Pointer("/a")) == Span(1, 15, 1, 17)
    assert locate(source_of("a: 1\na: 22\n", "a.yaml"), Pointer("/a")) == Span(2, 4, 2, 6)


def test_a_place_behind_an_alias_is_in_what_it_stands_for() -> None:
    source = source_of("a: &x\n  b: [1]\nc: *x\nd:\n  <<: *x\n  e: 2\n", "a.yaml")
    assert locate(source, Pointer("/c")) == Span(3, 4, 3, 6)
    assert locate(source, Pointer("/c/b/0")) == locate(source, Pointer("/a/b/0")) == Span(2, 7, 2, 8)
    assert locate(source, Pointer("/d/b")) == Span(2, 6, 2, 9)
    assert locate(source, Pointer("/d/e"), key=True) == Span(6, 3, 6, 4)


def test_each_document_of_a_stream_has_its_own_places() -> None:
    sources = decode(b"a: 1\n---\n---\na: 2\n", path="a.yaml", uri=URI).value
    assert [locate(source, Pointer("/a")) for source in sources] == [Span(1, 4, 1, 5), Span(4, 4, 4, 5)]


@pytest.mark.parametrize("first", ["a: *b", "? [a]\n: b", "a: &a [*a]", "a: {<<: 1}", "!a b"])
def test_a_document_behind_one_that_cannot_be_used_has_its_places(first: str) -> None:
    (source,) = decode(f"{first}\n---\na: 2\n".encode(), path="a.yaml", uri=URI).value
    line = first.count("\n") + 3
    assert locate(source, Pointer("/a")) == Span(line, 4, line, 5)


def test_an_excerpt_shows_the_first_lines_of_its_span() -> None:
    source = source_of('{\r\n  "a": [\r\n    1,\r\n    2,\r\n    3\r\n  ]\r\n}', "a.json")
    locator = Positions([source])
    assert locator(Location(URI, Pointer("/a"), key=True)) == Excerpt("a.json", Span(2, 3, 2, 6), ('  "a": [',))
    assert locator(Location(URI, Pointer("/a"))) == Excerpt(
        "a.json", Span(2, 8, 6, 4), ('  "a": [', "    1,", "    2,")
    )


def test_an_excerpt_of_what_is_not_there_is_of_what_is_around_it() -> None:
    locator = Positions([source_of('{"a": {}}', "a.json")])
    assert locator(Location(URI, Pointer("/a/b/c"))) == locator(Location(URI, Pointer("/a")))


def test_a_document_in_memory_has_no_places() -> None:
    source = Source("root", Uri("memory:root"), "", "json", {"a": 1})
    assert locate(source, Pointer("/a")) is None
    assert Positions([source])(Location(source.uri)) is None
    assert Positions([])(Location(URI)) is None


def test_a_finding_that_carries_its_text_needs_no_source() -> None:
    (finding,) = decode(b'{"a": 1,\n "b"', path="a.json", uri=URI).findings
    excerpt = Positions([])(finding.location)
    assert excerpt is not None
    assert (excerpt.path, excerpt.span.line, excerpt.lines) == ("a.json", 2, (' "b"',))
