"""``python -m schemakit``, and the program ``schemakit``."""

import gc
import os
import sys
from typing import Final, NoReturn

from schemakit.cli.main import main

#: Objects between two looks for garbage in cycles; at 700 there are hundreds of looks while modules are imported.
_PATIENCE: Final = 100_000


def run() -> NoReturn:
    """Run the command line and end the process.

    Everything is written and closed by then, and freeing every object one by one would take a tenth of a small run.
    Where the streams cannot be flushed, the interpreter ends in its own way, and says so.
    """
    gc.set_threshold(_PATIENCE)
    for stream, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, stream) is None:  # closed by whoever called
            # for the whole process; pathlib would cost a sixth of `schemakit --version`
            setattr(sys, stream, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123
    status = main()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        sys.exit(status)
    os._exit(status)


if __name__ == "__main__":
    run()
