"""The way in: find the command, then import what that command needs and nothing else.

``--version`` and ``--help`` are answered here, by the standard library alone: shells and hooks ask them often.
"""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from types import MappingProxyType
from typing import Final

from schemakit import __version__
from schemakit.cli.exit_codes import CLEAN, INTERRUPTED, NOT_RUN

#: Every command: the module that is imported when it runs, and what it does.
COMMANDS: Final = MappingProxyType(
    {
        "check": ("schemakit.cli.commands.check", "check the schemas themselves: references, dialect, logic, defaults"),
        "recover": ("schemakit.cli.commands.recover", "rebuild missing enum components from descriptions"),
        "validate": ("schemakit.cli.commands.validate", "validate data files against the schemas"),
        "generate": ("schemakit.cli.commands.generate", "write Python models that accept exactly what is valid"),
        "fuzz": ("schemakit.cli.commands.fuzz", "try engines and models on valid and invalid payloads"),
        "contract": ("schemakit.cli.commands.contract", "try a service on payloads that it must take, and refuse"),
        "corpus": ("schemakit.cli.commands.corpus", "freeze payloads of the schemas, for services in any language"),
        "replay": ("schemakit.cli.commands.replay", "try again what fuzz has found, or print it as a test"),
        "bundle": ("schemakit.cli.commands.bundle", "write standard 2020-12 documents, ready for any validator"),
        "explain": ("schemakit.cli.commands.explain", "show the documentation of a finding"),
        "rules": ("schemakit.cli.commands.rules", "list everything that can be found"),
    }
)
_SESSION: Final = "schemakit.cli.session"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status; where help was asked for, by SystemExit."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] in (["--version"], ["-V"]):
        sys.stdout.write(f"schemakit {__version__}\n")
        return CLEAN
    try:
        if not arguments:
            _parser().print_help(sys.stderr)
            return NOT_RUN
        name, *rest = arguments
        if name in {"-h", "--help"}:
            _parser().print_help()
            return CLEAN
        session = import_module(_SESSION)
        status: int = session.run(name, rest, commands=COMMANDS, load=import_module)
    except KeyboardInterrupt:  # while importing: later ones end in the session
        return INTERRUPTED
    return status


def _parser() -> argparse.ArgumentParser:
    """Return the parser that knows the commands by name only: for ``--help``."""
    parser = argparse.ArgumentParser(
        prog="schemakit",
        usage="schemakit COMMAND [OPTIONS]",
        description="Load JSON Schemas as published, check them, validate, generate exact Python models, fuzz both.",
        epilog="schemakit COMMAND --help shows the options of a command; schemakit explain CODE explains a finding.",
    )
    parser.add_argument("-V", "--version", action="version", help="show the version and exit")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for name, (_module, summary) in COMMANDS.items():
        commands.add_parser(name, help=summary)
    return parser


if __name__ == "__main__":
    sys.exit(main())
