"""The Python API: the same steps, with errors where a program cannot go on."""

from collections.abc import Mapping
from pathlib import Path

from schemakit.core.errors import BrokenSchemaError
from schemakit.core.json import Json
from schemakit.pipeline import schemas
from schemakit.pipeline.schemas import Formats, Schemas
from schemakit.resolve.dialects.read import Mode


def load(
    *paths: str | Path,
    dialect: str | None = None,
    nullable: Mode = "intent",
    formats: Formats = "assert",
) -> Schemas:
    """Read and resolve files, folders and OpenAPI documents.

    Args:
        paths: what to read; folders recursively.
        dialect: the metaschema URI or short name (``2020-12``, ``draft-07``, ``openapi-3.0`` ...) of documents that
            name none.
        nullable: how OpenAPI keywords are read: as their authors meant them, or to the letter.
        formats: whether validators assert ``format``.

    Raises:
        UsageError: a path does not exist, or the dialect is unknown.
        BrokenSchemaError: a document cannot be read or identified; ``findings`` says which, where and why.
    """
    outcome = schemas.load(paths, dialect=dialect, nullable=nullable, formats=formats)
    if outcome.errors:
        count, first = len(outcome.errors), outcome.errors[0]
        rest = f" (and {count - 1} more)" if count > 1 else ""
        raise BrokenSchemaError(f"{first.message}{rest}", help="see `findings`", findings=outcome.findings)
    return outcome.value


def from_schema(
    schema: Mapping[str, Json] | bool,
    *,
    name: str = "Root",
    dialect: str | None = None,
    resources: Mapping[str, Json] | None = None,
    formats: Formats = "assert",
    nullable: Mode = "intent",
) -> Schemas:
    """Resolve one schema that is already in memory.

    Args:
        schema: the schema; never changed.
        name: what to call it.
        dialect: the metaschema URI or short name to assume where ``$schema`` names none.
        resources: the documents it may refer to, by URI. Nothing else is looked up, and nothing is fetched.
        formats: whether validators assert ``format``.
        nullable: how OpenAPI keywords are read.

    Raises:
        UsageError: the dialect is unknown.
    """
    value: Json = schema if isinstance(schema, bool) else dict(schema)
    return schemas.from_schema(
        value, name=name, dialect=dialect, resources=resources, formats=formats, nullable=nullable
    )
