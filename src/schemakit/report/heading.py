"""The first words of a finding, as people see it."""

from typing import Final

from schemakit.core.finding import Finding
from schemakit.report.palette import ROLES, paint
from schemakit.report.presentation import Presentation
from schemakit.report.screen import harmless

#: Families of codes that are called by what happened rather than by how much it matters.
_FAMILIES: Final = {"SK8": "drift", "SK9": "fail"}
_FAMILY_LENGTH: Final = 3


def heading(finding: Finding, presentation: Presentation) -> str:
    """Return ``error[SK101] dangling-ref: message``."""
    word = _FAMILIES.get(finding.code[:_FAMILY_LENGTH], finding.severity.value)
    label = paint(f"{word}[{finding.code}]", ROLES[finding.severity], color=presentation.color)
    name = f" {finding.name}:" if finding.name and finding.name != finding.code else ""
    message = paint(harmless(finding.message, unicode=presentation.unicode), "strong", color=presentation.color)
    return f"{label}{name} {message}"
