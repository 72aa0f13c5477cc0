"""What kind of document a source is, and which dialect it is written in."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final, final

from schemakit.core.errors import UsageError
from schemakit.core.json import Json
from schemakit.core.location import Location, Uri
from schemakit.core.pointer import ROOT, Pointer, child, tokens
from schemakit.core.record import dataclass
from schemakit.loading.source import Source
from schemakit.resolve.draft import DIALECTS, METASCHEMAS, Dialect, Draft

_BY_METASCHEMA: Final = {
    METASCHEMAS[dialect.draft]: dialect
    for dialect in DIALECTS.values()
    if not dialect.name.startswith(("openapi", "swagger"))
}

#: The dialect that OpenAPI 3.1 documents name by default (OpenAPI 3.1, section 4.8.24.5).
_OPENAPI31_BASE: Final = "https://spec.openapis.org/oas/3.1/dialect/base"

_VERSION_KEYWORDS: Final = ("swagger", "openapi")


@final
@dataclass(frozen=True, slots=True)
class Root:
    """A place where a schema begins that has a document of its own in the set.

    ``component``: its key in an OpenAPI document; None for the root of a file.
    """

    location: Location
    dialect: Dialect
    component: str | None = None


def dialect_named(name: str) -> Dialect:
    """Return the dialect of a short name or a metaschema URI; raises ``UsageError`` where neither is known."""
    dialect = DIALECTS.get(name) or _BY_METASCHEMA.get(_normal(name))
    if dialect is None:
        raise UsageError(f"unknown dialect {name!r}", help=f"one of: {', '.join(DIALECTS)}, or a metaschema URI")
    return dialect


def dialect_of(
    schema: Json, default: Dialect, metaschema: Callable[[Uri], Json] = lambda _: None
) -> tuple[Dialect, bool]:
    """Return the dialect that the schema's own ``$schema`` names, and whether that is a known one.

    ``metaschema`` finds custom metaschemas by URI, whose ``$vocabulary`` decides what is switched on (Core, section
    8.1.2); where ``$schema`` is absent or unknown the default stands.
    """
    named = schema.get("$schema") if isinstance(schema, dict) else None
    if not isinstance(named, str):
        return default, True
    uri = _normal(named)
    if uri in _BY_METASCHEMA:
        return _BY_METASCHEMA[uri], True
    if uri == _OPENAPI31_BASE:
        return DIALECTS["openapi-3.1"], True
    custom = metaschema(uri)
    if not isinstance(custom, dict):
        return default, False
    return _custom(uri, custom), True


def _custom(uri: Uri, metaschema: dict[str, Json]) -> Dialect:
    named = metaschema.get("$schema")
    standard = _BY_METASCHEMA.get(_normal(named)) if isinstance(named, str) else None
    draft = standard.draft if standard is not None else Draft.DRAFT2020_12
    declared = metaschema.get("$vocabulary")
    vocabularies = frozenset(declared) if isinstance(declared, dict) else None
    return Dialect(str(uri), draft, vocabularies, uri)


def _normal(uri: str) -> Uri:
    """``http`` and ``https`` and an empty fragment make no difference to which draft is meant."""
    stripped = uri.removesuffix("#")
    for known in _BY_METASCHEMA:
        if stripped.partition("://")[2] == known.partition("://")[2]:
            return known
    return Uri(stripped)


def roots_of(source: Source, default: Dialect, metaschema: Callable[[Uri], Json]) -> Iterator[Root]:
    """Yield where the schemas of a document begin: its root, or each component of an OpenAPI document.

    A document that is neither a schema nor an OpenAPI document yields nothing.
    """
    document = source.document
    if isinstance(document, bool):
        yield Root(Location(source.uri), default)
    elif isinstance(document, dict):
        openapi = openapi_dialect(document)
        if openapi is None:
            yield Root(Location(source.uri), dialect_of(document, default, metaschema)[0])
            return
        for name, schema in components(document).items():
            if isinstance(schema, (dict, bool)):
                location = Location(source.uri, child(component_folder(openapi), name))
                yield Root(location, dialect_of(schema, openapi, metaschema)[0], name)


def openapi_dialect(document: Mapping[str, Json]) -> Dialect | None:
    """Return the dialect of an OpenAPI or Swagger document, or None where the document is none."""
    version = next((value for key in _VERSION_KEYWORDS if isinstance(value := document.get(key), str)), "")
    if not ({"paths", "components", "definitions", "webhooks"} & document.keys()):
        return None
    if version.startswith("2."):
        return DIALECTS["swagger-2.0"]
    if version.startswith("3.0"):
        return DIALECTS["openapi-3.0"]
    return DIALECTS["openapi-3.1"] if version.startswith("3.") else None


def component_folder(dialect: Dialect) -> Pointer:
    """Return where an OpenAPI document of that version keeps its schemas."""
    return child(ROOT, "definitions") if dialect.name == "swagger-2.0" else child(ROOT, "components", "schemas")


def components(document: Mapping[str, Json]) -> Mapping[str, Json]:
    """Return the named schemas of an OpenAPI document."""
    dialect = openapi_dialect(document)
    value: Json = dict(document) if dialect is not None else None
    for token in tokens(component_folder(dialect)) if dialect is not None else ():
        value = value.get(token) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}
