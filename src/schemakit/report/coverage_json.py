"""Assertion coverage as one JSON document; ``coverage.schema.json`` describes it."""

import json
from collections.abc import Mapping

from schemakit.core.json import Json
from schemakit.core.location import Locator
from schemakit.report.coverage import AssertionCoverage, CoveredAssertion, CoveredSchema
from schemakit.report.json import place_record


def render(coverage: AssertionCoverage, locate: Locator) -> str:
    """Return the document, indented, in ASCII."""
    document = {
        "schemakit": coverage.version,
        "assumptions": coverage.assumptions,
        "seed": coverage.seed,
        "counts": _counted(coverage.counts),
        "schemas": [_schema(schema, locate) for schema in coverage.schemas],
    }
    return json.dumps(document, indent=2) + "\n"


def _schema(schema: CoveredSchema, locate: Locator) -> dict[str, Json]:
    return {
        "name": schema.name,
        "valid": schema.valid,
        "invalid": schema.invalid,
        "disagreements": schema.disagreements,
        "counts": _counted(schema.counts),
        "assertions": [_assertion(one, locate) for one in schema.assertions],
    }


def _assertion(one: CoveredAssertion, locate: Locator) -> dict[str, Json]:
    return {
        "keyword": one.keyword,
        "location": place_record(one.location, locate),
        "reached": one.reached,
        "state": one.state,
        "example": one.example,
    }


def _counted(counts: Mapping[str, int]) -> dict[str, Json]:
    return dict(counts)
