"""Patterns of the fast engine: what ECMA-262 says is the judge, and where it is installed, node."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from typing import Final

import pytest

from corpora import corpora_records
from schemakit.core.errors import BrokenSchemaError
from schemakit.core.json import Json
from schemakit.pipeline import from_schema
from schemakit.runtime.judge import compile_schema
from schemakit.runtime.patterns import for_engine
from schemakit.validate.engine import ENGINES, EngineName

URI: Final = "https://example.test/a"

#: Pattern, what it matches, what it does not.
MEANINGS: Final = (
    ("^.$", ["a", "\x85", "😀"], ["\n", "\r", "\u2028", "\u2029"]),
    ("^[^]$", ["a", "\n", "\u2028"], ["", "ab"]),
    ("[]", [], ["", "a"]),
    ("^(?<y>\\d{2})-\\k<y>$", ["24-24"], ["24-25"]),
    ("^(x)(?<n>a)(?:b)\\k<n>1$", ["xaba1"], ["xabx1", "xab1"]),
    ("^\\0[\\0]$", ["\0\0"], ["0"]),
    ("^[\\b]$", ["\b"], ["b"]),
    ("^[\\ud83d\\ude00]$", ["😀"], ["a"]),
    ("^\\ud83d\\ude00$", ["😀"], ["a"]),
    ("^[\\w-.]+$", ["a-.b"], ["a+b", "é"]),
    ("^{a}$", ["{a}"], ["a"]),
    ("^a{,3}$", ["a{,3}"], ["aa"]),
    ("^]?$", ["", "]"], ["a"]),
    ("^(?!x)\\w$", ["a"], ["é", "x"]),
    ("^(?!x)[\\w@]$", ["a", "@"], ["é"]),
    ("^(?!x)[^\\W\\d]$", ["a"], ["1", "é", "@"]),
    ("^(?!x)\\s\\S$", ["\ufeffa"], ["\x85a"]),
    ("^(?=.)\\d$", ["1"], ["\u0663"]),
    ("(?=\\w)\\ba", ["éa"], ["1a"]),
    ("^\\p{L}{1,500}$", ["é", "a" * 500], ["", "a" * 501]),
    ("^x-.*", ["x-\u2028"], ["y"]),
    ("^[.]\\.$", [".."], ["a."]),
)

#: What the engine does otherwise, and why it stays so, stands in ``schemakit.runtime.patterns``.
KNOWN_GAPS: Final = frozenset({"\\bé", "(a)|\\1b", "(?=a)*b"})

TEXTS: Final = (
    *(
        "",
        "a",
        "b",
        "aa",
        "x.y",
        "\n",
        "\r",
        "\u2028",
        "\u2029",
        "\ufeff",
        "\x85",
        "\u0663",
        "😀",
        "é",
        " é",
        "aé",
        "{a}",
    ),
    *(
        "]",
        "ab",
        "a.b",
        "a\nb",
        "xaba1",
        "-",
        "1-x",
        "a-.",
        "\0",
        "\b",
        "en-US",
        "2024-2024",
        "..",
        "&]",
        "x-foo",
        "\\",
    ),
    *("a{,3}", "+", "a\u2028b", "x.json", "https://example.test/a?b=c#d", "1.2.3-rc.1+build", "a@b.example", "A_B-c d"),
)

each_engine = pytest.mark.parametrize("engine", ENGINES)


@each_engine
@pytest.mark.parametrize(("pattern", "matches", "others"), MEANINGS, ids=[pattern for pattern, *_ in MEANINGS])
def test_patterns_mean_what_ecma_262_says(engine: EngineName, pattern: str, matches: list[str], others: list[str]):
    value = from_schema({"pattern": pattern}).validator("Root", engine=engine)
    name = from_schema({"patternProperties": {pattern: False}}).validator("Root", engine=engine)
    for text in (*matches, *others):
        assert value.is_valid(text) is (text in matches), text
        assert name.is_valid({text: 1}) is (text not in matches), text


def test_a_pattern_that_the_engine_reads_alike_is_left_as_it_is():
    for pattern in ("^[a-z]+$", "^\\d{3}$", "^x-", "x-.*", "^a|b$", "\\.json$".replace(".", "/"), "\\p{L}"):
        assert for_engine(pattern) == pattern


def test_violations_show_the_authors_pattern_and_place():
    schema = {
        "patternProperties": {"^a.$": {"type": "string"}, "^b[^]$": {"pattern": "^.$"}},
        "properties": {"r": {"$ref": "#/patternProperties/%5Ea.$"}, "patternProperties": {"const": "a."}},
        "enum": [{"pattern": "."}, {"ab": 1, "bb": "xx", "r": 2, "patternProperties": 1}],
    }
    value = {"ab": 1, "bb": "xx", "r": 2, "patternProperties": 1}
    found = {
        (str(one.schema.pointer), str(one.instance))
        for one in compile_schema({URI: schema}, URI, formats=True).violations(value)
    }
    assert found == {
        ("/patternProperties/^a.$/type", "/ab"),
        ("/patternProperties/^b[^]$/pattern", "/bb"),
        ("/patternProperties/^a.$/type", "/r"),
        ("/properties/patternProperties/const", "/patternProperties"),
    }
    part = compile_schema({URI: schema}, f"{URI}#/patternProperties/%5Ea.$", formats=True)
    assert [str(one.schema.pointer) for one in part.violations(1)] == ["/patternProperties/^a.$/type"]
    assert compile_schema({URI: {"enum": [{"pattern": "."}]}}, URI, formats=True).is_valid({"pattern": "."})


@pytest.mark.parametrize(
    ("schema", "pointer", "says"),
    [
        ({"properties": {"a": {"pattern": "(."}}}, "/properties/a/pattern", r'ECMA-262: "\(\."'),
        ({"patternProperties": {"(.": {}}}, "/patternProperties/(.", r'ECMA-262: "\(\."'),
        ({"items": {"pattern": "^\\S{1,65535}$"}}, "/items/pattern", "repeats too much"),
    ],
)
def test_a_pattern_that_cannot_be_compiled_is_named_with_its_place(schema: Json, pointer: str, says: str):
    with pytest.raises(BrokenSchemaError, match=says) as caught:
        compile_schema({URI: {"$ref": "b"}, "https://example.test/b": schema}, URI, formats=True)
    assert caught.value.location is not None
    assert (caught.value.location.uri, caught.value.location.pointer) == ("https://example.test/b", pointer)


def _patterns() -> Iterator[str]:
    for name in ("schemastore.jsonl.gz", "maskbench.jsonl.gz"):
        work = [record["schema"] for record in corpora_records(name)]
        while work:
            value = work.pop()
            if isinstance(value, dict):
                yield from filter(lambda text: isinstance(text, str), [value.get("pattern", 0)])
                yield from (
                    value.get("patternProperties", {}) if isinstance(value.get("patternProperties"), dict) else ()
                )
                work.extend(value.values())
            elif isinstance(value, list):
                work.extend(value)


@pytest.mark.corpora
@pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")
def test_the_patterns_of_real_schemas_match_what_node_matches():
    patterns = sorted({*_patterns(), *(pattern for pattern, *_ in MEANINGS), *KNOWN_GAPS})
    wrong = set()
    for pattern, judged in zip(patterns, _node(patterns), strict=True):
        try:
            compiled = compile_schema({URI: {"pattern": pattern}}, URI, formats=True)
        except BrokenSchemaError:
            wrong |= {pattern} if judged is not None else set()
            continue
        if [compiled.is_valid(text) for text in TEXTS] != judged:
            wrong.add(pattern)
    assert wrong == KNOWN_GAPS


def _node(patterns: list[str]) -> list[list[bool] | None]:
    """Ask node: with the flag ``u`` where the pattern allows it, as JSON Schema wants it (Core, section 6.4)."""
    script = (
        "const [patterns, texts] = JSON.parse(require('fs').readFileSync(0));"
        "const read = p => { for (const f of ['u', '']) { try { return new RegExp(p, f) } catch {} } return null };"
        "console.log(JSON.stringify(patterns.map(p => { const r = read(p); return r && texts.map(t => r.test(t)) })))"
    )
    done = subprocess.run(
        ["node", "-e", script],
        input=json.dumps([patterns, TEXTS]),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    answers: list[list[bool] | None] = json.loads(done.stdout)
    return answers
