"""A change as hooks tell it, by the names of its files: which data it is about, and which of it is ours to judge."""

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from schemakit.core.outcome import Outcome
from schemakit.loading.data_files import is_data
from schemakit.loading.folder import files_below
from schemakit.loading.limits import LIMITS
from schemakit.loading.source import Source
from schemakit.pipeline.workspace import named_by_pattern
from schemakit.resolve.schema_set import SchemaSet
from schemakit.validate.ways import Way

#: Files that can say, with one line, that all data follows other schemas than before.
_CONFIGURATION: Final = frozenset({"pyproject.toml", "schemakit.toml"})


def concerns_all(files: Iterable[str], schemas: Iterable[str]) -> bool:
    """Tell whether a schema or the configuration is among changed files: then data that did not change may fail.

    ``schemas`` are the files and folders of the configuration.
    """
    roots = [os.path.normpath(path) for path in schemas]
    return any(_is_cause(os.path.normpath(file), roots) for file in files)


def governed(patterns: Sequence[tuple[str, str]], folder: Path) -> Outcome[tuple[str, ...]]:
    """Return the data files below a folder that a pattern of the configuration names a schema for."""
    if not patterns:
        return Outcome(())
    found = files_below(folder, LIMITS, wanted=is_data, hidden=True, ignored=False)
    files = (str(file) for file in found.value)
    return Outcome(tuple(file for file in files if named_by_pattern(file, patterns) is not None), found.findings)


def ours(
    schemas: SchemaSet, documents: Iterable[Source], ways: Callable[[Source], Iterable[Way]]
) -> tuple[Source, ...]:
    """Return the documents that something names a schema of this project for.

    What nothing is said about is not ours, nor what follows a schema published by somebody else, as the settings of
    many tools do: nothing is fetched, and no schema here has an address at that host. The schemas themselves are no
    data: ``check`` reads them as they are meant, where their metaschema may refuse what an exporter wrote.
    """
    hosts = {_host(uri) for uri in schemas.resources}
    data = (source for source in documents if source.uri not in schemas.sources)
    return tuple(source for source in data if any(_is_ours(way, hosts) for way in ways(source)))


def _is_ours(way: Way, hosts: set[str]) -> bool:
    is_remote = way.text.startswith(("http://", "https://"))
    return way.base is None or not is_remote or _host(way.text) in hosts


def _host(uri: str) -> str:
    try:
        return urlsplit(uri).netloc
    except ValueError:  # no URI at all (``http://[::1``): a host of its own
        return uri


def _is_cause(file: str, roots: Iterable[str]) -> bool:
    is_schema = any(root in {file, os.curdir} or file.startswith(root + os.sep) for root in roots)
    return is_schema or os.path.basename(file) in _CONFIGURATION  # noqa: PTH119 - asked for each of a thousand names
