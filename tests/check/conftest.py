"""What tests of checking stand on."""

from collections.abc import Callable, Mapping

import pytest

from schemakit.check.rule import Checked
from schemakit.core.json import Json
from schemakit.core.location import Uri
from schemakit.ir.lower import lower
from schemakit.loading.source import Source
from schemakit.pipeline.checking import Verdicts
from schemakit.resolve.resolve import resolve

Check = Callable[[Mapping[str, Json]], Checked]


def _checked(documents: Mapping[str, Json]) -> Checked:
    sources = [Source(path, Uri(f"file:///{path}"), "", "json", document) for path, document in documents.items()]
    schemas = resolve(sources).value
    return Checked(schemas, lower(schemas), Verdicts(schemas, formats=True))


@pytest.fixture(scope="session")
def check() -> Check:
    """Resolves and lowers documents, by the names of their files, for rules to look at."""
    return _checked
