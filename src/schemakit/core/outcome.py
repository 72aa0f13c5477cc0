"""A result together with what was found on the way to it."""

from typing import Generic, TypeVar, final

from schemakit.core.finding import Finding, Severity
from schemakit.core.record import dataclass

T_co = TypeVar("T_co", covariant=True)


@final
@dataclass(frozen=True, slots=True)
class Outcome(Generic[T_co]):
    """A value that is usable as far as it goes, and the findings that say how far that is."""

    value: T_co
    findings: tuple[Finding, ...] = ()

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that fail a run."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)
