"""Documents made in memory, for tests of resolving."""

from schemakit.core.json import Json
from schemakit.core.location import Uri
from schemakit.loading.source import Source


def source(document: Json, path: str = "schemas/thing.json") -> Source:
    """A document as if read from a file of that path."""
    return Source(path, Uri(f"file:///{path}"), "", "json", document)
