"""Which findings a person wants to see, and how much each matters to them."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final, final

from schemakit.core.errors import UsageError
from schemakit.core.finding import Finding, Kind, Severity
from schemakit.core.near import nearest
from schemakit.core.record import dataclass, field, replace

_EXACT: Final = 100


@final
@dataclass(frozen=True, slots=True)
class Selection:
    """What to report.

    Every entry is a code (``SK101``), the beginning of one (``SK1``), a name (``dangling-ref``) or ``all``.

    Attributes:
        select: report these too, even where they are opinions, which are off by default.
        ignore: never report these; a name or longer code in ``select`` outranks a shorter one here.
        severities: report these with another severity.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = field(default_factory=lambda: MappingProxyType({}))


def validated(selection: Selection, kinds: Iterable[Kind]) -> Selection:
    """Return the selection if each of its entries means something; raises ``UsageError`` otherwise."""
    known = {text for kind in kinds for text in (kind.code, kind.name)}
    for entry in (*selection.select, *selection.ignore, *selection.severities):
        if entry != "all" and not any(_covers(entry, text) for text in known):
            near = nearest(entry, sorted(known))
            hint = f"did you mean {near}?" if near is not None else "schemakit rules lists all of them"
            raise UsageError(f"no finding has the code or name `{entry}`", help=hint)
    return selection


def selected(findings: Iterable[Finding], selection: Selection) -> tuple[Finding, ...]:
    """Return the findings a person asked for, with the severities they asked for; the order stays."""
    return tuple(
        replace(finding, severity=_severity(finding, selection.severities))
        for finding in findings
        if _is_wanted(finding, selection)
    )


def _is_wanted(finding: Finding, selection: Selection) -> bool:
    wanted, unwanted = _strength(finding, selection.select), _strength(finding, selection.ignore)
    if wanted == unwanted == 0:
        return _severity(finding, selection.severities) is not Severity.OPINION
    return wanted > unwanted


def _severity(finding: Finding, severities: Mapping[str, Severity]) -> Severity:
    entry = max(severities, key=lambda entry: _strength(finding, (entry,)), default="")
    return severities[entry] if entry and _strength(finding, (entry,)) else finding.severity


def _strength(finding: Finding, entries: Iterable[str]) -> int:
    """Return how precisely the most precise of the entries names the finding; 0 where none does."""
    return max((_precision(entry, finding) for entry in entries), default=0)


def _precision(entry: str, finding: Finding) -> int:
    if entry in {finding.code, finding.name}:
        return _EXACT
    if entry == "all":
        return 1
    return len(entry) if _covers(entry, finding.code) else 0


def _covers(entry: str, text: str) -> bool:
    return entry == text or (entry.startswith("SK") and text.startswith(entry))
