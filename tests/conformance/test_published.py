"""Published files as they are: they load, their references resolve, and any engine accepts what is bundled."""

import jsonschema
import pytest
import referencing

from conformance.published import NO_SCHEMAS, Figures, documents, folders
from corpora import corpora_records
from schemakit.core.location import Uri
from schemakit.ir.bundle import bundle
from schemakit.ir.lower import lower
from schemakit.loading.source import Source
from schemakit.resolve.closure import Closure
from schemakit.resolve.resolve import resolve

pytestmark = pytest.mark.corpora


@pytest.fixture(scope="module")
def measured() -> list[Figures]:
    return [*folders(), *documents()]


def test_every_complete_bundle_is_accepted_but_for_files_that_are_no_schemas(measured: list[Figures]):
    refused = {(figures.name, name) for figures in measured for name, _ in figures.refused}

    assert len(measured) == 12
    assert refused == set(NO_SCHEMAS)


def test_nothing_of_an_openapi_document_dangles(measured: list[Figures]):
    assert [(figures.name, figures.incomplete, figures.via[None]) for figures in measured[-2:]] == [
        ("baserow", 0, 0),
        ("plaid", 0, 0),
    ]


def test_bundles_are_accepted_by_the_reference_engine_too():
    """A second engine, which knows nothing of ours and may look nothing up: every reference must be inside."""
    refused = []
    for record in corpora_records("api-evangelist.jsonl.gz"):
        files = list(record["files"].items())
        schemas = resolve(
            [Source(name, Uri(f"file:///{name}"), "", "json", document) for name, document in files]
        ).value
        graph, closure = lower(schemas), Closure.of(schemas)
        dangling = {reference.location.uri for reference in schemas.references if reference.target is None}
        for name, uri in list(schemas.names.items())[::25]:
            needed = {schemas.resources[reached].location.uri for reached in closure.reachable(Uri(uri))}
            if needed & dangling or (record["provider"], name) in NO_SCHEMAS:
                continue
            document = bundle(schemas, graph, closure, name)
            jsonschema.Draft202012Validator.check_schema(document)
            validator = jsonschema.Draft202012Validator(document, registry=referencing.Registry())
            for value in (None, True, 1.5, "text", [], [{}], {}, {"id": "x", "name": 1}):
                try:
                    validator.is_valid(value)
                except referencing.exceptions.Unresolvable as error:
                    refused.append((record["provider"], name, str(error)))

    assert refused == []
