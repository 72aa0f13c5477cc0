"""What four validators say about the same ten mistakes, from real runs: ``make messages`` writes README.md's table.

The peers are installed at the versions below into a folder that is gone afterwards; where there is no node, ajv is left
out. Nothing is cut from what a peer says but the name of the file, and what follows its first error.
"""

import html
import json
import re
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

PACKAGES: Final = {"check-jsonschema": "0.39.0", "sourcemeta-jsonschema": "17.3.0"}
NODE_PACKAGES: Final = {"ajv-cli": "5.0.0", "ajv-formats": "3.0.1"}
FILES: Final = ("schema.json", "data.json")
MARKED: Final = re.compile("(<!-- messages -->\n).*(<!-- /messages -->\n)", re.DOTALL)

SCHEMA: Final = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://example.com/order.json",
    "title": "Order",
    "type": "object",
    "properties": {
        "id": {"type": "string", "format": "uuid"},
        "status": {"type": "string", "enum": ["open", "paid", "shipped"]},
        "quantity": {"type": "integer", "minimum": 1},
        "sku": {"type": "string", "pattern": "^[A-Z]{2}-[0-9]{4}$"},
        "placed_at": {"type": "string", "format": "date-time"},
        "note": {"type": "string"},
        "tags": {"type": "array", "items": {"type": "string"}, "uniqueItems": True},
        "payment": {
            "oneOf": [
                {
                    "properties": {"method": {"const": "card"}, "number": {"type": "string"}},
                    "required": ["method", "number"],
                    "additionalProperties": False,
                },
                {
                    "properties": {"method": {"const": "transfer"}, "iban": {"type": "string"}},
                    "required": ["method", "iban"],
                    "additionalProperties": False,
                },
            ]
        },
    },
    "required": ["id", "status"],
    "additionalProperties": False,
}
VALID: Final = {
    "id": "123e4567-e89b-12d3-a456-426614174000",
    "status": "open",
    "quantity": 2,
    "sku": "AB-1234",
    "placed_at": "2024-01-31T12:00:00Z",
    "note": "by noon",
    "tags": ["gift", "fragile"],
    "payment": {"method": "card", "number": "4111"},
}

#: What is done wrong: the members that replace those of the valid document; None as a name's value takes it away.
MISTAKES: Final[dict[str, tuple[dict[str, Any], tuple[str, ...]]]] = {
    "a slip in a value of an enum": ({"status": "piad"}, ()),
    "a slip in the name of a property": ({"quantitiy": 2}, ("quantity",)),
    "a property that is missing": ({}, ("status",)),
    "a number in quotes": ({"quantity": "2"}, ()),
    "null for an optional property": ({"note": None}, ()),
    "a UUID without hyphens": ({"id": "123e4567e89b12d3a456426614174000"}, ()),
    "a date without a time zone": ({"placed_at": "2024-01-31T12:00:00"}, ()),
    "a slip inside one form of a oneOf": ({"payment": {"method": "card", "numbr": "4111"}}, ()),
    "the same item twice": ({"tags": ["gift", "fragile", "gift"]}, ()),
    "a text that does not match a pattern": ({"sku": "ab-12"}, ()),
}


@dataclass(frozen=True)
class Tool:
    """A validator.

    Attributes:
        name: with its version.
        command: validates ``data.json`` against ``schema.json`` in the working directory.
        said: takes what it says about its first error out of its output.
    """

    name: str
    command: list[str]
    said: Callable[[str], str]


def wrong(changed: dict[str, Any], absent: tuple[str, ...]) -> dict[str, Any]:
    """Return the valid document with a mistake in it, its members in the order of the valid one."""
    document = deepcopy(VALID) | changed
    return {name: value for name, value in document.items() if name not in absent}


def ours(output: str) -> str:
    """Return the sentence, the place, the note beside the value, and the help; the schema's place is left out."""
    lines = output.split("\n\n", maxsplit=1)[0].splitlines()
    place = next(line.partition("data.json")[2] for line in lines if "-->" in line)
    note = next((line.rpartition("^ ")[2] for line in lines if "^ " in line), "")
    helps = [line.partition("= help: ")[2] for line in lines if "= help: " in line]
    return "\n".join([f"{place.lstrip(':')} {lines[0].partition('] ')[2]}", *([note] if note else []), *helps])


