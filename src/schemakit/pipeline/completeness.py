"""Whether a schema has everything it refers to: asked before anything is made from it."""

from collections.abc import Iterable

from schemakit.core.errors import BrokenSchemaError, UsageError
from schemakit.core.json import Json
from schemakit.core.location import Location, Uri
from schemakit.core.pointer import is_within
from schemakit.pipeline.schemas import Schemas
from schemakit.resolve.closure import Closure
from schemakit.resolve.schema_set import Name, Reference
from schemakit.runtime.text import write_json


def complete_names(schemas: Schemas, names: Iterable[str], closure: Closure) -> tuple[Name, ...]:
    """Return the names asked for, all of the set where none is.

    Raises:
        UsageError: there is no schema of a name.
        BrokenSchemaError: a schema needs something that is not there, or no engine can read it.
    """
    wanted = tuple(Name(name) for name in names) or tuple(schemas.set.names)
    dangling = [reference for reference in schemas.set.references if reference.target is None]
    read: set[Uri] = set()
    for name in wanted:
        root = schemas.root(name)
        if name not in schemas.set.names:
            raise UsageError(f"{name!r} is a part of a schema", help="name the whole schema")
        missing = _needed(schemas, closure, root, dangling) if dangling else []
        if missing:
            texts = ", ".join(dict.fromkeys(reference.text for reference in missing))
            raise BrokenSchemaError(f"{name} refers to what is not there: {texts}", help="schemakit check")
        for uri in closure.reachable(Uri(root.partition("#")[0])):
            if uri not in read and not _is_unicode(schemas.set.resources[uri].schema):
                raise BrokenSchemaError(f"{name} needs {uri}, which holds half of a character", help="schemakit check")
            read.add(uri)
    return wanted


def _is_unicode(document: Json) -> bool:
    try:
        write_json(document).encode()
    except UnicodeEncodeError:
        return False
    return True


def _needed(schemas: Schemas, closure: Closure, root: str, dangling: Iterable[Reference]) -> list[Reference]:
    places = [schemas.set.resources[uri].location for uri in closure.reachable(Uri(root.partition("#")[0]))]
    return [reference for reference in dangling if any(_holds(place, reference.location) for place in places)]


def _holds(resource: Location, place: Location) -> bool:
    return resource.uri == place.uri and is_within(place.pointer, resource.pointer)
