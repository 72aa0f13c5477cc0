"""One JSON object a line and finding, for programs that read while schemakit writes."""

import json
from collections.abc import Sequence

from schemakit.core.finding import Finding
from schemakit.core.location import Locator
from schemakit.report.json import record
from schemakit.report.presentation import Presentation


def render(findings: Sequence[Finding], locate: Locator, presentation: Presentation) -> str:
    """Return the findings alone, each as ``report.json`` writes it; the counts are the reader's to make."""
    del presentation  # nothing but findings stands in a stream of findings
    return "".join(json.dumps(record(finding, locate)) + "\n" for finding in findings)
