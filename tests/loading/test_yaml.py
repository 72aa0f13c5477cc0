"""YAML texts: PyYAML's own loader is the judge where YAML 1.1 and 1.2 mean the same, YAML 1.2.2 where they do not."""

import gzip
import json
import re

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from corpora import corpora_path
from schemakit.core.json import Json
from schemakit.core.location import Uri
from schemakit.core.outcome import Outcome
from schemakit.loading.decode import decode
from schemakit.loading.limits import Limits
from schemakit.loading.source import Source

URI = Uri("file:///folder/a.yaml")

#: What YAML 1.1 takes for text and YAML 1.2 for a number (section 10.3.2): PyYAML, which writes the documents of these
#: tests, puts no quotes around it.
NUMBERS_SINCE_1_2 = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)[eE][-+]?[0-9]+|0o[0-7]+")

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Co"], exclude_characters="\ufeff\ufffe\uffff")).filter(
    lambda text: NUMBERS_SINCE_1_2.fullmatch(text) is None
)

DOCUMENTS = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner),
)


def read(text: str | bytes, limits: Limits | None = None) -> Outcome[tuple[Source, ...]]:
    data = text if isinstance(text, bytes) else text.encode()
    return decode(data, path="a.yaml", uri=URI, limits=limits or Limits())


def document_of(text: str) -> Json:
    outcome = read(text)
    assert outcome.findings == ()
    (source,) = outcome.value
    return source.document


def codes(outcome: Outcome[tuple[Source, ...]]) -> list[str]:
    return [finding.code for finding in outcome.findings]


@given(DOCUMENTS, st.sampled_from([None, True, False]), st.booleans(), st.sampled_from([None, '"', "'"]))
def test_a_document_is_what_was_dumped(
    document: Json, flow: bool | None, allow_unicode: bool, quotes: str | None
) -> None:
    text = yaml.safe_dump(document, default_flow_style=flow, allow_unicode=allow_unicode, default_style=quotes)
    assume("!!" not in text)  # quoted numbers get a tag; see the tests of tags
    assert yaml.load(text, Loader=yaml.CSafeLoader) == document
    assert document_of(text) == document


@given(st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.booleans() | st.none())
def test_scalars_are_what_json_says(value: Json) -> None:
    assert document_of(f"a: {json.dumps(value)}") == {"a": value}


@pytest.mark.corpora
def test_a_published_openapi_document_is_what_pyyaml_reads() -> None:
    data = gzip.decompress(corpora_path("openapi", "baserow_openapi.yml.gz").read_bytes())
    (source,) = read(data).value
    judged = yaml.load(data, Loader=yaml.CSafeLoader)
    assert source.document == judged


@pytest.mark.parametrize(
    ("text", "value"),
    [  # the examples of YAML 1.2.2, section 10.3.2, and what YAML 1.1 reads differently
        ("null", None),
        ("~", None),
        ("", None),
        ("Null", None),
        ("nULL", "nULL"),
        ("true", True),
        ("True", True),
        ("FALSE", False),
        ("tRUE", "tRUE"),
        ("0", 0),
        ("0o7", 7),
        ("0x3A", 58),
        ("-19", -19),
        ("+12", 12),
        ("010", 10),
        ("0O7", "0O7"),
        ("-0x3A", "-0x3A"),
        ("0.", 0.0),
        ("-0.0", -0.0),
        (".5", 0.5),
        ("+12e03", 12000.0),
        ("-2E+05", -200000.0),
        ("1e3", 1000.0),
        ("1_000", "1_000"),
        ("0b11", "0b11"),
        ("on", "on"),
        ("No", "No"),
        ("y", "y"),
        ("12:30:45", "12:30:45"),
        ("2001-12-14", "2001-12-14"),
        ("=", "="),
        (".", "."),
        ("-", [None]),
        ("+", "+"),
        ("'1'", "1"),
        ('"true"', "true"),
        ("! 12", "12"),
        ("!!str 12", "12"),
        ("!!int '12'", 12),
        ("!!float 1", 1.0),
        ("!!bool 'true'", True),
        ("!!null ''", None),
        ("!!str", ""),
        ("!!map {a: 1}", {"a": 1}),
        ("!!seq [1]", [1]),
    ],
)
def test_scalars_follow_the_core_schema_of_yaml_1_2(text: str, value: Json) -> None:
    document = document_of(f"a:\n  {text}\n")
    assert document == {"a": value}
    assert repr(document) == repr({"a": value})  # 0 is not False, -0.0 is not 0.0


