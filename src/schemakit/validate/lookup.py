"""How a data file finds its schema."""

import os
from collections.abc import Iterable
from typing import Final, assert_never

from schemakit.core.errors import UsageError
from schemakit.core.finding import Finding, Kind, Severity
from schemakit.core.json import Json
from schemakit.core.location import Location
from schemakit.core.near import nearest
from schemakit.core.pointer import ROOT, Pointer, ancestors, from_fragment, lookup, to_fragment
from schemakit.core.shown import plain
from schemakit.core.uri import file_path, join, split
from schemakit.loading.source import Source
from schemakit.resolve.schema_set import Name, SchemaSet
from schemakit.validate.ways import Way, inside, place_of

NO_SCHEMA: Final = Kind(
    "SK050",
    "no-schema",
    Severity.ERROR,
    "a data file does not say which schema it follows",
    """\
## What it does
Reports data files for which no schema is known. What says it, in this order: `--schema`; `$schema` in the file; a
comment, `# yaml-language-server: $schema=PATH` or `# $schema: PATH` in YAML, `#:schema PATH` in TOML; the table `data`
of the configuration; `json.schemas` and `yaml.schemas` in `.vscode/settings.json`.

## Why is this bad?
A file that is not checked looks as good as a valid one.

## Example
```console
$ schemakit validate settings.json
```

## Use instead
Name the schema: `schemakit validate settings.json --schema Settings`, let the file name it,
`{"$schema": "schemas/settings.json", ...}`, or say it once for many files in the configuration:
```toml
[tool.schemakit.data]
"settings/*.json" = "Settings"
```
Paths in files are relative to the file, those of the editor to its workspace.
""",
)

UNKNOWN_SCHEMA: Final = Kind(
    "SK051",
    "unknown-schema",
    Severity.ERROR,
    "a data file names a schema that is not among those loaded",
    """\
## What it does
Reports data files that name a schema which is not there: a path that leads to no file or out of the project, or a URI
that no loaded schema has. Nothing is ever fetched.

## Why is this bad?
The file cannot be checked.

## Example
`{"$schema": "https://example.com/settings.json"}`, and no loaded schema has this `$id`.

## Use instead
Mend the path, save the schema in the project and load it too, or name another one:
`schemakit validate settings.json --schema Settings`.
""",
)

_MOST_NAMES: Final = 12


def explicit(schemas: SchemaSet, text: str) -> str:
    """Return the canonical URI of a schema that a person named: ``NAME``, ``PATH`` or ``URI``, maybe with ``#POINTER``.

    Raises:
        UsageError: there is no such schema; with the nearest one that there is.
    """
    whole, hash_sign, fragment = text.partition("#")
    known = schemas.names.get(Name(text)) or schemas.names.get(Name(whole))
    if known is not None:
        return known if text in schemas.names or not hash_sign else _with_fragment(schemas, known, fragment, text)
    root = _by_uri(schemas, text) or _by_path(schemas, whole, fragment)
    if root is None:
        near = nearest(whole, [*schemas.names, *(source.path for source in schemas.sources.values())])
        raise UsageError(
            f"there is no schema {plain(text)}",
            help=f"did you mean {near}?" if near is not None else _known(schemas.names),
        )
    return root


def own(schemas: SchemaSet, source: Source, ways: Iterable[Way] | None = None) -> str | Finding:
    """Return the canonical URI of the schema that a document follows, or a finding with what to do.

    The first of the ways counts that names a schema. An address of the web that nothing loaded has is passed over where
    a later way names a schema: editors fetch it, and here a local copy may be meant.

    Args:
        schemas: what is loaded.
        source: the document.
        ways: what was said about it, the first one first; without: what it says itself.

    Raises:
        UsageError: a way that is a name, as those of the configuration are, names no schema.
    """
    unknown: Way | None = None
    for way in inside(source) if ways is None else ways:
        root = _named(schemas, way)
        if root is not None:
            return root
        unknown = unknown or way
        if not _is_remote(way.text):
            break
    likely = _likely(schemas, source.document)
    given = "-" if source.path == "<stdin>" else path_of(source)
    command = f"schemakit validate {given} --schema {likely or 'PATH'}"
    if unknown is None:
        message = f"nothing says which schema {source.path} follows"
        return NO_SCHEMA.at(Location(source.uri), message, help=(command, _in_the_file(schemas, source, likely)))
    return UNKNOWN_SCHEMA.at(
        place_of(source, unknown),
        f"{unknown.by} of {source.path} names a schema that is not loaded: {unknown.text}",
        note="nothing is fetched" if _is_remote(unknown.text) else "no such schema in this project",
        help=(command,),
    )


