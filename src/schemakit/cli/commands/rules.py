"""``schemakit rules``: everything that can be found."""

import json
import sys
from argparse import ArgumentParser

from schemakit.cli.commands.explain import record
from schemakit.cli.exit_codes import CLEAN
from schemakit.cli.options import add_output
from schemakit.cli.session import Invocation
from schemakit.pipeline.catalogue import catalogue


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    add_output(parser, formats=("full", "json"))


def run(invocation: Invocation) -> int:
    """Print a line for each kind of finding."""
    kinds = sorted(catalogue().values(), key=lambda kind: kind.code)
    if invocation.config.format == "json":
        sys.stdout.write(json.dumps([record(kind) for kind in kinds], indent=2) + "\n")
        return CLEAN
    width = max(len(kind.name) for kind in kinds)
    for kind in kinds:
        sys.stdout.write(f"{kind.code}  {kind.severity.value:<7}  {kind.name.ljust(width)}  {kind.summary}\n")
    return CLEAN
