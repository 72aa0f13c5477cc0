"""Where a run takes place: its project, and all that says in it which schema a data file follows."""

import os
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from importlib import import_module
from pathlib import Path
from typing import Final, Protocol, cast, final

from schemakit.core.uri import file_path, join, split
from schemakit.loading.source import Source
from schemakit.resolve.metaschemas import metaschema_source
from schemakit.validate.lookup import path_of
from schemakit.validate.ways import Way, inside

#: Imported where there are such settings, and nobody else says which schema a file follows.
_EDITOR: Final = "schemakit.pipeline.editor"
_SETTINGS: Final = os.path.join(".vscode", "settings.json")  # noqa: PTH118 - looked for by its name in many folders


class _Editor(Protocol):
    """A module that reads the settings of an editor."""

    def editor_ways(self, source: Source, path: str, folder: str) -> Iterator[Way]: ...


@final
class Workspace:
    """A project: the repository around a folder, or the folder itself."""

    def __init__(self, patterns: Iterable[tuple[str, str]] = (), folder: Path | None = None) -> None:
        """Know the project around a folder (the current one) and the table of patterns from its configuration."""
        here = Path(os.path.realpath(folder or Path.cwd()))
        self.root = next((one for one in (here, *here.parents) if (one / ".git").exists()), here)
        self._patterns = tuple(patterns)
        self._with_settings: dict[str, str | None] = {}

    def ways(self, source: Source) -> Iterator[Way]:
        """Yield what is said about a document, the strongest first: by itself, the configuration, the editor."""
        yield from inside(source)
        name = named_by_pattern(path_of(source), self._patterns)
        if name is not None:
            yield Way(name, None, "the configuration")
        path = file_path(source.uri.partition("?")[0])
        folder = None if path is None else self._settings_folder(os.path.dirname(path))  # noqa: PTH120 - a name, of a file that need not be there
        if path is not None and folder is not None:
            yield from cast(_Editor, import_module(_EDITOR)).editor_ways(source, path, folder)

    def schemas(self, documents: Iterable[Source], given: Iterable[str]) -> tuple[tuple[str, ...], tuple[Source, ...]]:
        """Return the schema files that documents name, and the published metaschemas among what they name.

        Only files of the project, and of the folders that were ``given`` or hold a file that was, are looked at.
        """
        folders = [str(self.root), *(os.path.realpath(_folder(path)) for path in given)]
        paths: dict[str, None] = {}
        published: dict[str, Source] = {}
        for document in documents:
            for way in self.ways(document):
                if way.base is None:
                    continue
                uri, _ = split(join(way.base, way.text))
                source = metaschema_source(uri)
                if source is not None:
                    published[uri] = source
                path = _file(file_path(uri), folders)
                if path is not None and uri != document.uri:
                    paths[path] = None
        return tuple(paths), tuple(published.values())

    def _settings_folder(self, folder: str) -> str | None:
        """Return the nearest folder around a file, inside the project, whose editor has settings."""
        if folder not in self._with_settings:
            around = (folder, *map(str, Path(folder).parents))
            inside_project = (one for one in around if _is_within(one, str(self.root)))
            self._with_settings[folder] = next(filter(_has_settings, inside_project), None)
        return self._with_settings[folder]


def named_by_pattern(path: str, patterns: Iterable[tuple[str, str]]) -> str | None:
    """Return the schema of the first pattern that a data file's path matches, or None.

    Patterns are those of ``fnmatch``, on the path relative to the working directory: ``*`` goes across folders.
    """
    relative = os.path.normpath(path)
    if relative.startswith(os.pardir) or os.path.isabs(relative):  # noqa: PTH117 - text to text
        relative = os.path.relpath(path)  # asks the system for the current folder: too dear for each of many files
    relative = relative.replace(os.sep, "/")
    return next((name for pattern, name in patterns if fnmatchcase(relative, pattern)), None)


def _folder(path: str) -> str:
    return path if os.path.isdir(path) else os.path.dirname(path)  # noqa: PTH112, PTH120 - text to text


def _has_settings(folder: str) -> bool:
    return os.path.isfile(os.path.join(folder, _SETTINGS))  # noqa: PTH113, PTH118 - asked often


def _is_within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(os.path.join(folder, ""))  # noqa: PTH118 - a slash at its end


def _file(path: str | None, folders: Iterable[str]) -> str | None:
    """Return a path as it is shown, where it leads to a file in one of the folders, links followed."""
    if path is None or "\0" in path or not os.path.isfile(path):  # noqa: PTH113 - names may be longer than any path
        return None
    real = os.path.realpath(path)
    if not any(_is_within(real, folder) for folder in folders):
        return None
    return os.path.relpath(path)
