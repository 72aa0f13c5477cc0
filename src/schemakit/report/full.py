"""The report for people: every finding with its code frame."""

from collections.abc import Sequence
from importlib import import_module
from typing import Final

from schemakit.core.finding import Finding
from schemakit.core.location import Locator
from schemakit.report.presentation import Presentation
from schemakit.report.screen import harmless

#: Imported where something was found.
_BLOCKS: Final = "schemakit.report.block"


def render(findings: Sequence[Finding], locate: Locator, presentation: Presentation) -> str:
    """Return the assumptions, a block for each finding, and the counts, with empty lines between them."""
    drawn = import_module(_BLOCKS).blocks(findings, locate, presentation) if findings else ()
    outer = (harmless(text, unicode=presentation.unicode) for text in (presentation.assumptions, presentation.summary))
    first, last = outer
    parts = [part for part in (first, *drawn, last) if part]
    return "\n\n".join(parts) + "\n" if parts else ""
