"""The summary of a step of GitHub Actions: Markdown, with nothing in it that a document could format or link."""

from collections.abc import Sequence
from html import escape
from typing import Final

from schemakit.core.finding import Finding
from schemakit.core.location import Locator
from schemakit.report.places import place, repeats
from schemakit.report.presentation import Presentation
from schemakit.report.screen import harmless

#: Rows of the table: GitHub shows a megabyte of Markdown for a step, and nothing of a longer one.
MOST: Final = 200
_LONGEST: Final = 500

#: Every character that means something in GitHub's Markdown, as the number HTML gives it.
_MARKUP: Final = str.maketrans({sign: f"&#{ord(sign)};" for sign in "\\`*_{}[]()#+-!|~@:"})


def render(findings: Sequence[Finding], locate: Locator, presentation: Presentation) -> str:
    """Return a heading with the counts, and a table with a row for each of the first findings."""
    lines = [f"### schemakit: {_said(presentation.summary or f'{len(findings)} findings')}", ""]
    if findings:
        lines += ["| | Place | Finding |", "| --- | --- | --- |"]
        lines += [_row(finding, locate) for finding in findings[:MOST]]
    if len(findings) > MOST:
        lines += ["", f"and {len(findings) - MOST:,} more"]
    return "\n".join(lines) + "\n\n"


def _row(finding: Finding, locate: Locator) -> str:
    more = len(repeats(finding))
    also = f" (and {more} more place{'s' if more > 1 else ''})" if more else ""
    where = _said(place(finding.location, locate(finding.location)))
    code = _said(f"{finding.code} {finding.name}".strip())
    return f"| {finding.severity.value} | {where} | <b>{code}</b> {_said(finding.message)}{also} |"


def _said(text: str) -> str:
    # Quotation marks are nothing between tags, and the numbers that stand for them would be escaped again.
    return escape(harmless(text[:_LONGEST], unicode=True), quote=False).translate(_MARKUP)
