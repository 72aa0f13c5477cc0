"""SCHEMA FILE: what a loop of orjson and jsonschema_rs over the lines of a file costs; the yardstick of rows."""

import sys
from pathlib import Path

import jsonschema_rs
import orjson

validator = jsonschema_rs.validator_for(orjson.loads(Path(sys.argv[1]).read_bytes()), validate_formats=True)
invalid = 0
with open(sys.argv[2], "rb") as file:  # noqa: PTH123 - as it would be written without thinking
    for line in file:
        if not validator.is_valid(orjson.loads(line)):
            invalid += 1
sys.exit(invalid > 0)
