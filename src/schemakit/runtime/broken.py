"""Why the engine cannot compile a schema, and where what it refuses stands."""

import re
from collections.abc import Callable, Container, Mapping, Sequence
from urllib.parse import unquote

from schemakit.core.errors import BrokenSchemaError
from schemakit.core.json import Json
from schemakit.core.location import Location, Uri
from schemakit.core.pointer import ROOT, Pointer, child, lookup, tokens
from schemakit.core.shown import text
from schemakit.runtime.engine_error import EngineError
from schemakit.runtime.engine_schemas import EngineSchemas
from schemakit.runtime.patterns import for_engine


def broken(
    error: EngineError,
    root: str,
    resources: Mapping[str, Json],
    engines: EngineSchemas,
    *,
    absent: Sequence[str],
    compiles: Callable[[str], bool],
) -> BrokenSchemaError:
    """Return what to raise for an error of the engine; ``absent``: the documents that it asked for in vain.

    ``compiles`` tells whether the engine can compile a pattern.
    """
    location = _location(error, root, engines)
    if location is None or not _is_pattern(error):
        missing = [_as_written(reference, resources) for reference in absent]
        return BrokenSchemaError(_why(root, error, missing), location=location)
    value = lookup(resources[location.uri], location.pointer)
    pattern = value if isinstance(value, str) else tokens(location.pointer)[-1]
    where = f"{location.uri} at {location.pointer}"
    return BrokenSchemaError(
        f"the schema {where} has a pattern that {_no_pattern(pattern, compiles)}", location=location
    )


def first_line(error: object) -> str:
    """Return what the engine says in its first line; the others show the whole schema."""
    return str(error).partition("\n")[0]


def _location(error: EngineError, root: str, engines: EngineSchemas) -> Location | None:
    """Return the author's place of what the engine refuses; it tells the pointer, and never the document."""
    pointer = child(ROOT, *error.instance_path)
    first = dict.fromkeys((root.partition("#")[0], *engines.resources))
    holding = (uri for uri in first if uri in engines.resources and _holds(engines.resources[uri], pointer, error))
    return next((engines.place(Location(Uri(uri), pointer)) for uri in holding), None)


def _holds(document: Json, pointer: Pointer, error: EngineError) -> bool:
    try:
        found = lookup(document, pointer)
    except LookupError:
        return False
    return found == error.instance or tokens(pointer)[-1:] == (error.instance,)


def _is_pattern(error: EngineError) -> bool:
    return error.kind.name == "format" and getattr(error.kind, "format", "") == "regex"


def _no_pattern(pattern: str, compiles: Callable[[str], bool]) -> str:
    """Say why the engine refuses a pattern, by whether it would take one that repeats less."""
    shorter = re.sub(r"\{\d+(,\d*)?\}", "{2}", pattern)
    if shorter != pattern and compiles(for_engine(shorter)):
        return f"repeats too much to be compiled: {text(pattern)}"
    return f"is no regular expression of ECMA-262: {text(pattern)}"


def _why(root: str, error: EngineError, absent: Sequence[str]) -> str:
    place = child(ROOT, *error.instance_path)
    where = f"{root} at {place}" if place else root
    if error.kind.name == "$ref":
        reason = first_line(error)
        missing = f"not loaded: {', '.join(absent)}" if "'/absent'" in reason else reason
        return f"the schema {root} has a reference that leads nowhere: {missing}"
    return f"the schema {where} is not a valid schema: {first_line(error)}"


def _as_written(missing: str, known: Container[str]) -> str:
    """Return a reference that dangles as its author wrote it: what is relative to a URN was put behind it."""
    base, _, reference = missing.rpartition(":")
    return unquote(reference) if base in known else missing
