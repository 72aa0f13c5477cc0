"""One line of the terminal that says how far a run is, and is gone when it ends."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from schemakit.report.screen import harmless

_ERASE_LINE: Final = "\r\x1b[K"


@contextmanager
def one_line() -> Iterator[Callable[[str], None]]:
    """Give what shows a text on stderr in place of the one before; for terminals only."""

    def show(text: str) -> None:
        sys.stderr.write(f"{_ERASE_LINE}{harmless(text, unicode=False)}")
        sys.stderr.flush()

    try:
        yield show
    finally:
        show("")
