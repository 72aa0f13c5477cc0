"""Runs the rules."""

from collections.abc import Iterable
from typing import Final

from schemakit.check.places import authored_places, standard_places
from schemakit.check.rule import Checked, Rule, Survey
from schemakit.check.rules import RULES
from schemakit.check.suppress import Selection, selected
from schemakit.core.finding import Finding, Severity

_EVERYTHING: Final = Selection()
_RANK: Final = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.OPINION: 2}


def run(
    checked: Checked, selection: Selection = _EVERYTHING, rules: Iterable[Rule] = tuple(RULES.values())
) -> tuple[Finding, ...]:
    """Return what the rules find: errors first, then by code, then in document order."""
    schemas = checked.schemas
    survey = Survey(
        schemas, checked.graph, checked.accepts, tuple(authored_places(schemas)), tuple(standard_places(schemas))
    )
    found = [finding for rule in rules for finding in rule.find(survey)]
    return in_order(selected(found, selection))


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings in the order people read them: errors first, then by code; equals keep their order."""
    return tuple(sorted(findings, key=lambda finding: (_RANK[finding.severity], finding.code)))
