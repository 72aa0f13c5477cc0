"""Standalone 2020-12 documents: what the author wrote in standard form, with everything it refers to inside."""

from collections.abc import Iterator, Mapping

from schemakit.core.json import Json
from schemakit.core.location import Uri
from schemakit.ir.emit import emit
from schemakit.ir.graph import SchemaGraph
from schemakit.resolve.closure import Closure
from schemakit.resolve.draft import Draft
from schemakit.resolve.metaschemas import metaschema_source
from schemakit.resolve.schema_set import Name, Resource, SchemaSet


def bundle(schemas: SchemaSet, graph: SchemaGraph, closure: Closure, name: Name) -> Json:
    """Return one named schema as a compound document (2020-12 Core, section 9.3).

    A schema of 2020-12 keeps its form and holds the resources it needs under ``$defs``, each with its own absolute
    ``$id``. Where an earlier draft or a custom metaschema is among them, the document is written from the graph,
    because one document has one dialect.
    """
    needed = [schemas.resources[uri] for uri in closure.reachable(schemas.names[name])]
    embedded = [resource for resource in needed[1:] if metaschema_source(resource.uri) is None]
    if all(_is_current(resource) for resource in (needed[0], *embedded)):
        return _compound(needed[0], embedded, {uri: known for known, uri in schemas.names.items()})
    return emit(graph, graph.roots[name])


def _is_current(resource: Resource) -> bool:
    return resource.dialect.draft is Draft.DRAFT2020_12 and resource.dialect.metaschema is None


def _compound(root: Resource, embedded: list[Resource], names: Mapping[Uri, Name]) -> Json:
    schema: dict[str, Json] = _as_object(root)
    if not embedded:
        return schema
    own = schema.get("$defs")
    definitions: dict[str, Json] = dict(own) if isinstance(own, dict) else {}
    for resource in embedded:
        key = next(key for key in _keys(names.get(resource.uri) or resource.uri) if key not in definitions)
        definitions[key] = _as_object(resource)
    return {**schema, "$defs": definitions}


def _as_object(resource: Resource) -> dict[str, Json]:
    """Only an object can carry the identifier that references mean."""
    match resource.schema:
        case dict() as schema:
            return schema
        case False:
            return {"$schema": resource.dialect.draft.metaschema, "$id": resource.uri, "not": {}}
        case _:
            return {"$schema": resource.dialect.draft.metaschema, "$id": resource.uri}


def _keys(wanted: str) -> Iterator[str]:
    yield wanted
    number = 2
    while True:
        yield f"{wanted}-{number}"
        number += 1
