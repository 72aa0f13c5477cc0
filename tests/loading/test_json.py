"""JSON texts: the standard library's parser is the judge of what a text means, RFC 8259 of what is one."""

import json
import sys
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemakit.core.json import Json
from schemakit.core.location import Uri
from schemakit.core.outcome import Outcome
from schemakit.loading.decode import decode
from schemakit.loading.limits import Limits
from schemakit.loading.source import Source

URI = Uri("file:///folder/a.json")

DOCUMENTS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def read(text: str | bytes, limits: Limits | None = None) -> Outcome[tuple[Source, ...]]:
    data = text if isinstance(text, bytes) else text.encode()
    return decode(data, path="a.json", uri=URI, limits=limits or Limits())


def document_of(text: str) -> Json:
    outcome = read(text)
    assert outcome.findings == ()
    (source,) = outcome.value
    return source.document


def codes(outcome: Outcome[tuple[Source, ...]]) -> list[str]:
    return [finding.code for finding in outcome.findings]


@given(DOCUMENTS, st.sampled_from([None, 0, 1, "\t"]), st.booleans())
def test_a_document_is_what_the_standard_library_reads(
    document: Json, indent: int | str | None, ensure_ascii: bool
) -> None:
    text = json.dumps(document, indent=indent, ensure_ascii=ensure_ascii)
    assert document_of(text) == json.loads(text) == document


@given(st.text("[]{}\",:\\ \n\t-+.eE0123456789abtrufalsnN'/*#\u00e9", max_size=30))
def test_a_text_is_accepted_where_the_standard_library_accepts_it(text: str) -> None:
    def refuse(_word: str) -> None:
        raise ValueError

    try:
        expected = json.loads(text, parse_constant=refuse)
    except ValueError:
        outcome = read(text)
        assert outcome.errors
        assert outcome.value == ()
    else:
        (source,) = read(text).value
        assert source.document == expected


@given(DOCUMENTS, st.data())
def test_the_beginning_of_a_document_ends_in_a_finding_with_a_line(document: Json, data: st.DataObject) -> None:
    text = json.dumps([document], indent=1)
    cut = data.draw(st.integers(0, len(text) - 1))
    outcome = read(text[:cut])
    assert outcome.value == ()
    (finding,) = outcome.findings
    assert finding.location.excerpt is not None
    assert 1 <= finding.location.excerpt.span.line <= text.count("\n") + 1


@given(st.integers(min_value=0), st.integers(4_000, 6_000))
def test_integers_are_exact_at_any_size(digit: int, length: int) -> None:
    digits = (str(digit % 9 + 1) * length)[:length]
    value = document_of(digits)
    assert isinstance(value, int | Decimal)
    # Compared and printed without the interpreter's limit: that is what Decimal is for.
    assert Decimal(digits) == value
    assert str(value) == digits


def test_integers_are_ints_as_far_as_the_interpreter_prints_them() -> None:
    assert type(document_of("9" * sys.get_int_max_str_digits())) is int
    assert type(document_of("9" * 4_000 + "1")) is int


@pytest.mark.parametrize("text", ["1e400", "-1e400", "1e-400", "1" * 400 + ".5", "1E+999"])
def test_a_number_that_no_float_holds_is_an_exact_decimal(text: str) -> None:
    value = document_of(text)
    assert type(value) is Decimal
    assert value == Decimal(text)


@pytest.mark.parametrize("text", ["1e-10", "0e400", "0.0e-999", "-0.0", "1.5", "1e308", "5e-324"])
def test_a_number_that_a_float_holds_is_a_float(text: str) -> None:
    value = document_of(text)
    assert type(value) is float
    assert value == float(text)


@pytest.mark.parametrize(
    "text", ["1e1000000", "1e99999999999999999999", "9" * 100_001, "0." + "1" * 100_001, "1e-200000"]
)
def test_a_number_of_too_many_digits_is_refused_where_it_stands(text: str) -> None:
    (finding,) = read(f'{{"a":\n "x", "b": {text}}}').findings
    assert finding.code == "SK013"
    assert finding.location.excerpt is not None
    assert (finding.location.excerpt.span.line, finding.location.excerpt.span.column) == (2, 12)


def test_nan_and_infinities_are_refused_with_every_place() -> None:
    outcome = read('{"NaN": "Infinity",\n "a": NaN,\n "b": [Infinity, -Infinity]}')
    (finding,) = outcome.findings
    assert outcome.value == ()
    assert finding.code == "SK012"
    places = [place.excerpt for place in (finding.location, *finding.related)]
    assert [(place.span.line, place.span.column) for place in places if place] == [(2, 7), (3, 8), (3, 18)]


def test_equal_names_in_one_object_are_one_finding_with_all_places_and_the_last_value() -> None:
    outcome = read('{"a": 1, "b": {"x": 1,\n "x": 2, "\\u0078": 3}, "c": {"a": 0}}')
    (finding,) = outcome.findings
    assert finding.code == "SK006"
    assert finding.location.pointer == "/b/x"
    assert finding.location.key
    places = [place.excerpt for place in (finding.location, *finding.related)]
    assert [(place.span.line, place.span.column) for place in places if place] == [(2, 2), (1, 16), (2, 10)]
    assert outcome.value[0].document == {"a": 1, "b": {"x": 3}, "c": {"a": 0}}


