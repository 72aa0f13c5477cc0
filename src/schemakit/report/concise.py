"""One line a finding, for terminals, editors and grep."""

from collections.abc import Iterator, Sequence

from schemakit.core.finding import Finding
from schemakit.core.location import Locator
from schemakit.report.alike import Alike, alike
from schemakit.report.heading import heading
from schemakit.report.places import place, repeats
from schemakit.report.presentation import Presentation
from schemakit.report.screen import harmless


def render(findings: Sequence[Finding], locate: Locator, presentation: Presentation) -> str:
    """Return ``path:line:column: error[SK101] dangling-ref: message`` lines, then the counts."""
    lines = [line for one in alike(findings) for line in _lines(one, locate, presentation)]
    if presentation.summary:
        lines.append(harmless(presentation.summary, unicode=presentation.unicode))
    return "".join(f"{line}\n" for line in lines)


def _lines(one: Alike, locate: Locator, presentation: Presentation) -> Iterator[str]:
    finding = one.finding
    places = (finding.location, *repeats(finding), *one.elsewhere)
    shown = places if presentation.every_place else places[:1]
    more = f" (and {len(places) - len(shown):,} more)" if len(places) > len(shown) else ""
    for location in shown:
        where = harmless(place(location, locate(location)), unicode=presentation.unicode)
        yield f"{where}: {heading(finding, presentation)}{more}"
