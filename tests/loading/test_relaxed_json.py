"""JSONC and JSON5: a document means the same however it is spelled, and every place is one in the file as written."""

import json
import math
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemakit.core.json import Json
from schemakit.core.location import Location, Span, Uri
from schemakit.core.outcome import Outcome
from schemakit.core.pointer import ROOT, Pointer, child, tokens
from schemakit.loading.decode import decode, syntax_of
from schemakit.loading.positions import Positions, locate
from schemakit.loading.source import Source

URI = Uri("file:///folder/a")

TEXT = st.text(st.characters(exclude_categories=["Cs", "Co"], exclude_characters="\ufeff\0"), max_size=5)
NAMES = TEXT | st.sampled_from(["a", "$b_1", "true", "NaN", "Infinity", "\u00e4", "0"])
NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
DOCUMENTS = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
)
GAPS = ["", " ", "\n", "// it's [\"{\n", "/* ** // , ] */", "/**/\t"]
LINE_GOES_ON = "\\\n"
MORE_GAPS = [*GAPS, "\u00a0", "\f", "\u2028"]


def read(text: str, path: str) -> Outcome[tuple[Source, ...]]:
    return decode(text.encode(), path=path, uri=URI)


class Writer:
    """Writes documents with comments, commas after last elements and, in JSON5, any other spelling it allows."""

    def __init__(self, draw: Callable[..., Any], *, json5: bool) -> None:
        self.draw = draw
        self.json5 = json5

    def gap(self) -> str:
        return str(self.draw(st.sampled_from(MORE_GAPS if self.json5 else GAPS)))

    def text(self, value: Json) -> str:
        match value:
            case dict():
                members = [f"{self.name(key)}{self.gap()}:{self.gap()}{self.text(one)}" for key, one in value.items()]
                return self.many(members, "{}")
            case list():
                return self.many([self.text(inner) for inner in value], "[]")
            case str() if self.json5:
                return self.string(value)
            case int() | float() if self.json5 and not isinstance(value, bool):
                return self.number(value)
            case _:
                return json.dumps(value, ensure_ascii=self.draw(st.booleans()))

    def many(self, parts: list[str], brackets: str) -> str:
        last = "," if parts and self.draw(st.booleans()) else ""
        inside = f"{self.gap()},{self.gap()}".join(parts)
        return f"{brackets[0]}{self.gap()}{inside}{self.gap()}{last}{self.gap()}{brackets[1]}"

    def name(self, value: str) -> str:
        if self.json5 and value.isidentifier() and self.draw(st.booleans()):
            return value
        return self.string(value) if self.json5 else json.dumps(value)

    def string(self, value: str) -> str:
        quote = self.draw(st.sampled_from("'\""))
        special = f"{quote}\\\n\r\u2028\u2029"
        escaped = "".join(self.escape(character) if character in special else character for character in value)
        return f"{quote}{self.draw(st.sampled_from(['', LINE_GOES_ON]))}{escaped}{quote}"

    def escape(self, character: str) -> str:
        code = f"\\u{ord(character):04x}"
        if character not in "'\"\\":
            return code
        return str(self.draw(st.sampled_from([f"\\{character}", code, f"\\x{ord(character):02x}"])))

    def number(self, value: float) -> str:
        plain = json.dumps(value)
        ways = [plain] if plain.startswith("-") else [plain, f"+{plain}"]
        if isinstance(value, int):
            ways.append(hex(value))
        elif plain.startswith(("0.", "-0.")):
            ways.append(plain.replace("0.", ".", 1))
        elif plain.endswith(".0"):
            ways.append(plain[:-1])
        return str(self.draw(st.sampled_from(ways)))


def values(document: Json) -> list[tuple[Pointer, Json]]:
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
    lines = text.replace("\r\n", "\n").split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


@pytest.mark.parametrize("path", ["a.jsonc", "a.json5"])
@given(st.data(), DOCUMENTS)
def test_a_document_means_the_same_in_every_spelling_and_so_does_each_part(
    path: str, data: st.DataObject, document: Json
) -> None:
    writer = Writer(data.draw, json5=path == "a.json5")
    text = writer.gap() + writer.text(document) + writer.gap()
    outcome = read(text, path)
    assert outcome.findings == ()
    (source,) = outcome.value
    assert source.document == document
    assert source.text == text
    positions = Positions([source])
    for pointer, value in values(document):
        span = positions.span(Location(URI, pointer))
        assert span is not None
        assert [part.document for part in read(cut(text, span), path).value] == [value]
        name = positions.span(Location(URI, pointer, key=True))
        if name is not None:
            (alone,) = read(f"{{{cut(text, name)}: 1}}", path).value
            assert alone.document == {tokens(pointer)[-1]: 1}


