"""What it costs to start, and to validate one file."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.peers import Peers
from benchmarks.processes import costs
from benchmarks.subjects import PLAIN, SEED, SEED_PAYLOAD, order, write_json, write_seeds
from benchmarks.table import Table, compared

_BARE: Final = str(Path(__file__).with_name("bare.py"))
_YARDSTICK: Final = "json + jsonschema-rs, ten lines"
_NOTE: Final = "User and system time of the process, interpreter included."


def tables(peers: Peers, folder: Path, runs: int) -> Iterator[Table]:
    """Measure the program itself, a plain schema file, and a seed schema among its siblings."""
    bare = "python -c 'import argparse, json'"
    asked = {
        bare: (sys.executable, "-c", "import argparse, json"),
        "schemakit --version": (*peers.schemakit, "--version"),
        "schemakit --help": (*peers.schemakit, "--help"),
    }
    yield compared(f"Start, {runs} runs", costs(peers, asked, folder=folder, runs=runs), "ms", bare, _NOTE)
    plain, data = write_json(folder / "order.json", PLAIN), write_json(folder / "valid.json", order(1, lines=2))
    yield compared(
        f"Start and validate one JSON file, a plain 2020-12 schema, {runs} runs",
        costs(peers, _commands(peers, plain, data, plain), folder=folder, runs=runs),
        "ms",
        _YARDSTICK,
        _NOTE,
    )
    bundled, data = write_seeds(peers, folder), write_json(folder / "payload.json", SEED_PAYLOAD)
    yield compared(
        f"Start and validate one JSON file, a schema as published among 17 others, {runs} runs",
        costs(peers, _commands(peers, SEED, data, bundled), folder=folder, runs=runs),
        "ms",
        _YARDSTICK,
        f"{_NOTE} The others get the schema resolved and bundled by schemakit; as published, none of them can read it.",
    )


def _commands(peers: Peers, schema: str, data: str, standard: str) -> dict[str, tuple[str, ...]]:
    commands = {
        _YARDSTICK: (sys.executable, _BARE, standard, data),
        "schemakit validate": (*peers.schemakit, "validate", "--schema", schema, data),
        "check-jsonschema": (peers.check_jsonschema, "--schemafile", standard, data),
    }
    if peers.sourcemeta:
        commands["sourcemeta jsonschema (a native program)"] = (peers.sourcemeta, "validate", "-F", standard, data)
    if peers.ajv:
        commands["ajv, a script of ten lines (node)"] = (*peers.ajv, standard, data)
    return commands
