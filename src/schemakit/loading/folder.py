"""The files below a folder: in order, each once, never out of the folder and never in circles."""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, final

from schemakit.core.finding import Finding, Kind
from schemakit.core.location import Uri
from schemakit.core.outcome import Outcome
from schemakit.loading import file_problems
from schemakit.loading.encoding import at_file, name_of
from schemakit.loading.ignored import Rules, is_ignored, rules_above, rules_in
from schemakit.loading.limits import Limits

#: The files that hold schemas.
SCHEMA_SUFFIXES: Final = (".json", ".yaml", ".yml")


def is_schema(name: str) -> bool:
    """Tell whether a file's name says that it may hold a schema."""
    return name.lower().endswith(SCHEMA_SUFFIXES)


def files_below(
    folder: Path,
    limits: Limits,
    *,
    wanted: Callable[[str], bool] = is_schema,
    hidden: bool = False,
    ignored: bool = True,
) -> Outcome[tuple[Path, ...]]:
    """Return the files below a folder whose names are wanted, sorted by name at each level.

    Links to files inside are kept, links to folders are not followed: what is inside is found anyway, and what is not
    was not asked for.

    Args:
        folder: where to look.
        limits: how many files there may be.
        wanted: tells by its name whether a file is; those that may hold schemas, where nothing is said.
        hidden: whether names that begin with a dot are looked at, too; ``.git`` never is.
        ignored: whether what ``.gitignore`` leaves out is looked at, too.
    """
    walk = _Walk(folder, limits, wanted, hidden=hidden, rules=None if ignored else rules_above(folder))
    files = tuple(walk.files())
    return Outcome(files, tuple(walk.findings))


@final
class _Walk:
    def __init__(
        self,
        folder: Path,
        limits: Limits,
        wanted: Callable[[str], bool],
        *,
        hidden: bool,
        rules: tuple[Rules, ...] | None,
    ) -> None:
        self.findings: list[Finding] = []
        self._folder = folder
        self._root = os.path.realpath(folder)
        self._limits = limits
        self._wanted = wanted
        self._hidden = hidden
        self._rules = rules

    def files(self) -> Iterator[Path]:
        count = 0
        to_visit: list[tuple[Path, bool, tuple[Rules, ...] | None]] = [(self._folder, True, self._rules)]
        while to_visit:
            path, is_folder, rules = to_visit.pop()
            if is_folder:
                here = None if rules is None else (*rules, rules_in(path))
                entries = [(entry, is_inner, here) for entry, is_inner in self._entries(path, here)]
                to_visit.extend(entry for entry in reversed(entries) if not _is_left_out(*entry))
                continue
            count += 1
            if count > self._limits.files:
                message = f"more than {self._limits.files:,} files in one folder"
                self._add(file_problems.TOO_LARGE, self._folder, message, "name the files or folders that are meant")
                return
            yield path

    def _entries(self, folder: Path, rules: tuple[Rules, ...] | None) -> list[tuple[Path, bool]]:
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
            if (self._hidden or not entry.name.startswith(".")) and entry.name != ".git"
            if self._is_wanted(entry, rules)
        ]

    def _is_wanted(self, entry: os.DirEntry[str], rules: tuple[Rules, ...] | None) -> bool:
        has_suffix = self._wanted(entry.name)
        if entry.is_symlink():
            link = Path(entry.path)
            # Of a link that is left out nobody wants to hear where it leads: build tools make many, and ignore them.
            return not _is_left_out(link, False, rules) and self._is_wanted_link(link, has_suffix=has_suffix)
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


def _is_left_out(path: Path, is_folder: bool, rules: tuple[Rules, ...] | None) -> bool:
    return rules is not None and is_ignored(os.path.abspath(path), rules, is_folder=is_folder)  # noqa: PTH100 - as named


def _is_within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
