"""The code quality report of GitLab: a JSON array of the fields its documentation requires."""

import json
from collections import Counter
from collections.abc import Sequence
from typing import Final

from schemakit.core.finding import Finding, Severity
from schemakit.core.json import Json
from schemakit.core.location import Locator
from schemakit.report.fingerprint import fingerprint
from schemakit.report.places import repeats
from schemakit.report.presentation import Presentation

_SEVERITIES: Final = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.OPINION: "info"}


def render(findings: Sequence[Finding], locate: Locator, presentation: Presentation) -> str:
    """Return one entry for every place of every finding: GitLab shows an entry beside its line and nowhere else."""
    del presentation  # the format has no room for anything but findings
    seen: Counter[str] = Counter()
    entries = []
    for finding in findings:
        for location in (finding.location, *repeats(finding)):
            excerpt = locate(location)
            path = str(location.uri) if excerpt is None else excerpt.path
            first = fingerprint(finding, location, path)  # rows of a file, and names that are equal, share a pointer
            own = fingerprint(finding, location, path, seen[first])
            seen[first] += 1
            entries.append(_entry(finding, own, path, 1 if excerpt is None else excerpt.span.line))
    return json.dumps(entries, indent=2) + "\n"


def _entry(finding: Finding, own: str, path: str, line: int) -> Json:
    return {
        "description": finding.message,
        "check_name": f"{finding.code} {finding.name}".strip(),
        "fingerprint": own,
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": path, "lines": {"begin": line}},
    }
