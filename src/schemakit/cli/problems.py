"""How a run that could not do its work says so."""

import os
import platform
import sys
import tempfile
import traceback
from collections.abc import Sequence
from typing import Final

from schemakit import __version__
from schemakit.core.errors import MissingExtraError, SchemakitError
from schemakit.report.screen import harmless

_SHOWN: Final = 10


def cannot(error: SchemakitError) -> None:
    """Say why the run cannot go on, what was found on the way, and the way out."""
    _say(f"error: {error.message}")
    for finding in error.findings[:_SHOWN]:
        _say(f"  {finding.code} {finding.name}: {finding.message}")
    if len(error.findings) > _SHOWN:
        _say(f"  and {len(error.findings) - _SHOWN} more")
    if error.help:
        _say(f"help: {error.help}")


def environment(error: OSError) -> str:
    """Return what the operating system refused, in one sentence."""
    reason = error.strerror or str(error)
    return f"{error.filename}: {reason}" if error.filename else reason


def missing(package: str, extra: str) -> MissingExtraError:
    """Return what a package that is not installed means for the person."""
    return MissingExtraError(f"this needs {package}, which is not installed", help=f"pip install 'schemakit[{extra}]'")


def bug(error: BaseException, argv: Sequence[str]) -> None:
    """Say that this is our fault, and keep everything that a report needs in a file."""
    trace = "".join(traceback.format_exception(error))
    _say(f"error: this is a bug in schemakit: {type(error).__name__}: {error}")
    if {"-v", "--verbose"}.intersection(argv):
        sys.stderr.write(trace)
    facts = (
        f"schemakit {__version__} on Python {platform.python_version()}, {platform.platform()}\n"
        f"schemakit {' '.join(argv)}\n\n{trace}"
    )
    try:
        handle, path = tempfile.mkstemp(prefix="schemakit-bug-", suffix=".txt", text=True)
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(facts)
    except OSError:  # a full or read-only disk must not hide the bug
        _say("help: please report it with the output of the same command and -v")
    else:
        _say(f"help: please report it with the file {path} (versions, command line, traceback; look for secrets first)")


def _say(text: str) -> None:
    """Write one line to stderr, safe to look at whatever document the words came from."""
    lines = (harmless(line, unicode=False) if not line.isprintable() else line for line in text.splitlines())
    sys.stderr.write("\n".join(lines) + "\n")
