"""What ``.vscode/settings.json`` says about the schemas of a workspace: ``json.schemas`` and ``yaml.schemas``."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final, final

from schemakit.core.json import Json
from schemakit.core.location import Uri
from schemakit.core.record import dataclass
from schemakit.loading.decode import decode, syntax_of
from schemakit.loading.globs import compiled
from schemakit.loading.source import Source, Syntax
from schemakit.validate.ways import Way

SETTINGS: Final = ".vscode/settings.json"

_KEYS: Final[dict[Syntax | None, str]] = {
    "json": "json.schemas",
    "jsonc": "json.schemas",
    "json5": "json.schemas",
    "yaml": "yaml.schemas",
}


@final
@dataclass(frozen=True, slots=True)
class Association:
    """A schema and the files it is for.

    Attributes:
        url: of the schema, as written.
        patterns: of paths relative to the workspace, and whether they take files out; the last one that matches counts.
    """

    url: str
    patterns: tuple[tuple[re.Pattern[str], bool], ...]

    def is_for(self, path: str) -> bool:
        """Tell whether a file is meant, by its path relative to the workspace."""
        decisions = [not takes_out for pattern, takes_out in self.patterns if pattern.fullmatch(path)]
        return bool(decisions) and decisions[-1]


def editor_ways(source: Source, path: str, folder: str) -> Iterator[Way]:
    """Yield the schemas that the settings in a folder around a document's file name for it."""
    workspace = Path(folder)
    relative = Path(path).relative_to(workspace).as_posix()
    for association in associations(workspace, syntax_of(path) or source.syntax):
        if association.is_for(relative):
            # relative to the workspace, also with a slash in front
            url = association.url.removeprefix("${workspaceFolder}").removeprefix("/")
            yield Way(url, Uri(f"{workspace.as_uri()}/"), SETTINGS)


@cache
def associations(folder: Path, syntax: Syntax) -> tuple[Association, ...]:
    """Return what the settings in a folder say about files of a syntax; nothing where they cannot be read."""
    key = _KEYS.get(syntax)
    if key is None:
        return ()
    file = folder / SETTINGS
    try:
        data = file.read_bytes()
    except OSError:  # settings of somebody else
        return ()
    settings = decode(data, path=SETTINGS, uri=Uri(file.as_uri())).value
    document = settings[0].document if settings else None
    said = document.get(key) if isinstance(document, dict) else None
    return tuple(
        Association(url, tuple(_pattern(pattern) for pattern in patterns)) for url, patterns in _associated(said)
    )


def _associated(said: Json) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each schema with its patterns: a list of both for JSON, an object from one to the other for YAML."""
    if isinstance(said, dict):
        for url, patterns in said.items():
            yield url, _texts(patterns)
    elif isinstance(said, list):
        for one in said:
            named = one.get("url") if isinstance(one, dict) else None
            if isinstance(one, dict) and isinstance(named, str):
                yield named, _texts(one.get("fileMatch"))


def _texts(value: Json) -> tuple[str, ...]:
    texts = value if isinstance(value, list) else [value]
    return tuple(text for text in texts if isinstance(text, str))


def _pattern(text: str) -> tuple[re.Pattern[str], bool]:
    """Compile a pattern of VS Code: it matches below any folder, and ``!`` takes files out."""
    pattern = text.removeprefix("!").removeprefix("/")
    return compiled(pattern, anywhere=True, braces=True), text.startswith("!")