def path_of(source: Source) -> str:
    """Return the path of the file that a document is in."""
    return source.path.removesuffix(f"[{source.index}]") if source.index else source.path


def _named(schemas: SchemaSet, way: Way) -> str | None:
    """Return the canonical URI of the schema that a way names, or None where there is none."""
    if way.base is None:
        return explicit(schemas, way.text)
    return _by_uri(schemas, join(way.base, way.text)) or _by_uri(schemas, way.text) or schemas.names.get(Name(way.text))


def _is_remote(text: str) -> bool:
    return text.startswith(("http://", "https://"))


def _in_the_file(schemas: SchemaSet, source: Source, likely: str | None) -> str:
    """Return what to write into a document so that it names its schema."""
    path = "PATH"
    root = schemas.names.get(Name(likely or ""))
    resource = schemas.resources.get(split(root)[0]) if root is not None else None
    target = file_path(resource.location.uri) if resource is not None else None
    here = file_path(source.uri.partition("?")[0])
    if target is not None and here is not None:
        path = os.path.relpath(target, os.path.dirname(here)).replace(os.sep, "/")  # noqa: PTH120 - text to text
    match source.syntax:
        case "yaml":
            return f"or in the file: # yaml-language-server: $schema={path}"
        case "toml":
            return f"or in the file: #:schema {path}"
        case "json" | "jsonc" | "json5":
            return f'or in the file: "$schema": "{path}"'
        case _:
            assert_never(source.syntax)


def _with_fragment(schemas: SchemaSet, root: str, fragment: str, text: str) -> str:
    """Return a place below a named schema, which may itself be a part of a document."""
    uri, _ = split(root)
    around, below = from_fragment(split(root)[1]) or ROOT, from_fragment(fragment)
    if below is None:
        return f"{uri}#{fragment}"
    pointer = Pointer(around + below)
    resource = schemas.resources.get(uri)
    try:
        lookup(None if resource is None else resource.schema, pointer)
    except LookupError as error:
        raise UsageError(f"there is nothing at {text!r}") from error
    return f"{uri}#{to_fragment(pointer)}"


def _by_uri(schemas: SchemaSet, text: str) -> str | None:
    uri, fragment = split(text)
    if uri in schemas.resources:
        return f"{uri}#{fragment}" if fragment else uri
    pointer = from_fragment(fragment)
    return None if pointer is None else _by_place(schemas, Location(uri, pointer))


def _by_path(schemas: SchemaSet, path: str, fragment: str) -> str | None:
    pointer = from_fragment(fragment)
    wanted = path.removeprefix("./")
    for source in schemas.sources.values():
        if pointer is not None and source.path.removeprefix("./") == wanted:
            return _by_place(schemas, Location(source.uri, pointer))
    return None


def _by_place(schemas: SchemaSet, place: Location) -> str | None:
    """Return the canonical URI of what stands at an author's place."""
    roots = {resource.location: resource for resource in schemas.resources.values()}
    for pointer in ancestors(place.pointer):
        resource = roots.get(Location(place.uri, pointer))
        if resource is not None:
            below = Pointer(place.pointer[len(pointer) :])
            return f"{resource.uri}#{to_fragment(below)}" if below else resource.uri
    return None


def _likely(schemas: SchemaSet, document: Json) -> str | None:
    """Return the name of the schema that knows most of the document's properties; the only one, whatever it knows."""
    names = document.keys() if isinstance(document, dict) else ()
    best, most = str(next(iter(schemas.names))) if len(schemas.names) == 1 else None, 0
    for name, root in schemas.names.items():
        properties = _properties(schemas, root)
        fitting = sum(1 for one in names if one in properties)
        if fitting > most:
            best, most = str(name), fitting
    return best


def _properties(schemas: SchemaSet, root: str) -> dict[str, Json]:
    uri, fragment = split(root)
    resource = schemas.resources.get(uri)
    pointer = from_fragment(fragment)
    try:
        schema = None if resource is None or pointer is None else lookup(resource.schema, pointer)
    except LookupError:
        return {}
    properties = schema.get("properties") if isinstance(schema, dict) else None
    return properties if isinstance(properties, dict) else {}


def _known(names: Iterable[str]) -> str:
    listed = list(names)
    more = f" and {len(listed) - _MOST_NAMES} more" if len(listed) > _MOST_NAMES else ""
    return f"known: {', '.join(listed[:_MOST_NAMES])}{more}" if listed else "no schema is loaded"
