"""Files and folders to sources."""

import os
import stat
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote_from_bytes

from schemakit.core.errors import UsageError
from schemakit.core.finding import Finding
from schemakit.core.location import Uri
from schemakit.core.near import nearest
from schemakit.core.outcome import Outcome
from schemakit.loading import file_problems
from schemakit.loading.decode import decode
from schemakit.loading.encoding import at_file, name_of
from schemakit.loading.folder import SCHEMA_SUFFIXES, files_below
from schemakit.loading.limits import LIMITS, Limits
from schemakit.loading.opening import open_bytes
from schemakit.loading.source import Source, Syntax


def read(
    paths: Iterable[str | Path], *, syntax: Syntax | None = None, limits: Limits = LIMITS
) -> Outcome[tuple[Source, ...]]:
    """Read files and folders.

    A file is read whatever its name, by the ``syntax`` that is given or else by its suffix; in a folder, files named
    ``.json``, ``.yaml`` or ``.yml`` are, recursively and in the order of their names, except in hidden folders. A file
    that is reached twice is read once. What is wrong with a file comes back as findings.

    Raises:
        UsageError: a path does not exist, or a folder holds no such file.
    """
    sources: list[Source] = []
    findings: list[Finding] = []
    seen: set[Uri] = set()
    folders: dict[str, str] = {}
    for path in map(Path, paths):
        files = _files(path, limits)
        findings.extend(files.findings)
        for file in files.value:
            uri = uri_of(file, folders)
            if uri in seen:
                continue
            seen.add(uri)
            outcome = _read_file(file, uri, syntax, limits)
            sources.extend(outcome.value)
            findings.extend(outcome.findings)
    return Outcome(tuple(sources), tuple(findings))


def read_stdin(
    stream: BinaryIO | None = None,
    *,
    syntax: Syntax | None = None,
    path: str | None = None,
    limits: Limits = LIMITS,
) -> Outcome[tuple[Source, ...]]:
    """Read documents from standard input, or another stream in its place.

    Relative references in them resolve against the current folder, or against the ``path`` that the data is said to
    have; its suffix tells the syntax where nothing else does.
    """
    path = path or "<stdin>"
    data = (stream or sys.stdin.buffer).read(limits.bytes + 1)
    return decode(data, path=path, uri=uri_of(Path(path)), syntax=syntax, limits=limits)


def uri_of(path: Path, folders: dict[str, str] | None = None) -> Uri:
    """Return the ``file:`` URI of a path, symbolic links resolved; ``folders`` remembers those of folders."""
    folder, name = os.path.split(path)
    if folders is None or name in {"", os.curdir, os.pardir} or path.is_symlink():
        return Uri(Path(os.path.realpath(path)).as_uri())
    if folder not in folders:
        folders[folder] = Path(os.path.realpath(folder)).as_uri().rstrip("/")
    return Uri(f"{folders[folder]}/{quote_from_bytes(os.fsencode(name))}")


def _files(path: Path, limits: Limits) -> Outcome[tuple[Path, ...]]:
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        raise UsageError(f"no such file or folder: {name_of(path)}", help=_near(path)) from None
    except OSError as error:
        return Outcome((), (_unreadable(path, error),))
    if not stat.S_ISDIR(mode):
        return Outcome((path,))
    files = files_below(path, limits)
    if not files.value and not files.findings:
        raise UsageError(f"no {', '.join(SCHEMA_SUFFIXES)} files in {name_of(path)}")
    return files


def _near(path: Path) -> str:
    """Suggest names like one that does not exist, from the folder it would be in."""
    try:
        names = os.listdir(path.parent)  # noqa: PTH208 - names are all that is needed
    except OSError:
        return ""
    near = nearest(path.name, sorted(names))
    return f"did you mean {name_of(path.parent / near)}?" if near is not None else ""


def _read_file(path: Path, uri: Uri, syntax: Syntax | None, limits: Limits) -> Outcome[tuple[Source, ...]]:
    try:
        with open_bytes(path) as file:
            status = os.fstat(file.fileno())
            # Devices and pipes do not know their size, and some have no end.
            is_sized = stat.S_ISREG(status.st_mode) and 0 < status.st_size <= limits.bytes
            data = file.read() if is_sized else file.read(limits.bytes + 1)
    except OSError as error:
        return Outcome((), (_unreadable(path, error),))
    return decode(data, path=name_of(path), uri=uri, syntax=syntax, limits=limits)


def _unreadable(path: Path, error: OSError) -> Finding:
    return at_file(file_problems.UNREADABLE_FILE, name_of(path), uri_of(path), f"cannot be read: {error.strerror}")
