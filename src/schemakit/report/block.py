"""What people see of a finding: its heading, its code frame, and what else there is to know."""

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


def blocks(findings: Sequence[Finding], locate: Locator, presentation: Presentation) -> tuple[str, ...]:
    """Return a block of lines for each finding; those that say the same share one."""
    return tuple("\n".join(_block(one, locate, presentation)) for one in alike(findings))


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
        lines = text.replace("\n", f"\n{margin}   ")
        yield f"{margin} {sign} {paint(f'{label}:', 'strong', color=presentation.color)} {lines}"


def _facts(one: Alike, locate: Locator, presentation: Presentation) -> Iterator[tuple[str, str]]:
    finding = one.finding
    for text in also(one, locate, presentation):
        yield "also", text
    if reasons(finding):
        text = " -> ".join(place(location, locate(location)) for location in reasons(finding))
        yield "schema", harmless(text, unicode=presentation.unicode)
    for text in finding.help:
        yield "help", "\n".join(harmless(line, unicode=presentation.unicode) for line in text.split("\n"))
