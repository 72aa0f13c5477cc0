"""``schemakit explain``: the documentation of one finding."""

import json
import sys
from argparse import ArgumentParser

from schemakit.cli.exit_codes import CLEAN
from schemakit.cli.options import add_output
from schemakit.cli.session import Invocation
from schemakit.core.errors import UsageError
from schemakit.core.finding import Kind
from schemakit.core.near import nearest
from schemakit.pipeline.catalogue import catalogue


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("code", metavar="CODE", help="code or name of a finding: SK101, dangling-ref")
    add_output(parser, formats=("full", "json"))


def run(invocation: Invocation) -> int:
    """Print the documentation."""
    kind = _found(invocation.arguments.code)
    if invocation.config.format == "json":
        sys.stdout.write(json.dumps(record(kind), indent=2) + "\n")
    else:
        sys.stdout.write(
            f"{kind.code} {kind.name} ({kind.severity})\n\n{kind.summary}\n\n{kind.documentation.strip()}\n"
        )
    return CLEAN


def record(kind: Kind) -> dict[str, str]:
    """Return a kind as a JSON object."""
    return {
        "code": kind.code,
        "name": kind.name,
        "severity": kind.severity.value,
        "summary": kind.summary,
        "documentation": kind.documentation,
    }


def _found(wanted: str) -> Kind:
    kinds = catalogue()
    known = {text: kind for kind in kinds.values() for text in (kind.code, kind.name)}
    kind = known.get(wanted) or known.get(wanted.upper())
    if kind is None:
        close = nearest(wanted, known)
        way_out = f"did you mean {close}?" if close is not None else "schemakit rules lists all of them"
        raise UsageError(f"no finding has the code or name `{wanted}`", help=way_out)
    return kind