def check_jsonschema(output: str) -> str:
    """Return the first error with what is said to underlie it."""
    first, *rest = [line.strip() for line in output.splitlines() if line.startswith("  ")]
    under = [line for line in rest if not line.startswith("data.json::")]
    return "\n".join([first, *under]).replace("data.json::", "")


def sourcemeta(output: str) -> str:
    """Return the first error with the places that are given for it."""
    lines = output.splitlines()
    start = next(index for index, line in enumerate(lines) if line.startswith("  "))
    block = [lines[start], *(_until(lines[start + 1 :], lambda line: not line.startswith("    ")))]
    return "\n".join(line.strip() for line in block)


def ajv(output: str) -> str:
    """Return the first error of the comma-separated line."""
    lines = [line for line in output.splitlines() if line.startswith("data")]
    return next(line for line in lines if line != "data.json invalid").split(", data")[0]


def _until(lines: list[str], stop: Callable[[str], bool]) -> Iterator[str]:
    for line in lines:
        if stop(line):
            return
        yield line


def installed(folder: Path) -> Iterator[Tool]:
    """Install the peers into a folder and yield all tools."""
    yield Tool("schemakit", [sys.executable, "-m", "schemakit", "validate", "--schema", *FILES], ours)
    check = _program(folder, "check-jsonschema", "check-jsonschema")
    yield Tool(f"check-jsonschema {PACKAGES['check-jsonschema']}", [check, "--schemafile", *FILES], check_jsonschema)
    meta = _program(folder, "sourcemeta-jsonschema", "jsonschema")
    yield Tool(
        f"sourcemeta {PACKAGES['sourcemeta-jsonschema']}", [meta, "validate", "--format-assertion", *FILES], sourcemeta
    )
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        sys.stderr.write("no node here: ajv is left out\n")
        return
    packages = [f"{name}@{version}" for name, version in NODE_PACKAGES.items()]
    subprocess.run([npm, "install", "--silent", "--prefix", str(folder / "npm"), *packages], check=True)
    command = [str(folder / "npm" / "node_modules" / ".bin" / "ajv"), "validate", "--spec=draft2020", "--errors=text"]
    formats = str(folder / "npm" / "node_modules" / "ajv-formats")
    options = ["--all-errors", "--strict=false", "-c", formats, "-s", "schema.json", "-d", "data.json"]
    yield Tool(f"ajv-cli {NODE_PACKAGES['ajv-cli']}", [*command, *options], ajv)


def _program(folder: Path, package: str, name: str) -> str:
    """Install a Python package into an environment of its own and return the path of its program."""
    environment = folder / package
    venv.create(environment, with_pip=True)
    programs = environment / ("Scripts" if sys.platform == "win32" else "bin")
    wanted = f"{package}=={PACKAGES[package]}"
    pip = [str(programs / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wanted]
    subprocess.run(pip, check=True, stderr=subprocess.DEVNULL)
    return str(programs / name)


def asked(tool: Tool, folder: Path) -> str:
    """Return what a tool says about the document in a folder; it has to refuse it."""
    ran = subprocess.run(tool.command, cwd=folder, capture_output=True, text=True, check=False)
    if ran.returncode == 0:
        return "(accepted)"
    return tool.said(ran.stdout + ran.stderr)


def table() -> str:
    """Install, ask, and return the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tools = list(installed(folder))
        (folder / "schema.json").write_text(json.dumps(SCHEMA, indent=2), encoding="utf-8")
        rows = [["mistake", *(tool.name for tool in tools)], ["---"] * (len(tools) + 1)]
        for mistake, (changed, absent) in MISTAKES.items():
            (folder / "data.json").write_text(json.dumps(wrong(changed, absent), indent=2), encoding="utf-8")
            rows.append([mistake, *(cell(asked(tool, folder)) for tool in tools)])
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def cell(text: str) -> str:
    """Return a text as a cell of a Markdown table."""
    escaped = re.sub(r"([|`_*\[\]])", r"\\\1", html.escape(text, quote=False))
    return escaped.replace("\n", "<br>")


def main() -> int:
    """Print the table; with the path of a document, write it there between the two comments for it."""
    written = table()
    sys.stdout.write(written)
    for path in map(Path, sys.argv[1:]):
        text = path.read_text(encoding="utf-8")
        new, count = MARKED.subn(lambda found: f"{found[1]}{written}{found[2]}", text)
        if count != 1:
            sys.stderr.write(f"{path} has no place for the table: <!-- messages --> to <!-- /messages -->\n")
            return 1
        path.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
