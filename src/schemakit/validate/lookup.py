"""How a data file finds its schema."""

from collections.abc import Iterable
from typing import Final

from schemakit.core.errors import UsageError
from schemakit.core.finding import Finding, Kind, Severity
from schemakit.core.json import Json
from schemakit.core.location import Location
from schemakit.core.near import nearest
from schemakit.core.pointer import ROOT, Pointer, ancestors, child, from_fragment, lookup, to_fragment
from schemakit.core.uri import join, split
from schemakit.loading.source import Source
from schemakit.resolve.schema_set import Name, SchemaSet

NO_SCHEMA: Final = Kind(
    "SK050",
    "no-schema",
    Severity.ERROR,
    "a data file does not say which schema it follows",
    """\
## What it does
Reports data files for which no schema is known: none was named on the command line, and the file has no `$schema`.

## Why is this bad?
A file that is not checked looks as good as a valid one.

## Example
```console
$ schemakit validate settings.json
```

## Use instead
Name the schema: `schemakit validate settings.json --schema Settings`, or let the file name it:
`{"$schema": "schemas/settings.json", ...}`.
""",
)

UNKNOWN_SCHEMA: Final = Kind(
    "SK051",
    "unknown-schema",
    Severity.ERROR,
    "a data file names a schema that is not among those loaded",
    """\
## What it does
Reports data files whose `$schema` names nothing that was loaded. Nothing is ever fetched.

## Why is this bad?
The file cannot be checked.

## Example
`{"$schema": "https://example.com/settings.json"}`, and no loaded schema has this `$id`.

## Use instead
Load the schema too, or name another one: `schemakit validate settings.json --schema Settings`.
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
            f"there is no schema {text!r}", help=f"did you mean {near}?" if near is not None else _known(schemas.names)
        )
    return root


def own(schemas: SchemaSet, source: Source) -> str | Finding:
    """Return the canonical URI of the schema that a document names in ``$schema``, or a finding with what to do."""
    document = source.document
    named = document.get("$schema") if isinstance(document, dict) else None
    if not isinstance(named, str):
        return NO_SCHEMA.at(
            Location(source.uri),
            f"nothing says which schema {source.path} follows",
            help=(f"schemakit validate {source.path} --schema {_likely(schemas, document)}",),
        )
    root = _by_uri(schemas, join(source.uri, named)) or _by_uri(schemas, named) or schemas.names.get(Name(named))
    if root is None:
        return UNKNOWN_SCHEMA.at(
            Location(source.uri, child(ROOT, "$schema")),
            f"{source.path} names a schema that is not loaded: {named}",
            note="nothing loaded has this name",
            help=(f"schemakit validate {source.path} --schema {_likely(schemas, document)}",),
        )
    return root


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


def _likely(schemas: SchemaSet, document: Json) -> str:
    """Return the name of the schema that knows most of the document's properties."""
    names = document.keys() if isinstance(document, dict) else ()
    best, most = "NAME", 0
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
