"""Hostile runs of ``validate``: what stands in a folder, and what is asked of it."""

import gzip
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, final

DEEP: Final = 100_000
MANY: Final = 1_000_000

SCHEMA: Final = b'{"type": "object", "maxProperties": 3, "properties": {"n": {"maximum": 5}}}'
TREE: Final = b'{"items": {"$ref": "#"}, "additionalProperties": {"$ref": "#"}}'
INVALID: Final = b'{"a": 1, "b": 2, "c": 3, "d": 4}'


@final
@dataclass(frozen=True, slots=True)
class Run:
    """A schema and a data file, by content; ``prepare`` makes what bytes cannot say; ``says`` is in the output."""

    data: bytes = INVALID
    schema: bytes = SCHEMA
    file: str = "data.json"
    prepare: Callable[[Path], None] | None = None
    files: tuple[str, ...] = field(default=())
    says: str = ""


def _pattern(pattern: str) -> bytes:
    return json.dumps({"pattern": pattern}).encode()


def _type(name: str) -> bytes:
    return json.dumps({"properties": {"n": {"type": name}}}).encode()


def _ref(reference: str) -> bytes:
    return json.dumps({"properties": {"a": {"$ref": reference}}}).encode()


def _fifo(folder: Path) -> None:
    for file in folder.glob("data.json*"):
        file.unlink()
        os.mkfifo(file)


def _outside(folder: Path) -> None:
    (folder / "data.json").unlink()
    (folder / "data.json").symlink_to(folder.parent / "nowhere" / "secret.json")


def _bomb(levels: int = 10) -> bytes:
    lines = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}' if n else 'x'] * 10)}]" for n in range(levels)]
    return "\n".join(lines).encode()