def test_many_equal_names_are_as_many_places_as_somebody_would_read() -> None:
    outcome = read("[" + '{"a":1,"a":2},' * 1_000 + "{" + '"b":1,' * 1_000 + '"c":1}]')
    assert len(outcome.findings) == Limits().places
    assert all(len(finding.related) <= Limits().places for finding in outcome.findings)


def test_half_of_a_character_is_kept_with_a_warning() -> None:
    outcome = read('{"a": ["\\ud83d\\ude00", "\\\\ud800", "x\\uDc00"], "\\ud800": 1}')
    assert outcome.value[0].document == {"a": ["\U0001f600", "\\ud800", "x\udc00"], "\ud800": 1}
    (finding,) = outcome.findings
    assert finding.code == "SK014"
    assert [(place.pointer, place.key) for place in (finding.location, *finding.related)] == [
        ("/\ud800", True),
        ("/a/2", False),
    ]


@pytest.mark.parametrize(
    ("text", "line", "column", "word"),
    [
        ('{"a": 1,}', 1, 8, "comma"),
        ('{"a": [1,\n2,\n]}', 2, 2, "comma"),
        ("{'a': 1}", 1, 2, "double quotes"),
        ('{"a": 1 // one\n}', 1, 9, "comments"),
        ('{"a": 1} # one\n', 1, 10, "comments"),
        ("{a: 1}", 1, 2, "quotation marks"),
        ("[True]", 1, 2, "Python"),
        ('{"a" 1}', 1, 6, "colon"),
        ("[1 2]", 1, 4, "comma"),
        ("[1\n}", 2, 1, "cannot close"),
        ("[1]]", 1, 4, "closes nothing"),
        ("[007]", 1, 2, "number"),
        ("[1_000]", 1, 2, "number"),
        ("[.5]", 1, 2, "digit"),
        ("[+5]", 1, 2, "plus"),
        ('["a\nb"]', 1, 4, "line break"),
        (r'["\d"]', 1, 3, "escape"),
        ("<!doctype html>", 1, 1, "HTML"),
        ("],", 1, 1, "value"),
        ('{"a": [1, 2', 1, 11, "line 1"),
        ('["a', 1, 2, "closed"),
        ("[\u201ca\u201d]", 1, 2, "typographic"),
    ],
)
def test_a_mistake_is_named_where_it_was_made(text: str, line: int, column: int, word: str) -> None:
    (finding,) = read(text).findings
    assert finding.code == "SK004"
    assert word in finding.message
    assert finding.location.excerpt is not None
    span = finding.location.excerpt.span
    assert (span.line, span.column) == (line, column)
    assert finding.location.excerpt.lines[0] == text.splitlines()[line - 1]


def test_a_second_document_is_told_from_a_mistake() -> None:
    outcome = read('{"a": 1}\n{"a": 2}\n')
    assert codes(outcome) == ["SK007"]
    assert outcome.value == ()


def test_a_byte_order_mark_is_no_part_of_the_document() -> None:
    (source,) = read(b"\xef\xbb\xbf[1]").value
    assert source.document == [1]
    assert source.text == "[1]"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
def test_another_encoding_is_named_and_not_guessed(encoding: str) -> None:
    (finding,) = read('{"a": "b"}'.encode(encoding)).findings
    assert finding.code == "SK002"
    assert encoding[:6].upper() in finding.message


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [(b'{"a":\n "\xe9"}', 2, 3), ('{"\u00e9": "'.encode() + b"\xff", 1, 8), (b'{"a": "\0"}', 1, 8)],
)
def test_bytes_that_are_no_text_are_reported_where_they_stand(data: bytes, line: int, column: int) -> None:
    (finding,) = read(data).findings
    assert finding.code == "SK002"
    assert finding.location.excerpt is not None
    assert (finding.location.excerpt.span.line, finding.location.excerpt.span.column) == (line, column)


@pytest.mark.parametrize("text", ["", " \n\t", "\ufeff", "\ufeff\n"])
def test_an_empty_file_is_a_finding(text: str) -> None:
    assert codes(read(text)) == ["SK003"]


def test_a_document_may_be_as_deep_as_the_limit_and_no_deeper() -> None:
    depth = Limits().depth
    assert codes(read("[" * depth + "]" * depth)) == []
    assert codes(read("[" * (depth + 1) + "]" * (depth + 1))) == ["SK009"]
    assert codes(read('{"a":' * (depth + 1) + "1" + "}" * (depth + 1))) == ["SK009"]


def test_brackets_in_strings_are_not_depth() -> None:
    text = json.dumps(["[" * 1_000, '"' + "{" * 1_000, "\\"] * 300 + [[]] * 1_000)
    assert codes(read(text)) == []


def test_a_file_larger_than_the_limit_is_not_read() -> None:
    assert codes(read("[1, 2, 3]", Limits(bytes=8))) == ["SK008"]
    assert codes(read("[1, 2, 3]", Limits(bytes=9))) == []