@pytest.mark.parametrize("text", ["- .inf", "- -.Inf", "- .NAN", "- !!float .nan"])
def test_numbers_that_are_none_are_refused(text: str) -> None:
    outcome = read(text)
    assert codes(outcome) == ["SK012"]
    assert outcome.value == ()


@pytest.mark.parametrize(
    "text",
    [
        "!!python/object/apply:os.system ['true']",
        "!Ref x",
        "!!timestamp 2001-12-14",
        "!!binary aGk=",
        "!!set {a, b}",
        "!!omap [a: 1]",
        "!!int x",
        "!!int 1.5",
        "!!bool yes",
        "!!map [1]",
        "!!seq {a: 1}",
        "!<tag:example.com,2000:x> 1",
    ],
)
def test_tags_without_a_json_value_are_refused(text: str) -> None:
    outcome = read(f"a: {text}\n")
    assert codes(outcome) == ["SK016"]
    assert outcome.value == ()


def test_keys_are_the_text_that_was_written() -> None:
    text = "200: a\n1.50: b\ntrue: c\nnull: d\n~: e\n0x10: f\n'': g\non: h\n"
    assert document_of(text) == dict(
        zip(["200", "1.50", "true", "null", "~", "0x10", "", "on"], "abcdefgh", strict=True)
    )


@pytest.mark.parametrize("text", ["? [a]\n: b", "? {a: b}\n: c", "{{ name }}: x", "a: &a [1]\n*a : 2"])
def test_keys_that_are_no_text_are_refused(text: str) -> None:
    outcome = read(text)
    assert set(codes(outcome)) == {"SK015"}
    assert outcome.value == ()


def test_equal_keys_are_one_finding_with_all_places_and_the_last_value() -> None:
    outcome = read("a:\n  x: 1\n  'x': 2\n  \"x\": 3\nb: {x: 0}\n")
    (finding,) = outcome.findings
    assert (finding.code, finding.location.pointer, finding.location.key) == ("SK006", "/a/x", True)
    places = [place.excerpt for place in (finding.location, *finding.related)]
    assert [(place.span.line, place.span.column) for place in places if place] == [(3, 3), (2, 3), (4, 3)]
    assert outcome.value[0].document == {"a": {"x": 3}, "b": {"x": 0}}


def test_a_number_and_its_text_are_the_same_key() -> None:
    assert codes(read("200: a\n'200': b\n")) == ["SK006"]


def test_aliases_share_what_they_stand_for() -> None:
    document = document_of("a: &x {b: [1]}\nc: *x\nd: [*x, *x]\n")
    assert document == {"a": {"b": [1]}, "c": {"b": [1]}, "d": [{"b": [1]}, {"b": [1]}]}
    assert isinstance(document, dict)
    assert document["a"] is document["c"]


def test_an_alias_of_a_key_is_the_value_that_was_written() -> None:
    assert document_of("&a 200: x\n&b '201': *a\nc: *b\nd: {*a : y}\n") == {
        "200": "x",
        "201": 200,
        "c": "201",
        "d": {"200": "y"},
    }
    assert document_of("&a ~: x\nb: *a\n") == {"~": "x", "b": None}


def test_the_latest_anchor_of_a_name_counts() -> None:
    assert document_of("[&a 1, *a, &a [&a 2, *a], *a]") == [1, 1, [2, 2], 2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &a {x: 1, y: 2}\nb: {<<: *a, y: 3}", {"x": 1, "y": 3}),
        ("a: &a {x: 1, y: 2}\nb: {y: 3, <<: *a}", {"y": 3, "x": 1}),
        ("a: &a {x: 1}\nb: {<<: [*a, {x: 2, y: 2}]}", {"x": 1, "y": 2}),
        ("a: &a {x: 1}\nb: {<<: {<<: *a, y: 2}, z: 3}", {"x": 1, "y": 2, "z": 3}),
        ("a: &a {x: 1}\nb: {'<<': *a}", {"<<": {"x": 1}}),
    ],
)
def test_merge_keys_work_as_in_every_tool(text: str, expected: Json) -> None:
    document = document_of(text)
    assert isinstance(document, dict)
    assert document["b"] == expected
    if "'" not in text:
        assert document == yaml.load(text, Loader=yaml.CSafeLoader)