@given(DOCUMENTS)
def test_json_is_jsonc_and_json5(document: Json) -> None:
    text = json.dumps(document)
    for path in ("a.json", "a.jsonc", "a.json5"):
        (source,) = read(text, path).value
        assert source.document == document


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (r"'\x41\u0042\v\0\q\'\"'", "AB\x0b\0q'\""),
        ("'a\\\nb\\\r\nc\\\u2028d'", "abcd"),
        ("'a\tb'", "a\tb"),
        ("{\\u0061b: 1, $: 2}", {"ab": 1, "$": 2}),
        ("+0x1F", 31),
        ("-0XfF", -255),
        ("[.5, 5., -.5e1, 5.e-1]", [0.5, 5.0, -5.0, 0.5]),
    ],
)
def test_json5_has_the_spellings_of_ecmascript(text: str, value: Json) -> None:
    (source,) = read(text, "a.json5").value
    assert source.document == value


@pytest.mark.parametrize(
    ("path", "text", "code", "place"),
    [
        ("a.json", "{} // x", "SK004", (1, 4, 1, 6)),
        ("a.json", '{"a": /* x */ 1}', "SK004", (1, 7, 1, 9)),
        ("a.jsonc", "['x']", "SK004", (1, 2, 1, 3)),
        ("a.jsonc", "// x\n[1 /* y", "SK004", (2, 4, 2, 5)),
        ("a.jsonc", "[,]", "SK004", (1, 2, 1, 3)),
        ("a.json5", "{a: b}", "SK004", (1, 5, 1, 6)),
        ("a.json5", "[,]", "SK004", (1, 2, 1, 3)),
        ("a.json5", "[1,,]", "SK004", (1, 4, 1, 5)),
        ("a.json5", "{,}", "SK004", (1, 2, 1, 3)),
        ("a.json5", "['x\n']", "SK004", (1, 2, 1, 3)),
        ("a.json5", "{'long name': 1, b: '\\1'}", "SK004", (1, 22, 1, 23)),
        ("a.json5", "{'a': 1,\nb: NaN}", "SK012", (2, 4, 2, 7)),
        ("a.json5", "{bcd: +Infinity}", "SK012", (1, 7, 1, 16)),
        ("a.json5", "0x" + "1" * 200_000, "SK013", (1, 1, 1, 200_003)),
        ("a.json5", "/* */{a:" + "[" * 1_000, "SK009", (1, 648, 1, 649)),
        ("a.json5", "{} {}", "SK007", (1, 4, 1, 6)),
        ("a.json5", "[1+1]", "SK004", (1, 2, 1, 5)),
        ("a.json5", "[-+1]", "SK004", (1, 2, 1, 3)),
        ("a.json5", "{a: 5.+0x10}", "SK004", (1, 5, 1, 12)),
        ("a.json5", "1.+2", "SK007", (1, 3, 1, 5)),
    ],
)
def test_what_cannot_be_used_is_a_finding_with_its_place(
    path: str, text: str, code: str, place: tuple[int, ...]
) -> None:
    outcome = read(text, path)
    assert outcome.value == ()
    (finding,) = outcome.findings
    assert finding.code == code
    assert finding.location.excerpt is not None
    assert finding.location.excerpt.span == Span(*place)


def test_equal_names_are_equal_however_they_are_spelled() -> None:
    outcome = read("{a: 1, /* */ 'a': 2, \"\\x61\": 3}", "a.json5")
    (finding,) = outcome.findings
    assert finding.code == "SK006"
    (source,) = outcome.value
    assert source.document == {"a": 3}
    assert locate(source, Pointer("/a")) == Span(1, 30, 1, 31)


@pytest.mark.parametrize(
    "path", ["tsconfig.json", "web/tsconfig.app.json", ".vscode/settings.json", "x.code-workspace"]
)
def test_files_that_their_programs_read_with_comments_may_have_them(path: str) -> None:
    assert syntax_of(path) == "jsonc"
    (source,) = read("{\n// why\n}", path).value
    assert source.document == {}


def test_a_comment_in_json_is_a_finding_that_names_the_way() -> None:
    (finding,) = read('{"a": 1, // why\n"b": 2}', "a.json").findings
    assert finding.message == "not JSON: JSON has no comments"
    assert finding.help == ("name the file .jsonc, or read it as such: --syntax jsonc",)


@given(st.text(st.sampled_from("[]{}:,'\"\\/*\n ab1.+-x0eu_"), max_size=30), st.sampled_from(["a.jsonc", "a.json5"]))
def test_no_text_makes_reading_fail(text: str, path: str) -> None:
    outcome = read(text, path)
    assert outcome.value or outcome.findings
    for source in outcome.value:
        for pointer, value in values(source.document):
            assert locate(source, pointer) is not None
            assert not isinstance(value, float) or math.isfinite(value)
