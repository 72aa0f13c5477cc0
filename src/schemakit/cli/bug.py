"""How schemakit says that it has a bug; loaded by those who meet one."""

import os
import platform
import sys
import tempfile
import traceback
from collections.abc import Sequence

from schemakit import __version__
from schemakit.cli.problems import say


def report(error: BaseException, argv: Sequence[str]) -> None:
    """Say that this is our fault, and keep everything that a report needs in a file."""
    trace = "".join(traceback.format_exception(error))
    say(f"error: this is a bug in schemakit: {type(error).__name__}: {error}")
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
        say("help: please report it with the output of the same command and -v")
    else:
        say(f"help: please report it with the file {path} (versions, command line, traceback; look for secrets first)")
