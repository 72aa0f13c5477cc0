"""Opening files without waiting for anybody."""

import os
from pathlib import Path
from typing import BinaryIO


class BrokenStreamError(Exception):
    """What a file says cannot be read to its end; the message says why."""


def open_bytes(path: Path) -> BinaryIO:
    """Open a file to read its bytes; a pipe that nobody writes to is empty, and not waited for.

    Raises:
        OSError: the file cannot be opened.
    """
    return open(path, "rb", opener=_without_waiting)


def _without_waiting(path: str, flags: int) -> int:
    if not hasattr(os, "O_NONBLOCK"):  # where pipes have no names either
        return os.open(path, flags)
    descriptor = os.open(path, flags | os.O_NONBLOCK)
    os.set_blocking(descriptor, True)
    return descriptor
