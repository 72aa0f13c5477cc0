"""The predicates of formats, judged by the official suite, by the fast engine, and by their own examples."""

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from official_suite import DRAFTS, groups
from schemakit.formats import FORMATS, Format
from schemakit.formats.code_points import PatternError
from schemakit.formats.ecma262 import parse
from schemakit.fuzz.formatted import FORMATTED
from schemakit.fuzz.matching import has_match

#: Instance -> why schemakit's reading, which does not depend on the draft, is another one.
KNOWN_GAPS = {
    ("draft4", "hostname", "ab--cd.example"): "RFC 1034 allows hyphens in places 3 and 4, RFC 5891 reserves them",
    ("draft6", "hostname", "ab--cd.example"): "RFC 1034 allows hyphens in places 3 and 4, RFC 5891 reserves them",
}

#: What the fast engine itself gets wrong.
ENGINE_GAPS = {("email", "Joe <a@b.example>"): "a mailbox has no display name (RFC 5321, section 4.1.2)"}

ASSERTED = [known for known in FORMATS.values() if known.asserts]


def engine(name: str) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator({"format": name}, validate_formats=True)


@pytest.mark.corpora
@pytest.mark.parametrize("draft", DRAFTS)
def test_predicates_agree_with_the_suite(draft: str):
    wrong = {}
    for group in groups(draft, "optional/format"):
        known = FORMATS.get(group.schema.get("format")) if isinstance(group.schema, dict) else None
        for test in group.tests if known else ():
            if isinstance(test.data, str) and known.accepts(test.data) is not test.valid:
                wrong[draft, known.name, test.data] = test.description
    assert wrong.keys() == {gap for gap in KNOWN_GAPS if gap[0] == draft}


@pytest.mark.parametrize("known", ASSERTED, ids=lambda known: known.name)
def test_examples_are_of_the_format_for_the_engine_too(known: Format):
    judge = engine(known.name)
    assert known.examples
    assert [text for text in known.examples if not (known.accepts(text) and judge.is_valid(text))] == []


@pytest.mark.parametrize("known", ASSERTED, ids=lambda known: known.name)
def test_near_misses_are_not_of_the_format_for_the_engine_either(known: Format):
    judge = engine(known.name)
    assert known.near_misses
    accepted = [text for text in known.near_misses if known.accepts(text) or judge.is_valid(text)]
    assert accepted == [text for name, text in ENGINE_GAPS if name == known.name]


@given(st.data())
@pytest.mark.parametrize("name", FORMATTED)
def test_what_is_made_for_a_format_is_of_the_format(name: str, data: st.DataObject):
    text = data.draw(FORMATTED[name])
    assert FORMATS[name].accepts(text)
    assert engine(name).is_valid(text)


@given(st.text(st.sampled_from("0123456789abcdefgT:-+.Z@/%[]{}#~ é中\u0661"), max_size=24))
@pytest.mark.parametrize("name", ["date", "time", "date-time", "uuid", "ipv4", "ipv6", "json-pointer"])
def test_predicates_agree_with_the_engine_on_anything(name: str, text: str):
    assert FORMATS[name].accepts(text) == engine(name).is_valid(text)


@pytest.mark.parametrize(
    "uuid",
    [
        "2eb8aa08aa9811eab4aa73b441d16380",
        "{2eb8aa08-aa98-11ea-b4aa-73b441d16380}",
        "urn:uuid:2eb8aa08-aa98-11ea-b4aa-73b441d16380",
    ],
)
def test_a_uuid_has_hyphens_and_nothing_around_it(uuid: str):
    assert not FORMATS["uuid"].accepts(uuid)


def test_a_uuid_may_be_in_capitals():
    assert FORMATS["uuid"].accepts("2EB8AA08-AA98-11EA-B4AA-73B441D16380")


@pytest.mark.corpora
@pytest.mark.parametrize("draft", DRAFTS)
def test_patterns_mean_what_the_suite_says(draft: str):
    wrong = []
    for folder in ("", "optional"):
        for group in groups(draft, folder):
            pattern = group.schema.get("pattern") if isinstance(group.schema, dict) else None
            if isinstance(pattern, str) and not group.schema.keys() - {"$schema", "pattern"}:
                wrong.extend(
                    (pattern, test.data)
                    for test in group.tests
                    if isinstance(test.data, str) and has_match(pattern, test.data) is not test.valid
                )
    assert wrong == []


@pytest.mark.parametrize(
    "pattern",
    [
        "(",
        "[a",
        "a{2,1}",
        "*",
        "\\Z",
        "(?<a",
        "\\u00",
        ")",
        "^*",
        "[b-a]",
        "\\p{Nope}",
        "\\p{Lz}",
        "\\x+1",
        "\\u{1_0}",
        "\\u{ 1}",
        "\\u{110000}",
    ],
)
def test_what_is_no_pattern_is_refused(pattern: str):
    with pytest.raises(PatternError):
        parse(pattern)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("^\\ud83d\\ude00$", "\U0001f600"),
        ("^\\ud83d\\u0041$", "\ud83dA"),
        ("^[\\ud83d\\u0041]$", "A"),
        ("^\\u{1F600}\\x41$", "\U0001f600A"),
        ("^(a)\\1\u0661$", "aa\u0661"),
        ("^a{\u0661}$", "a{\u0661}"),
    ],
)
def test_escapes_mean_the_characters_they_name(pattern: str, text: str):
    assert has_match(pattern, text) is True


@pytest.mark.parametrize("pattern", ["a{" + "1" * 5_000 + "}", "(a)\\" + "1" * 5_000, "a{2," + "1" * 5_000 + "}"])
def test_numbers_of_any_length_are_read(pattern: str):
    parse(pattern)
    assert FORMATS["regex"].accepts(pattern)
    assert not has_match(pattern, "a")


@pytest.mark.parametrize("pattern", ["\\p{Script=Armenian}", "[\\P{Emoji}]"])
def test_a_property_that_is_not_known_here_may_be_known_elsewhere(pattern: str):
    assert FORMATS["regex"].accepts(pattern)
    assert engine("regex").is_valid(pattern)


def test_a_long_name_of_a_host_is_refused_before_it_is_encoded():
    assert not FORMATS["idn-hostname"].accepts("".join(map(chr, range(0x4E00, 0x4E00 + 20_000))))
