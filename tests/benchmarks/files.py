"""What it costs to validate a thousand files in one run."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import yaml

from benchmarks.peers import Peers
from benchmarks.processes import costs
from benchmarks.subjects import PLAIN, order, write_json
from benchmarks.table import Table, compared

_BARE: Final = str(Path(__file__).with_name("bare.py"))
_FILES: Final = 1_000
_YARDSTICK: Final = "schemakit validate"


def tables(peers: Peers, folder: Path, runs: int) -> Iterator[Table]:
    """Measure JSON, then YAML; a run takes seconds here, so there are fewer."""
    few = max(3, runs // 8)
    schema = write_json(folder / "schema.json", PLAIN)
    (folder / "data").mkdir()
    values = [order(number) for number in range(_FILES)]
    files = [write_json(folder / "data" / f"{number:04}.json", value) for number, value in enumerate(values)]
    commands: dict[str, tuple[str, ...]] = {
        _YARDSTICK: (*peers.schemakit, "validate", "--schema", schema, *files),
        "json + jsonschema-rs, ten lines": (sys.executable, _BARE, schema, *files),
        "check-jsonschema": (peers.check_jsonschema, "--schemafile", schema, *files),
    }
    if peers.sourcemeta:
        commands["sourcemeta jsonschema (a native program)"] = (peers.sourcemeta, "validate", "-F", schema, *files)
    if peers.ajv:
        commands["ajv, a script of ten lines (node)"] = (*peers.ajv, schema, *files)
    measured = costs(peers, commands, folder=folder, runs=few)
    yield compared(f"Validate {_FILES:,} JSON files of 2 KB, {few} runs", measured, "ms", _YARDSTICK)
    files = [_write_yaml(folder / "data" / f"{number:04}.yaml", value) for number, value in enumerate(values)]
    commands = {
        _YARDSTICK: (*peers.schemakit, "validate", "--schema", schema, *files),
        "check-jsonschema": (peers.check_jsonschema, "--schemafile", schema, *files),
    }
    measured = costs(peers, commands, folder=folder, runs=3)
    yield compared(f"Validate {_FILES:,} YAML files of 2 KB, 3 runs", measured, "ms", _YARDSTICK)


def _write_yaml(path: Path, value: object) -> str:
    path.write_text(yaml.safe_dump(json.loads(json.dumps(value))), encoding="utf-8")
    return str(path)
