"""What a run takes for granted: the line that says how the schemas were understood."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from schemakit.cli.reading import counted
from schemakit.core.json import Json
from schemakit.core.location import Uri
from schemakit.core.pointer import ROOT, from_fragment, lookup
from schemakit.loading.source import Source
from schemakit.pipeline.config import Config
from schemakit.resolve.draft import Draft
from schemakit.resolve.enum_files import is_recovered
from schemakit.resolve.recovery import rebuilt_sources
from schemakit.resolve.schema_set import Name, SchemaSet
from schemakit.resolve.vocabulary import subschemas

_SHOWN_PATHS: Final = 3


def assumptions(schemas: SchemaSet, config: Config) -> str:
    """Return the line that a run begins with: what was read, in which dialect, what ``format`` means, no network."""
    formats = "formats asserted" if config.formats == "assert" else "formats are annotations"
    return " · ".join(
        (f"{_counts(schemas)} in {_where(config.schemas)}", _dialects(schemas, config), formats, "offline")
    )


def written_names(schemas: SchemaSet) -> tuple[str, ...]:
    """Return the names of the schemas that people wrote: all but the recovered enums."""
    return tuple(name for name, uri in schemas.names.items() if not is_recovered(_source(schemas, uri).document))


def _source(schemas: SchemaSet, uri: str) -> Source:
    return schemas.sources[schemas.resources[Uri(uri.partition("#")[0])].location.uri]


def _counts(schemas: SchemaSet) -> str:
    """Count the schemas that people ask for by name, their properties, and apart from them the recovered enums."""
    written = [schemas.names[Name(name)].partition("#") for name in written_names(schemas)]
    properties = sum(
        _properties(lookup(schemas.resources[Uri(uri)].schema, from_fragment(fragment) or ROOT))
        for uri, _, fragment in written
    )
    text = f"{counted(len(written), 'schema')}, {counted(properties, 'property', 'properties')}"
    # those that are no files yet are among the names, too
    enums = len(schemas.names) - len(written) - len(rebuilt_sources(schemas))
    return f"{text} and {counted(enums, 'recovered enum')}" if enums else text


def _properties(schema: Json) -> int:
    """Count the properties that a schema describes, at any depth."""
    count, waiting = 0, [schema]
    while waiting:
        current = waiting.pop()
        described = current.get("properties") if isinstance(current, dict) else None
        count += len(described) if isinstance(described, dict) else 0
        waiting.extend(subschema for _, subschema in subschemas(current, Draft.DRAFT2020_12))
    return count


def _where(paths: Sequence[str]) -> str:
    folders = {Path(path).parent.as_posix() for path in paths}
    if len(paths) > 1 and len(folders) == 1 and all(Path(path).is_file() for path in paths):
        return f"{len(paths)} files of {folders.pop()}/"
    shown = [f"{path.rstrip('/')}/" if Path(path).is_dir() else path for path in paths[:_SHOWN_PATHS]]
    more = len(paths) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def _dialects(schemas: SchemaSet, config: Config) -> str:
    named = {schemas.resources[Uri(uri.partition("#")[0])].dialect.name: None for uri in schemas.names.values()}
    text = " and ".join(named) or "no dialect"
    if any(reading.rule.startswith("nullable") for reading in schemas.readings):
        text += " with OpenAPI 3.0 `nullable`" + (" to the letter" if config.nullable == "strict" else "")
    return text
