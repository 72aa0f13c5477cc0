"""Workflow commands of GitHub Actions: findings become annotations of the files."""

from collections.abc import Sequence
from typing import Final

from schemakit.core.finding import Finding, Severity
from schemakit.core.location import Locator
from schemakit.report.places import place, repeats
from schemakit.report.presentation import Presentation
from schemakit.report.screen import harmless

_COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.OPINION: "notice"}
#: ``escapeData`` and ``escapeProperty`` of @actions/core, the only description of the syntax there is.
_IN_DATA: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def render(findings: Sequence[Finding], locate: Locator, presentation: Presentation) -> str:
    """Return one command a finding, at its first place; the other places are counted or listed in its text."""
    return "".join(f"{_command(finding, locate, presentation)}\n" for finding in findings)


def _command(finding: Finding, locate: Locator, presentation: Presentation) -> str:
    excerpt = locate(finding.location)
    properties = {"title": f"{finding.code} {finding.name}".strip()}
    if excerpt is not None:
        span = excerpt.span
        properties |= {"file": excerpt.path, "line": str(span.line), "endLine": str(span.end_line)}
        if span.line == span.end_line:  # GitHub refuses columns that span lines
            properties |= {"col": str(span.column), "endColumn": str(span.end_column)}
    written = ",".join(
        f"{name}={harmless(value, unicode=presentation.unicode).translate(_IN_PROPERTY)}"
        for name, value in properties.items()
    )
    lines = [finding.message, *_also(finding, locate, presentation), *finding.help]
    text = "\n".join(harmless(line, unicode=presentation.unicode) for line in lines)
    return f"::{_COMMANDS[finding.severity]} {written}::{text.translate(_IN_DATA)}"


def _also(finding: Finding, locate: Locator, presentation: Presentation) -> list[str]:
    if presentation.every_place:
        return [f"also: {place(location, locate(location))}" for location in repeats(finding)]
    more = len(repeats(finding))
    return [f"and {more} more place{'s' if more > 1 else ''}"] if more else []
