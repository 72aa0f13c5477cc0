"""Findings that differ only by their place: people want to read such a sentence once."""

from collections.abc import Hashable, Iterable
from typing import final

from schemakit.core.finding import Finding
from schemakit.core.location import Location
from schemakit.core.record import dataclass


@final
@dataclass(frozen=True, slots=True)
class Alike:
    """A finding, and where else exactly the same is wrong, in the order of the findings."""

    finding: Finding
    elsewhere: tuple[Location, ...] = ()


def alike(findings: Iterable[Finding]) -> list[Alike]:
    """Return findings once for each that says something of its own, at the first of its places."""
    first: dict[Hashable, Finding] = {}
    places: dict[Hashable, dict[Location, None]] = {}
    for finding in findings:
        said = _said(finding)
        first.setdefault(said, finding)
        places.setdefault(said, {})[finding.location] = None
    return [Alike(finding, tuple(places[said])[1:]) for said, finding in first.items()]


def _said(finding: Finding) -> Hashable:
    """Return all that a finding is beside its place."""
    return (
        finding.code,
        finding.name,
        finding.severity,
        finding.message,
        finding.location.key,
        finding.note,
        finding.related,
        finding.help,
        finding.suggestion,
    )
