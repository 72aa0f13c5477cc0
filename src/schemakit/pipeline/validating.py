"""Validate: data files against the schemas that somebody, or they themselves, name for them."""

from collections.abc import Callable, Iterable

from schemakit.loading.source import Source
from schemakit.pipeline.schemas import Schemas
from schemakit.validate.engine import EngineName
from schemakit.validate.run import NEVER, Limit, Validated, validate
from schemakit.validate.ways import Way, inside


def validate_documents(
    schemas: Schemas,
    documents: Iterable[Source],
    *,
    schema: str | None = None,
    ways: Callable[[Source], Iterable[Way]] = inside,
    engine: EngineName = "fast",
    limit: Limit = NEVER,
) -> Validated:
    """Validate each document by ``schema``, else by the first of the ways that names one (``Workspace.ways``).

    Raises:
        UsageError: there is no schema of a name.
        BrokenSchemaError: a schema cannot be compiled.
    """
    asserted = schemas.formats == "assert"
    return validate(schemas.set, documents, schema=schema, ways=ways, engine=engine, formats=asserted, limit=limit)
