"""JUnit XML, as Jenkins, GitLab and most test dashboards read it."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from schemakit.core.finding import Finding, Severity
from schemakit.core.location import Locator
from schemakit.report.full import render as render_full
from schemakit.report.places import place
from schemakit.report.presentation import Presentation
from schemakit.report.screen import harmless


def render(findings: Sequence[Finding], locate: Locator, presentation: Presentation) -> str:
    """Return a suite with a case for each finding; errors are failures, anything less is a case with output.

    A clean run is one case that passes: dashboards take an empty suite for a run that never happened.
    """
    failures = sum(finding.severity is Severity.ERROR for finding in findings)
    counts = {"tests": str(max(1, len(findings))), "failures": str(failures), "errors": "0", "skipped": "0"}
    suites = Element("testsuites", {"name": "schemakit", **counts})
    suite = SubElement(suites, "testsuite", {"name": "schemakit", **counts})
    if presentation.summary:  # what was done, with the seed of what was random
        told = SubElement(suite, "properties")
        SubElement(told, "property", {"name": "summary", "value": _legal(presentation.summary)})
    for finding in findings:
        _case(suite, finding, locate)
    if not findings:
        SubElement(suite, "testcase", {"classname": "schemakit", "name": _legal(presentation.summary or "clean")})
    indent(suites)
    return f"{tostring(suites, encoding='us-ascii', xml_declaration=True).decode('ascii')}\n"


def _case(suite: Element, finding: Finding, locate: Locator) -> None:
    excerpt = locate(finding.location)
    attributes = {
        "classname": str(finding.location.uri) if excerpt is None else excerpt.path,
        "name": f"{finding.code} {place(finding.location, excerpt)} {finding.name}".strip(),
    }
    if excerpt is not None:
        attributes |= {"file": excerpt.path, "line": str(excerpt.span.line)}
    case = SubElement(suite, "testcase", {name: _legal(value) for name, value in attributes.items()})
    if finding.severity is Severity.ERROR:
        told = SubElement(case, "failure", {"type": finding.code, "message": _legal(finding.message)})
    else:
        told = SubElement(case, "system-out")
    told.text = render_full([finding], locate, Presentation(every_place=True))


def _legal(text: str) -> str:
    """Escape what XML 1.0 (section 2.2) cannot hold in any form; that is a part of what no screen should see."""
    return harmless(text, unicode=True)
