"""The schema files below a folder: in order, each once, never out of the folder and never in circles."""

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import final

from schemakit.core.finding import Finding, Kind
from schemakit.core.location import Uri
from schemakit.core.outcome import Outcome
from schemakit.loading import file_problems
from schemakit.loading.decode import SUFFIXES
from schemakit.loading.encoding import at_file, name_of
from schemakit.loading.limits import Limits


def files_below(folder: Path, limits: Limits) -> Outcome[tuple[Path, ...]]:
    """Return the ``.json``, ``.yaml`` and ``.yml`` files below a folder, sorted by name at each level.

    Hidden files and folders are left out. Links to files inside are kept, links to folders are not followed: what is
    inside is found anyway, and what is not was not asked for.
    """
    walk = _Walk(folder, limits)
    files = tuple(walk.files())
    return Outcome(files, tuple(walk.findings))


@final
class _Walk:
    def __init__(self, folder: Path, limits: Limits) -> None:
        self.findings: list[Finding] = []
        self._folder = folder
        self._root = os.path.realpath(folder)
        self._limits = limits

    def files(self) -> Iterator[Path]:
        count = 0
        to_visit: list[tuple[Path, bool]] = [(self._folder, True)]
        while to_visit:
            path, is_folder = to_visit.pop()
            if is_folder:
                to_visit.extend(reversed(self._entries(path)))
                continue
            count += 1
            if count > self._limits.files:
                message = f"more than {self._limits.files:,} files in one folder"
                self._add(file_problems.TOO_LARGE, self._folder, message, "name the files or folders that are meant")
                return
            yield path

    def _entries(self, folder: Path) -> list[tuple[Path, bool]]:
        """Return what to look at in a folder, by name, and whether it is a folder itself."""
        try:
            with os.scandir(folder) as scan:
                entries = sorted(scan, key=lambda entry: entry.name)
        except OSError as error:
            self._add(file_problems.UNREADABLE_FILE, folder, f"cannot list the folder: {error.strerror}")
            return []
        return [
            (folder / entry.name, entry.is_dir(follow_symlinks=False))
            for entry in entries
            if not entry.name.startswith(".") and self._is_wanted(entry)
        ]

    def _is_wanted(self, entry: os.DirEntry[str]) -> bool:
        has_suffix = os.path.splitext(entry.name)[1].lower() in SUFFIXES  # noqa: PTH122 - entry.name is no path
        if entry.is_symlink():
            return self._is_wanted_link(Path(entry.path), has_suffix=has_suffix)
        return entry.is_dir() or (has_suffix and entry.is_file())

    def _is_wanted_link(self, link: Path, *, has_suffix: bool) -> bool:
        """Decide about a symbolic link, and say so where it leads to a place that is not read."""
        try:
            is_folder = stat.S_ISDIR(link.stat().st_mode)
        except OSError as error:
            if error.errno == errno.ELOOP:
                self._add(
                    file_problems.DIRECTORY_LOOP, link, "the symbolic link leads back to itself", "remove the link"
                )
            elif has_suffix:
                self._add(file_problems.LINK_OUTSIDE, link, "the symbolic link leads to nothing", "remove the link")
            return False
        if not is_folder and not has_suffix:
            return False
        target = os.path.realpath(link)
        if is_folder and _is_within(os.path.realpath(link.parent), target):
            self._add(
                file_problems.DIRECTORY_LOOP,
                link,
                "the symbolic link leads back to a folder it is in",
                "remove the link",
            )
        elif not _is_within(target, self._root):
            message = f"not followed: the symbolic link leads out of {name_of(self._folder)}"
            self._add(file_problems.LINK_OUTSIDE, link, message, "name what it leads to as well, if it is meant")
        else:
            return not is_folder
        return False

    def _add(self, kind: Kind, path: Path, message: str, help_: str = "") -> None:
        uri = Uri(Path(os.path.abspath(path)).as_uri())  # noqa: PTH100 - the link itself, not what it leads to
        self.findings.append(at_file(kind, name_of(path), uri, message, help_=(help_,) if help_ else ()))


def _is_within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
