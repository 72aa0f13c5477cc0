"""Bytes to sources: encoding, syntax, limits. Nothing hostile gets further than this."""

from collections.abc import Iterator
from importlib import import_module
from typing import Final, Protocol, cast

from schemakit.core.json import Json
from schemakit.core.location import Uri
from schemakit.core.outcome import Outcome
from schemakit.loading import file_problems
from schemakit.loading.encoding import to_text
from schemakit.loading.limits import LIMITS, Limits
from schemakit.loading.places import Places
from schemakit.loading.source import Source, Syntax
from schemakit.loading.tally import Tally
from schemakit.loading.text import Text

#: What a file's name says about its syntax.
SUFFIXES: Final[dict[str, Syntax]] = {
    ".json": "json",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".toml": "toml",
    ".jsonc": "jsonc",
    ".code-workspace": "jsonc",
    ".json5": "json5",
}

#: Files that are named ``.json`` and that their own programs read with comments; so is all of ``.vscode``.
_WITH_COMMENTS: Final = frozenset({"devcontainer.json", ".devcontainer.json", ".eslintrc.json", "api-extractor.json"})

#: The modules that read each syntax; imported when the first such file is met, for PyYAML costs as much as all of this.
_VALUES: Final[dict[Syntax, str]] = {
    "json": "schemakit.loading.json_values",
    "jsonc": "schemakit.loading.jsonc",
    "json5": "schemakit.loading.json5",
    "toml": "schemakit.loading.toml_values",
    "yaml": "schemakit.loading.yaml_values",
}
_PLACES: Final[dict[Syntax, str]] = {
    **_VALUES,
    "json": "schemakit.loading.json_places",
    "toml": "schemakit.loading.toml_places",
    "yaml": "schemakit.loading.yaml_places",
}


class _Values(Protocol):
    """A module that reads the documents of a text."""

    def values(self, text: Text, limits: Limits) -> Outcome[tuple[tuple[int, Json], ...]]: ...


class _PlacesModule(Protocol):
    """A module that finds the places of each document of a text."""

    def places(self, content: str) -> Iterator[Places]: ...


def decode(
    data: bytes, *, path: str, uri: Uri, syntax: Syntax | None = None, limits: Limits = LIMITS
) -> Outcome[tuple[Source, ...]]:
    """Return the documents in a file: any number for YAML, at most one for every other syntax.

    Args:
        data: the content of the file.
        path: the name a person knows it by.
        uri: the absolute URI of the file.
        syntax: how to read it; without, the suffix of the path says so, and last the first character.
        limits: how much the file may ask for.

    Everything wrong with the file comes back as findings: what cannot be used is left out of the value.
    """
    outcome = to_text(data, path=path, uri=uri, limits=limits)
    text = outcome.value
    if text is None:
        return Outcome((), outcome.findings)
    if not text.content.strip():
        tally = Tally(text, limits)
        tally.add(file_problems.EMPTY_FILE, (0, 0), "the file is empty")
        return Outcome((), tally.findings())
    chosen = syntax or syntax_of(path)
    looks_like_json = text.content.lstrip()[0] in "[{"
    if chosen == "yaml" and looks_like_json:
        # JSON is YAML too (YAML 1.2, section 1.3), and the JSON parser takes escaped surrogate pairs and tabs, which
        # libyaml refuses.
        as_json = _sources(text, "json", limits)
        if as_json.value:
            return as_json
    return _sources(text, chosen or ("json" if looks_like_json else "yaml"), limits)


def syntax_of(path: str) -> Syntax | None:
    """Return the syntax that a file's name tells, or None where it tells none."""
    folder, _, name = path.rpartition("/")
    stem, dot, suffix = name.rpartition(".")
    syntax = SUFFIXES.get(f"{dot}{suffix.lower()}") if stem else None
    has_comments = name in _WITH_COMMENTS or name.startswith(("tsconfig", "jsconfig")) or _last(folder) == ".vscode"
    return "jsonc" if syntax == "json" and has_comments else syntax


def _last(folder: str) -> str:
    return folder.rpartition("/")[2]


def places(content: str, syntax: Syntax) -> Iterator[Places]:
    """Yield what finds the places of values in a text, for each of its documents in turn."""
    return cast(_PlacesModule, import_module(_PLACES[syntax])).places(content)


def _sources(text: Text, syntax: Syntax, limits: Limits) -> Outcome[tuple[Source, ...]]:
    module = cast(_Values, import_module(_VALUES[syntax]))
    outcome = module.values(text, limits)
    return Outcome(
        tuple(
            Source(
                path=text.path if index == 0 else f"{text.path}[{index}]",
                uri=text.uri if index == 0 else Uri(f"{text.uri}?document={index}"),
                text=text.content,
                syntax=syntax,
                document=document,
                index=index,
            )
            for index, document in outcome.value
        ),
        outcome.findings,
    )
