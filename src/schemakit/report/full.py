"""The report for people: every finding with its code frame."""

from collections.abc import Iterator, Sequence
from typing import Final

from schemakit.core.finding import Finding
from schemakit.core.location import Locator
from schemakit.report.alike import Alike, alike
from schemakit.report.frame import draw, gutter_width
from schemakit.report.heading import heading
from schemakit.report.palette import paint
from schemakit.report.places import also, place, reasons
from schemakit.report.presentation import Presentation
from schemakit.report.screen import harmless

_MARGIN: Final = "  "


def render(findings: Sequence[Finding], locate: Locator, presentation: Presentation) -> str:
    """Return the assumptions, a block for each finding, and the counts, with empty lines between them."""
    blocks = ["\n".join(_block(one, locate, presentation)) for one in alike(findings)]
    outer = (harmless(text, unicode=presentation.unicode) for text in (presentation.assumptions, presentation.summary))
    first, last = outer
    parts = [part for part in (first, *blocks, last) if part]
    return "\n\n".join(parts) + "\n" if parts else ""


def _block(one: Alike, locate: Locator, presentation: Presentation) -> Iterator[str]:
    finding = one.finding
    excerpt = locate(finding.location)
    margin = _MARGIN if excerpt is None else " " * gutter_width(excerpt)
    yield heading(finding, presentation)
    arrow = paint("-->", "gutter", color=presentation.color)
    yield f"{margin}{arrow} {harmless(place(finding.location, excerpt), unicode=presentation.unicode)}"
    if excerpt is not None and excerpt.lines:
        yield from draw(excerpt, finding.note, finding.severity, presentation)
    for label, text in _facts(one, locate, presentation):
        sign = paint("=", "gutter", color=presentation.color)
        yield f"{margin} {sign} {paint(f'{label}:', 'strong', color=presentation.color)} {text}"


def _facts(one: Alike, locate: Locator, presentation: Presentation) -> Iterator[tuple[str, str]]:
    finding = one.finding
    for text in also(one, locate, presentation):
        yield "also", text
    if reasons(finding):
        text = " -> ".join(place(location, locate(location)) for location in reasons(finding))
        yield "schema", harmless(text, unicode=presentation.unicode)
    for text in finding.help:
        yield "help", harmless(text, unicode=presentation.unicode)
