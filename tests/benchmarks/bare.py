"""SCHEMA FILE...: what ten lines with json and jsonschema_rs cost; the yardstick of all that starts a process."""

import json
import sys

import jsonschema_rs

with open(sys.argv[1], encoding="utf-8") as file:  # noqa: PTH123 - pathlib would cost the script time - as it would be written without thinking
    validator = jsonschema_rs.validator_for(json.load(file), validate_formats=True)
for path in sys.argv[2:]:
    with open(path, encoding="utf-8") as file:  # noqa: PTH123 - pathlib would cost the script time
        if not validator.is_valid(json.load(file)):
            sys.exit(1)