def test_a_merge_key_with_another_value_is_a_finding() -> None:
    assert codes(read("a: {<<: 1}")) == ["SK005"]
    assert codes(read("a: {<<: [{x: 1}, 2]}")) == ["SK005"]


@pytest.mark.parametrize(("text", "code"), [("a: &a [*a]", "SK011"), ("&a {b: {c: *a}}", "SK011"), ("a: *b", "SK005")])
def test_aliases_without_a_value_are_refused(text: str, code: str) -> None:
    outcome = read(text)
    assert codes(outcome) == [code]
    assert outcome.value == ()


def test_aliases_may_add_values_up_to_the_limit() -> None:
    text = "- &a [1, 2, 3]\n" + "- *a\n" * 10
    assert codes(read(text, Limits(alias_values=40))) == []
    assert codes(read(text, Limits(alias_values=39))) == ["SK010"]


def test_aliases_count_for_depth() -> None:
    limits = Limits(depth=10)
    inner = "[" * 5 + "]" * 5
    assert codes(read(f"- &a {inner}\n- {'[' * 4}*a{']' * 4}", limits)) == []
    assert codes(read(f"- &a {inner}\n- {'[' * 5}*a{']' * 5}", limits)) == ["SK009"]


def test_each_document_of_a_stream_is_a_source() -> None:
    sources = read("--- 1\n---\n# nothing\n--- {a: 2}\n...\n--- three\n---\n").value
    assert [(source.path, source.uri, source.index, source.document) for source in sources] == [
        ("a.yaml", URI, 0, 1),
        ("a.yaml[2]", f"{URI}?document=2", 2, {"a": 2}),
        ("a.yaml[3]", f"{URI}?document=3", 3, "three"),
    ]


def test_documents_in_front_of_a_mistake_are_kept() -> None:
    outcome = read("--- {a: 1}\n--- {b: !x 2}\n--- {c: 3}\n--- {d: 4\n")
    assert [source.document for source in outcome.value] == [{"a": 1}, {"c": 3}]
    assert codes(outcome) == ["SK016", "SK005"]


def test_anchors_end_with_their_document() -> None:
    assert codes(read("--- &a 1\n--- *a\n")) == ["SK005"]


@pytest.mark.parametrize("text", ["# only a comment\n", "---\n", "---\n...\n---\n", "%YAML 1.2\n---\n"])
def test_a_stream_without_a_document_is_a_finding(text: str) -> None:
    assert codes(read(text)) == ["SK003"]


def test_json_in_a_yaml_file_is_read_as_json() -> None:
    (source,) = read('{\n\t"a": "\\ud83d\\ude00"}').value
    assert source.document == {"a": "\U0001f600"}
    assert source.syntax == "json"


def test_what_only_looks_like_json_is_read_as_yaml() -> None:
    (source,) = read("{a: 1, b: [c]}  # flow\n").value
    assert source.document == {"a": 1, "b": ["c"]}
    assert source.syntax == "yaml"


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: b: c\n", 1, 5),
        ("a: 1\n\tb: 2\n", 2, 1),
        ("a: @b\n", 1, 4),
        ("a: [1, 2\nb: 3\n", 2, 2),
        ("a:\n  - 1\n b: 2\n", 3, 2),
        ("\u00e9: \U0001f600\nb: \x07\n", 2, 4),
        ("a: 'b\n", 1, 5),
    ],
)
def test_a_mistake_has_a_line_and_column(text: str, line: int, column: int) -> None:
    (finding,) = read(text).findings
    assert finding.code == "SK005"
    assert finding.location.excerpt is not None
    assert (finding.location.excerpt.span.line, finding.location.excerpt.span.column) == (line, column)


@given(st.text("-?:,[]{}#&*!|>'\"%@ \n\tab0<", max_size=40))
def test_any_text_is_documents_or_findings(text: str) -> None:
    outcome = read(text)
    assert outcome.value or outcome.errors


def test_the_parser_in_python_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a: &x {b: [1, '2'], c: |\n  t\u00e9xt\n  }\nd: *x\n".replace("|\n  t\u00e9xt\n  ", "'t\u00e9xt'")
    expected = document_of(text)
    monkeypatch.setattr("schemakit.loading.yaml_events._LOADER", yaml.SafeLoader)
    assert document_of(text) == expected
    (finding,) = read("\u00e9: 1\nb: \x07\n").findings
    assert finding.location.excerpt is not None
    assert (finding.location.excerpt.span.line, finding.location.excerpt.span.column) == (2, 4)
