"""Inputs that are made to crash or hang a reader: name -> file, bytes, and the code of the finding they end in."""

from collections.abc import Mapping
from typing import Final

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
    # A pointer for each of the items would take gigabytes.
    "a repeated name beside many items": (
        "a.json",
        b'{"' + b"n" * DEEP + b'":[' + b"{}," * DEEP + b'{}],"a":1,"a":1}',
        "SK006",
    ),
    "half a character beside many items": (
        "a.json",
        b'{"' + b"n" * DEEP + b'":[' + b"0," * DEEP + b'0],"a":"\\ud83d","type":5}',
        "SK014",
    ),
    "repeated keys": ("a.yaml", b"a: 1\n" * 50_000, "SK006"),
}
