"""How a run that could not do its work says so."""

import sys
from typing import Final

from schemakit.core.errors import MissingExtraError, SchemakitError
from schemakit.report.screen import harmless

_SHOWN: Final = 10


def cannot(error: SchemakitError) -> None:
    """Say why the run cannot go on, what was found on the way, and the way out."""
    say(f"error: {error.message}")
    for finding in error.findings[:_SHOWN]:
        say(f"  {finding.code} {finding.name}: {finding.message}")
    if len(error.findings) > _SHOWN:
        say(f"  and {len(error.findings) - _SHOWN} more")
    if error.help:
        say(f"help: {error.help}")


def environment(error: OSError) -> str:
    """Return what the operating system refused, in one sentence."""
    reason = error.strerror or str(error)
    return f"{error.filename}: {reason}" if error.filename else reason


def missing(package: str, extra: str) -> MissingExtraError:
    """Return what a package that is not installed means for the person."""
    return MissingExtraError(f"this needs {package}, which is not installed", help=f"pip install 'schemakit[{extra}]'")


def say(text: str) -> None:
    """Write one line to stderr, safe to look at whatever document the words came from."""
    lines = (harmless(line, unicode=False) if not line.isprintable() else line for line in text.splitlines())
    sys.stderr.write("\n".join(lines) + "\n")
