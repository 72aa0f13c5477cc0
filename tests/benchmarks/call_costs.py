"""RUNS SCHEMAS NAME STANDARD VALUE: microseconds of one call for each library, run by the interpreter of the peers."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import fastjsonschema
import jsonschema
import jsonschema_rs

import schemakit

_CALLS = 2_000


def _raises(validate: Callable[[Any], object]) -> Callable[[Any], bool]:
    def is_valid(value: object) -> bool:
        try:
            validate(value)
        except fastjsonschema.JsonSchemaException:
            return False
        return True

    return is_valid


def main(runs: int, schemas: str, name: str, standard: str, value: str) -> None:
    """Print the times as JSON."""
    document, payload = (json.loads(Path(path).read_text(encoding="utf-8")) for path in (standard, value))
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    libraries: dict[str, tuple[Callable[[Any], bool], int]] = {
        "jsonschema-rs": (jsonschema_rs.validator_for(document, validate_formats=True).is_valid, _CALLS),
        "schemakit": (schemakit.load(schemas).validator(name).is_valid, _CALLS),
        "fastjsonschema": (_raises(_fastjsonschema(document)), _CALLS // 10),
        "jsonschema": (jsonschema.Draft202012Validator(document, format_checker=checker).is_valid, _CALLS // 50),
    }
    measured: dict[str, list[float]] = {library: [] for library in libraries}
    for _ in range(runs):
        for library, (is_valid, calls) in libraries.items():
            if not is_valid(payload):
                raise SystemExit(f"{library} refuses a valid payload")
            begin = time.process_time()
            for _ in range(calls):
                is_valid(payload)
            measured[library].append(1_000_000 * (time.process_time() - begin) / calls)
    sys.stdout.write(json.dumps(measured))


def _fastjsonschema(document: dict[str, Any]) -> Callable[[Any], object]:
    """Compile, as draft-07: it knows none newer, and the words used here mean the same there."""
    text = json.dumps(document).replace("#/$defs/", "#/definitions/").replace('"$defs"', '"definitions"')
    validate: Callable[[Any], object] = fastjsonschema.compile(
        json.loads(text) | {"$schema": "http://json-schema.org/draft-07/schema#"}
    )
    return validate


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:6])
