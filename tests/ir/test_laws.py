"""Laws L1 and L2 over the official suite, and L1 over real schemas: see ``conformance.laws``."""

import jsonschema_rs
import pytest

from conformance.laws import LAWS, known_gaps, lowered, schema_set, tally
from corpora import corpora_records
from official_suite import DRAFTS
from schemakit.core.location import Uri
from schemakit.resolve.schema_set import SchemaSet

pytestmark = pytest.mark.corpora


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("draft", DRAFTS)
def test_the_law_holds_but_for_the_known_gaps(draft: str, law: str):
    result = tally(draft)[law]

    assert result.said > 100
    assert sorted(result.broken) == sorted(gap for gap in known_gaps() if (gap.draft, gap.law) == (draft, law))


def test_every_known_gap_has_a_reason_and_is_about_a_law():
    assert all(reason and gap.law in LAWS and gap.draft in DRAFTS for gap, reason in known_gaps().items())


def fast_judge(schemas: SchemaSet) -> jsonschema_rs.Validator:
    """Compile the first named schema of a set as it is, without the graph."""
    root = schemas.resources[Uri(next(iter(schemas.names.values())))]
    registry = jsonschema_rs.Registry([(uri, resource.schema) for uri, resource in schemas.resources.items()])
    return jsonschema_rs.validator_for(
        root.schema, registry=registry, offline=True, validate_formats=False, base_uri=root.uri
    )


@pytest.mark.parametrize("corpus", ["schemastore.jsonl.gz", "maskbench.jsonl.gz"])
def test_what_is_emitted_judges_real_values_as_the_real_schema_does(corpus: str):
    differing, judged = [], 0
    for record in [*corpora_records(corpus)][::10]:
        schemas = schema_set(record["schema"])
        try:
            raw = fast_judge(schemas)
        except (ValueError, jsonschema_rs.ReferencingError):
            continue  # refers to what the corpus does not hold
        emitted = jsonschema_rs.Draft202012Validator(lowered(schemas)[1], validate_formats=False, offline=True)
        for entry in [*record["valid"], *record["invalid"]]:
            value = entry["data"] if corpus.startswith("schemastore") else entry
            judged += 1
            if raw.is_valid(value) != emitted.is_valid(value):
                differing.append((record["name"], value))

    assert differing == []
    assert judged > 100
