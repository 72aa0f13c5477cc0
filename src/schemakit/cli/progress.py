"""One line of the terminal that says how far a long run is, and is gone at its end."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from time import monotonic
from typing import Final, TypeVar, final

_ERASE_LINE: Final = "\r\x1b[K"

#: Seconds before the first line, so that short runs show nothing, and between two of them.
_PATIENCE: Final = 0.3
_PAUSE: Final = 0.1

T = TypeVar("T")


@final
class Progress:
    """Keeps one line of stderr up to date; writes nothing where nobody looks."""

    def __init__(self, *, is_shown: bool) -> None:
        """Begin to wait."""
        self._is_shown = is_shown
        self._is_written = False
        self._next = monotonic() + _PATIENCE

    def show(self, text: str) -> None:
        """Show a text instead of the last one, unless that is too fresh to have been read."""
        if not self._is_shown or (now := monotonic()) < self._next:
            return
        self._next = now + _PAUSE
        self._is_written = True
        sys.stderr.write(_ERASE_LINE + text)
        sys.stderr.flush()

    def counting(self, things: Sequence[T], what: str) -> Iterator[T]:
        """Yield the things, and show how many are done: ``1,200 of 5,000 files read`` where ``what`` is the end."""
        for done, thing in enumerate(things):
            self.show(f"{done:,} of {len(things):,} {what}")
            yield thing

    def end(self) -> None:
        """Take the line away."""
        if self._is_written:
            sys.stderr.write(_ERASE_LINE)
            sys.stderr.flush()


@contextmanager
def progress(*, quiet: bool) -> Iterator[Progress]:
    """Give a line of progress, shown where stderr is a terminal, and take it away at the end."""
    line = Progress(is_shown=not quiet and sys.stderr.isatty())
    try:
        yield line
    finally:
        line.end()