RUNS: Final[Mapping[str, Run]] = {
    "arrays in arrays": Run(b"[" * DEEP + b"]" * DEEP, TREE, says="SK009"),
    "objects in objects": Run(b'{"a":' * DEEP + b"1" + b"}" * DEEP, TREE, says="SK009"),
    "a schema that is too deep": Run(b"{}", b'{"not":' * DEEP + b"{}" + b"}" * DEEP, says="SK009"),
    "aliases of aliases": Run(_bomb(), file="data.yaml", says="SK010"),
    "^(a+)+$": Run(b'"' + b"a" * 50_000 + b'!"', _pattern("^(a+)+$"), says="must match"),
    "nested repetition behind a look-ahead": Run(
        b'"' + b"a" * 5_000 + b'!"', _pattern("^(?=a)(?:a|aa)+$(?<!b)"), says="too many steps"
    ),
    "a back reference": Run(b'"' + b"ab" * 3_000 + b'"', _pattern("^(a|b|ab)*\\1(?!a)c$")),
    "a pattern of a billion": Run(b'"a"', _pattern("((a{1000}){1000}){1000}"), says="repeats too much"),
    "groups in groups": Run(b'"a"', _pattern("(" * 5_000 + ")" * 5_000), says="pattern"),
    "escapes in values": Run(b'{"n": "\\u001b[2J\\u001b]0;x\\u0007\\u202e"}', _type("null")),
    "escapes in keys": Run(b'{"\\u001b[2J\\u202e": 1}', b'{"additionalProperties": false}'),
    "escapes in a file name": Run(INVALID, file="data\x1b[2J\u202e.json"),
    "escapes in the schema": Run(b"1", b'{"const": "\\u001b[2J", "description": "\\u001b]0;x\\u0007"}'),
    "NaN": Run(b'{"n": NaN}', says="SK012"),
    "infinity in YAML": Run(b"n: .inf", file="data.yaml"),
    "the same key twice": Run(b'{"n": 1,\n "n": 9}', says="SK006"),
    "a reference to http:": Run(b'{"a": 1}', _ref("http://127.0.0.1:9/schema.json"), says="leads nowhere"),
    "a reference to /etc/passwd": Run(b'{"a": 1}', _ref("file:///etc/passwd"), says="leads nowhere"),
    "a reference out of the folder": Run(b'{"a": 1}', _ref("../../../../../etc/passwd"), says="/etc/passwd"),
    "a metaschema on the network": Run(schema=b'{"$schema": "http://127.0.0.1:9/meta", "maxProperties": 1}'),
    "a compressed file": Run(b"\x1f\x8b\x08\x00rest", says="SK002"),
    "truncated gzip": Run(gzip.compress(b'{"n": 1}\n' * 100_000)[:-50], file="data.jsonl.gz"),
    "gzip of gzip": Run(gzip.compress(gzip.compress(INVALID)), file="data.jsonl.gz"),
    "fifty megabytes of zeros in gzip": Run(gzip.compress(bytes(1 << 20)) * 50, file="data.jsonl.gz"),
    "a row of fifty megabytes": Run(
        gzip.compress(b'{"n": "') + gzip.compress(b"x" * (1 << 20)) * 50 + gzip.compress(b'"}\n'), file="data.jsonl.gz"
    ),
    "a hundred thousand wrong rows": Run(INVALID + b"\n" + (INVALID + b"\n") * 100_000, file="data.jsonl"),
    "two encodings": Run('{"a": "grün"'.encode("utf-16") + '"ü"}'.encode("latin-1"), says="SK002"),
    "a million digits": Run(b'{"n": ' + b"9" * MANY + b"}", says="SK013"),
    "a huge exponent": Run(b'{"n": 1e999999999}', says="SK013"),
    "a million wrong items": Run(b"[" + b"1," * (MANY - 1) + b"1]", b'{"items": {"type": "string"}}', says="too many"),
    "a million wrong members": Run(
        b"{" + b",".join(b'"%d":1' % number for number in range(MANY // 10)) + b"}",
        b'{"additionalProperties": {"type": "string"}}',
        says="too many",
    ),
    "a line of ten megabytes": Run(b'{"n": "' + b"x" * 10_000_000 + b'"}', _type("null")),
    "a pipe that nobody writes to": Run(prepare=_fifo),
    "rows from a pipe that nobody writes to": Run(
        schema=b'{"maxProperties": 0}', file="data.jsonl", prepare=_fifo, files=("data.jsonl", "schema.json")
    ),
    "a device": Run(files=("/dev/zero",)),
    "a link out of the folder, to nothing": Run(prepare=_outside),
    "a file that is not there": Run(files=("missing.json",)),
    "a schema that refers to itself": Run(b"1", b'{"$ref": "#", "type": "string"}'),
    "references that double": Run(
        b"[1]",
        json.dumps(
            {
                "$defs": {f"d{n}": {"allOf": [{"$ref": f"#/$defs/d{n + 1}"}] * 2} for n in range(12)}
                | {"d12": {"type": "string"}},
                "items": {"$ref": "#/$defs/d0"},
            }
        ).encode(),
    ),
}  # fmt: skip


def command(run: Run, folder: Path) -> list[str]:
    """Write a run's files and return what to ask."""
    (folder / ".git").mkdir(parents=True)
    (folder / "schema.json").write_bytes(run.schema)
    (folder / run.file).write_bytes(run.data)
    if run.prepare is not None:
        run.prepare(folder)
    return ["validate", "--schema", "schema.json", "--format", "concise", *(run.files or (run.file,))]


#: Runs the command line and says what it opens that is neither in its folder, nor Python's or the package's, nor asked
#: for, and whether it wants to reach anybody. What jsonschema_rs would do is not seen: it is told to stay offline.
WATCHED: Final = """
import os, sys
from schemakit.cli.main import main
roots = [os.path.realpath(root) for root in (os.getcwd(), sys.prefix, sys.base_prefix, *filter(None, sys.path))]
asked = [argument for argument in sys.argv if argument.startswith("/dev/")]
def watch(event, arguments):
    if event.startswith(("socket.connect", "socket.getaddrinfo", "urllib.", "http.", "subprocess.")):
        os.write(2, f"REACHES OUT {event}\\n".encode())
    if event == "open" and isinstance(arguments[0], (str, bytes)) and arguments[0] not in asked:
        path = os.path.realpath(os.fsdecode(arguments[0]))
        if not any(path == root or path.startswith(root + os.sep) for root in roots):
            os.write(2, f"READS OUTSIDE {path}\\n".encode(errors="backslashreplace"))
sys.addaudithook(watch)
sys.exit(main(sys.argv[1:]))
"""
