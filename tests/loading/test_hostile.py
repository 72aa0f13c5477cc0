"""Inputs that are made to crash or hang a reader: each ends in a finding, in a process of its own, soon."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from schemakit.core.finding import Severity
from schemakit.loading.problems import KINDS

DEEP: Final = 100_000
LEVELS: Final = 10

INPUTS: Final[Mapping[str, tuple[str, bytes, str]]] = {
    "arrays": ("a.json", b"[" * DEEP + b"]" * DEEP, "SK009"),
    "arrays that stay open": ("a.json", b"[" * DEEP, "SK009"),
    "objects": ("a.json", b'{"a":' * DEEP + b"1" + b"}" * DEEP, "SK009"),
    "YAML flow sequences": ("a.yaml", b"[" * DEEP + b"]" * DEEP, "SK009"),
    "YAML flow mappings": ("a.yaml", b"{a: " * DEEP, "SK009"),
    "YAML items in items": ("a.yaml", b"- " * DEEP, "SK009"),
    "YAML keys in keys": ("a.yaml", b"? " * DEEP, "SK009"),
    "YAML items in keys": ("a.yaml", b"? - " * DEEP, "SK009"),
    "YAML indentation": ("a.yaml", b"".join(b" " * level + b"a:\n" for level in range(2_000)), "SK009"),
    "aliases of aliases": (
        "a.yaml",
        b"l0: &l0 [x, x, x, x, x, x, x, x, x, x]\n"
        + b"".join(b"l%d: &l%d [%s]\n" % (n, n, b", ".join([b"*l%d" % (n - 1)] * 10)) for n in range(1, LEVELS)),
        "SK010",
    ),
    "merges of merges": (
        "a.yaml",
        b"l0: &l0 {a: 1}\n"
        + b"".join(b"l%d: &l%d {<<: [%s]}\n" % (n, n, b", ".join([b"*l%d" % (n - 1)] * 10)) for n in range(1, LEVELS)),
        "SK010",
    ),
    "an alias in itself": ("a.yaml", b"a: &a [*a]\n", "SK011"),
    "a truncated file": ("a.json", b'{"type": "object", "properties": {"a', "SK004"),
    "a truncated YAML file": ("a.yaml", b"a: {b: [c, d", "SK005"),
    "an empty file": ("a.json", b"", "SK003"),
    "an empty YAML file": ("a.yaml", b"", "SK003"),
    "bytes": ("a.json", bytes(range(256)) * 100, "SK002"),
    "bytes in YAML": ("a.yaml", bytes(range(256)) * 100, "SK002"),
    "a compressed file": ("a.json", b"\x1f\x8b\x08\x00rest", "SK002"),
    "a huge exponent": ("a.json", b"[1e999999999]", "SK013"),
    "a million digits": ("a.json", b"9" * 1_000_000, "SK013"),
    "a million digits in YAML": ("a.yaml", b"a: " + b"9" * 1_000_000, "SK013"),
    "hexadecimal digits": ("a.yaml", b"a: 0x" + b"f" * 1_000_000, "SK013"),
    "quotes": ("a.json", b'"' * DEEP, "SK007"),
    "escaped quotes": ("a.json", b'"' + b'\\"' * DEEP, "SK004"),
    "escaped quotes and brackets": ("a.json", b'["' + b'\\"[' * DEEP, "SK004"),
    "tag directives": ("a.yaml", b"%TAG !a! b\n" * DEEP, "SK008"),
    "documents": ("a.yaml", b"--- a\n" * DEEP, "SK008"),
    "repeated names": ("a.json", b"{" + b'"a":1,' * DEEP + b'"a":1}', "SK006"),
    "repeated keys": ("a.yaml", b"a: 1\n" * 50_000, "SK006"),
}

SCRIPT: Final = """
import sys
from schemakit.loading.read import read
print(*(finding.code for finding in read(sys.argv[1:]).findings))
"""


@pytest.mark.parametrize("name", INPUTS)
def test_a_hostile_input_ends_in_a_finding(name: str, tmp_path: Path) -> None:
    file, data, code = INPUTS[name]
    path = tmp_path / file
    path.write_bytes(data)
    # A time limit far above what is needed: what is stated is that the process ends, and how.
    done = subprocess.run([sys.executable, "-c", SCRIPT, path], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert code in done.stdout.split()


def test_reading_json_imports_nothing_that_it_does_not_need() -> None:
    script = (
        "import sys, schemakit.loading.read; print(*{'yaml', 'urllib.request', 'asyncio', 'tempfile'} & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == ""


def test_every_kind_is_documented_under_a_code_of_its_own() -> None:
    assert [kind.code for kind in KINDS] == [f"SK{number:03}" for number in range(1, len(KINDS) + 1)]
    assert len({kind.name for kind in KINDS}) == len(KINDS)
    for kind in KINDS:
        headings = [line for line in kind.documentation.splitlines() if line.startswith("## ")]
        assert headings == ["## What it does", "## Why is this bad?", "## Example", "## Use instead"]
        assert kind.severity in {Severity.ERROR, Severity.WARNING}
