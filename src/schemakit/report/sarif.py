"""SARIF 2.1.0 (OASIS), as code scanning services and editors read it. Section numbers below are that standard's."""

import json
from collections.abc import Iterable, Sequence
from typing import Final
from urllib.parse import quote

from schemakit.core.finding import Finding, Kind, Severity
from schemakit.core.json import Json
from schemakit.core.location import Location, Locator
from schemakit.report.fingerprint import fingerprint
from schemakit.report.presentation import Presentation

_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.OPINION: "note"}  # 3.27.10
_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render(findings: Sequence[Finding], locate: Locator, presentation: Presentation) -> str:
    """Return a log with one run."""
    codes = list(dict.fromkeys(finding.code for finding in findings))
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": _driver(findings, presentation)},
                "columnKind": "unicodeCodePoints",  # 3.14.17; the end column is exclusive in 3.30.8 too
                "results": [_result(finding, codes.index(finding.code), locate) for finding in findings],
            }
        ],
    }
    return json.dumps(log, indent=2) + "\n"


def _driver(findings: Iterable[Finding], presentation: Presentation) -> Json:
    first: dict[str, Finding] = {}
    for finding in findings:
        first.setdefault(finding.code, finding)
    rules = [_rule(finding, presentation.kinds.get(code)) for code, finding in first.items()]
    driver: dict[str, Json] = {"name": "schemakit", "rules": list(rules)}
    if presentation.version:  # 3.19.12: where present, it is not empty
        driver["semanticVersion"] = presentation.version
    return driver


def _rule(finding: Finding, kind: Kind | None) -> Json:
    """Return a reportingDescriptor (3.49)."""
    rule: dict[str, Json] = {"id": finding.code, "defaultConfiguration": {"level": _LEVELS[finding.severity]}}
    if finding.name:
        rule["name"] = finding.name
    if kind is not None:
        rule["shortDescription"] = {"text": kind.summary}
        rule["help"] = {"text": kind.documentation, "markdown": kind.documentation}
    return rule


def _result(finding: Finding, index: int, locate: Locator) -> Json:
    text = "\n".join((finding.message, *finding.help))
    result: dict[str, Json] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": text},
        "locations": [_location(finding.location, locate)],
        "partialFingerprints": {
            "schemakit/v1": fingerprint(finding, finding.location, _path(finding.location, locate))
        },
    }
    if finding.related:
        result["relatedLocations"] = [
            {"id": number, **_location(location, locate)} for number, location in enumerate(finding.related)
        ]
    return result


def _location(location: Location, locate: Locator) -> dict[str, Json]:
    """Return a location (3.28): the file and region, and the JSON Pointer as its logical name (3.33)."""
    physical: dict[str, Json] = {"artifactLocation": {"uri": _artifact(_path(location, locate))}}
    excerpt = locate(location)
    if excerpt is not None:
        span = excerpt.span
        physical["region"] = {
            "startLine": span.line,
            "startColumn": span.column,
            "endLine": span.end_line,
            "endColumn": span.end_column,
        }
    logical: Json = {"fullyQualifiedName": location.pointer, "kind": "member" if location.key else "value"}
    return {"physicalLocation": physical, "logicalLocations": [logical]}


def _path(location: Location, locate: Locator) -> str:
    excerpt = locate(location)
    return str(location.uri) if excerpt is None else excerpt.path


def _artifact(path: str) -> str:
    """Return the path as a URI reference (3.4.3): absolute paths by scheme, others relative, every character legal."""
    if "://" in path or path.startswith(("file:", "urn:")):
        return path
    escaped = quote(path, safe="/._-~", errors="replace")
    return f"file://{escaped}" if path.startswith("/") else escaped
