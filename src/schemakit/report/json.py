"""One JSON document: ``{"schemakit", "summary", "findings"}``."""

import json
from collections.abc import Sequence

from schemakit.core.finding import Finding
from schemakit.core.json import Json
from schemakit.core.location import Location, Locator
from schemakit.report.presentation import Presentation


def render(findings: Sequence[Finding], locate: Locator, presentation: Presentation) -> str:
    """Return the document, indented, in ASCII: any other character is escaped, so that every pipe can carry it."""
    document = {
        "schemakit": presentation.version,
        "assumptions": presentation.assumptions,
        "summary": presentation.summary,
        "findings": [record(finding, locate) for finding in findings],
    }
    return json.dumps(document, indent=2) + "\n"


def record(finding: Finding, locate: Locator) -> dict[str, Json]:
    """Return a finding as a JSON object; every field is always there."""
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "message": finding.message,
        "location": place_record(finding.location, locate),
        "note": finding.note,
        "related": [place_record(location, locate) for location in finding.related],
        "help": list(finding.help),
        "suggestion": finding.suggestion,
    }


def place_record(location: Location, locate: Locator) -> dict[str, Json]:
    """Return a place: lines and columns are null where the document has no text; columns count code points from 1."""
    excerpt = locate(location)
    span = None if excerpt is None else excerpt.span
    return {
        "path": str(location.uri) if excerpt is None else excerpt.path,
        "pointer": location.pointer,
        "key": location.key,
        "line": None if span is None else span.line,
        "column": None if span is None else span.column,
        "end_line": None if span is None else span.end_line,
        "end_column": None if span is None else span.end_column,
    }
