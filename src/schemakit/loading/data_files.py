"""The data files that arguments mean: files, folders, and patterns like ``data/**/*.json``."""

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from schemakit.core.errors import UsageError
from schemakit.core.finding import Finding
from schemakit.core.outcome import Outcome
from schemakit.loading.decode import syntax_of
from schemakit.loading.encoding import name_of
from schemakit.loading.folder import files_below
from schemakit.loading.globs import compiled, is_pattern
from schemakit.loading.limits import LIMITS, Limits
from schemakit.loading.read import uri_of
from schemakit.loading.row_files import is_rows


def data_files(arguments: Iterable[str], *, limits: Limits = LIMITS) -> Outcome[tuple[Path, ...]]:
    """Return the files that arguments mean, in their order, each once.

    A file is meant whatever its name. Of a folder, the files are meant whose names tell a syntax that can be read, of a
    pattern those that match it; neither finds what ``.gitignore`` leaves out, nor hidden files, unless a part of the
    pattern begins with a dot.

    Raises:
        UsageError: an argument is no file or folder, or means no file.
    """
    files: dict[str, Path] = {}
    folders: dict[str, str] = {}
    findings: list[Finding] = []
    for argument in arguments:
        found = _files(argument, limits)
        findings.extend(found.findings)
        for file in found.value:
            files.setdefault(uri_of(file, folders), file)
    return Outcome(tuple(files.values()), tuple(findings))


def is_data(name: str) -> bool:
    """Tell whether a file's name says that it holds data that can be read."""
    return syntax_of(name) is not None or is_rows(name)


def _files(argument: str, limits: Limits) -> Outcome[tuple[Path, ...]]:
    path = Path(argument)
    try:
        is_folder = stat.S_ISDIR(path.stat().st_mode)
    except OSError:
        # what is no path may be a pattern; what is neither is for the reader to explain
        return _matching(argument, limits) if is_pattern(argument) else Outcome((path,))
    if not is_folder:
        return Outcome((path,))
    found = files_below(path, limits, wanted=is_data, ignored=False)
    if not found.value and not found.findings:
        raise UsageError(
            f"no data files in {name_of(path)}",
            help="in a folder, files of the known suffixes are looked for that git does not ignore; name others",
        )
    return found


def _matching(pattern: str, limits: Limits) -> Outcome[tuple[Path, ...]]:
    """Return the files that match, from the innermost folder that the pattern names without a wildcard."""
    parts = Path(pattern).parts
    fixed = next(index for index, part in enumerate(parts) if is_pattern(part))
    folder, rest = Path(*parts[:fixed]), "/".join(parts[fixed:])
    if not folder.is_dir():
        raise UsageError(f"no file matches {pattern}", help=f"there is no folder {name_of(folder)}")
    hidden = any(part.startswith(".") for part in parts[fixed:])
    wanted, names = compiled(rest), compiled(parts[-1])
    found = files_below(
        folder, limits, wanted=lambda name: names.fullmatch(name) is not None, hidden=hidden, ignored=False
    )
    files = tuple(file for file in found.value if wanted.fullmatch(os.path.relpath(file, folder).replace(os.sep, "/")))
    if not files:
        raise UsageError(f"no file matches {pattern}", help="`**` stands for folders: 'data/**/*.json'")
    return Outcome(files, found.findings)
