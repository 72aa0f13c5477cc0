"""What a package is made from, as one digest: the same digest, the same package, and nothing has to be read or made."""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from schemakit.core.json import Json
from schemakit.core.location import Uri
from schemakit.core.uri import file_path
from schemakit.loading.folder import files_below
from schemakit.loading.limits import LIMITS


def inputs_digest(paths: Sequence[str], settings: Mapping[str, Json], beside: Iterable[str] = ()) -> str:
    """Return the digest of settings and of files: those that are named or in named folders, and those ``beside`` them.

    It is the same wherever the files are. Empty where one of them cannot be read.
    """
    found = hashlib.sha256(json.dumps(settings, sort_keys=True).encode())
    try:
        for label, path in (*_named(paths), *((label, _path(label, paths)) for label in beside)):
            data = path.read_bytes()
            found.update(f"\0{label}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
            found.update(data)
    except (OSError, ValueError, IndexError):
        return ""
    return found.hexdigest()


def besides(paths: Sequence[str], sources: Iterable[Uri]) -> tuple[str, ...]:
    """Return labels for the files that were read besides those that are named: references lead to them."""
    known = {os.path.realpath(path) for _, path in _named(paths)}
    folders = [os.path.realpath(path if Path(path).is_dir() else Path(path).parent) for path in paths]
    return tuple(sorted({label for uri in sources for label in _labelled(uri, known, folders)}))


def _labelled(uri: Uri, known: Iterable[str], folders: Sequence[str]) -> Iterator[str]:
    named = file_path(uri)
    path = os.path.realpath(named) if named is not None and "\0" not in named else ""
    if path and path not in known and Path(path).is_file():
        near = (index for index, folder in enumerate(folders) if Path(path).is_relative_to(folder))
        index = next(near, None)
        if index is not None:  # always: nothing else is read
            yield f"{index}/{Path(path).relative_to(folders[index]).as_posix()}"


def _path(label: str, paths: Sequence[str]) -> Path:
    number, _, inside = label.partition("/")
    path = Path(paths[int(number)])
    return (path if path.is_dir() else path.parent) / inside


def _named(paths: Sequence[str]) -> Iterator[tuple[str, Path]]:
    for index, path in enumerate(map(Path, paths)):
        if path.is_dir():
            inside = ((file.relative_to(path).as_posix(), file) for file in files_below(path, LIMITS).value)
            yield from ((f"{index}/{name}", file) for name, file in inside)
        else:
            yield f"{index}:{path.name}", path
