"""L7, L8 and L10 on published schemas: values that others labelled, and edits of them that the reference judges."""

import pytest

from conformance.models import of_published
from published_schemas import Published, published

SAMPLE = [*published("maskbench", every=60), *published("schemastore", every=60)]


@pytest.mark.corpora
@pytest.mark.parametrize("schema", SAMPLE, ids=lambda schema: schema.id)
def test_models_of_published_schemas_are_exact(schema: Published) -> None:
    results = of_published(schema)
    assert [line for result in results.values() for line in result.shortfalls] == []
    assert all(result.counts["models"] or result.counts["incomplete"] for result in results.values())
