"""Findings: what is wrong with a document, as data."""

from enum import StrEnum
from typing import final

from schemakit.core.location import Location
from schemakit.core.record import dataclass


class Severity(StrEnum):
    """How much a finding matters: errors fail a run, warnings are shown, opinions are off by default."""

    ERROR = "error"
    WARNING = "warning"
    OPINION = "opinion"


@final
@dataclass(frozen=True, slots=True)
class Finding:
    """One problem, with every place it occurs at.

    Attributes:
        code: stable identifier, ``SK101``; never reused.
        name: what is wrong, in words: ``dangling-ref``.
        message: one sentence that makes sense on a line of its own.
        location: the first place, as the author wrote it.
        note: a few words drawn beside the marked text of the code frame.
        related: the other places of the same problem, in document order.
        help: what to do next, ideally a command that works.
        suggestion: the text that would be right at ``location``, where one is known.
    """

    code: str
    name: str
    severity: Severity
    message: str
    location: Location
    note: str = ""
    related: tuple[Location, ...] = ()
    help: tuple[str, ...] = ()
    suggestion: str | None = None


@final
@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding: declared once, by the layer that can find it, with its documentation.

    ``documentation`` is Markdown under the headings *What it does*, *Why is this bad?*, *Example*, *Use instead*.
    """

    code: str
    name: str
    severity: Severity
    summary: str
    documentation: str

    def at(
        self,
        location: Location,
        message: str,
        *,
        note: str = "",
        related: tuple[Location, ...] = (),
        help: tuple[str, ...] = (),  # noqa: A002 - the field's name in every report format
        suggestion: str | None = None,
    ) -> Finding:
        """Make a finding of this kind."""
        return Finding(self.code, self.name, self.severity, message, location, note, related, help, suggestion)
