"""Validate: data files against the schemas that somebody, or they themselves, name for them."""

import os
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from pathlib import PurePath

from schemakit.loading.source import Source
from schemakit.pipeline.schemas import Schemas
from schemakit.validate.engine import EngineName
from schemakit.validate.run import Validated, validate


def validate_documents(
    schemas: Schemas,
    documents: Sequence[Source],
    *,
    schema: str | None = None,
    patterns: Iterable[tuple[str, str]] = (),
    engine: EngineName = "fast",
) -> Validated:
    """Validate each document by ``schema``, else by the first pattern its path matches, else by its own ``$schema``.

    Patterns are those of ``fnmatch``, on the path relative to the working directory: ``*`` goes across folders.

    Raises:
        UsageError: there is no schema of a name.
        BrokenSchemaError: a schema cannot be compiled.
    """
    known = tuple(patterns)
    groups: dict[str | None, list[Source]] = {}
    for document in documents:
        groups.setdefault(schema or _by_pattern(document, known), []).append(document)
    formats = schemas.formats == "assert"
    parts = [
        validate(schemas.set, group, schema=name, engine=engine, formats=formats) for name, group in groups.items()
    ]
    order = {document.uri: index for index, document in enumerate(documents)}
    findings = [finding for part in parts for finding in part.findings]
    return Validated(
        tuple(sorted(findings, key=lambda finding: order[finding.location.uri])),
        sum(part.documents for part in parts),
        sum(part.valid for part in parts),
        tuple(place for part in parts for place in part.hidden),
    )


def _by_pattern(document: Source, patterns: Iterable[tuple[str, str]]) -> str | None:
    path = PurePath(os.path.relpath(document.path)).as_posix()
    return next((name for pattern, name in patterns if fnmatchcase(path, pattern)), None)
