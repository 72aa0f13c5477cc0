"""Write files so that nobody ever sees half of one."""

import os
import stat
from pathlib import Path

#: What a new file may be used for, before the umask; as ``open`` has it.
_NEW_FILE_MODE = 0o666


def write_text(path: Path, text: str) -> bool:
    """Make a file hold a text, as UTF-8 with the line ends as given; return whether that changed anything.

    A file that already holds the text is left alone, with its time of change, so that tools which watch it stay quiet.
    Otherwise the text goes to a new file beside it, which then takes its place in one step: readers see the old or the
    new content, and a full disk leaves the old. Permission bits are kept, a symbolic link stays one, missing folders
    are made. A device or a pipe is written to: nothing can take its place, and what is read from it is somebody's.

    Raises:
        OSError: the folder or file cannot be written.
    """
    data = text.encode()
    target = Path(os.path.realpath(path))
    try:
        mode: int | None = path.stat().st_mode  # of what is there: a pipe in /dev/fd has no real path
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
        mode = None
    if mode is not None and not stat.S_ISREG(mode):
        path.write_bytes(data)
        return True
    if mode is not None and target.read_bytes() == data:
        return False
    _replace(target, data, None if mode is None else stat.S_IMODE(mode))
    return True


def _replace(target: Path, data: bytes, mode: int | None) -> None:
    """Put a new file in the place of another; ``mode`` is None where the umask decides."""
    # The process id tells two writers apart; what a crashed one left behind is simply written over.
    beside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _NEW_FILE_MODE)
        with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor, for the permission bits
            file.write(data)
        if mode is not None:
            beside.chmod(mode)
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
