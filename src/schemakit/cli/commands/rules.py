"""``schemakit rules``: everything that can be found."""

import json
import sys
from argparse import ArgumentParser
from importlib.resources import files
from typing import Final

from schemakit.cli.commands.explain import record
from schemakit.cli.exit_codes import CLEAN
from schemakit.cli.options import add_output
from schemakit.cli.session import Invocation
from schemakit.pipeline.catalogue import catalogue

#: What is shipped beside the code, by what it describes.
SCHEMAS: Final = {
    "config": ("configuration", "cli/config.schema.json"),
    "report": ("`json` report", "report/report.schema.json"),
    "coverage": ("coverage report", "report/coverage.schema.json"),
}


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    which = parser.add_mutually_exclusive_group()
    for of, (what, schema) in SCHEMAS.items():
        which.add_argument(
            f"--{of}-schema",
            dest="schema",
            action="store_const",
            const=schema,
            help=f"print the JSON Schema of the {what}",
        )
    add_output(parser, formats=("full", "json"))


def run(invocation: Invocation) -> int:
    """Print a line for each kind of finding."""
    if invocation.arguments.schema is not None:
        sys.stdout.write(files("schemakit").joinpath(invocation.arguments.schema).read_text(encoding="utf-8"))
        return CLEAN
    kinds = sorted(catalogue().values(), key=lambda kind: kind.code)
    if invocation.config.format == "json":
        sys.stdout.write(json.dumps([record(kind) for kind in kinds], indent=2) + "\n")
        return CLEAN
    width = max(len(kind.name) for kind in kinds)
    for kind in kinds:
        sys.stdout.write(f"{kind.code}  {kind.severity.value:<7}  {kind.name.ljust(width)}  {kind.summary}\n")
    return CLEAN
