"""What a report is made from, beside the findings and their places."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Protocol, final

from schemakit.core.finding import Finding, Kind
from schemakit.core.location import Locator
from schemakit.core.record import dataclass, field

_NO_KINDS: Mapping[str, Kind] = MappingProxyType({})


@final
@dataclass(frozen=True, slots=True)
class Presentation:
    """How to show findings, and what to say around them.

    Attributes:
        assumptions: the first line: what was read, and in which dialect; empty: left out.
        summary: the last line: the counts; empty: left out.
        version: of schemakit, for the formats that name their tool.
        unicode: the reader's terminal shows more than ASCII.
        color: the reader's terminal shows colours.
        every_place: draw every place of a finding instead of counting them.
        kinds: documentation of the findings by code, for the formats that carry it.
    """

    assumptions: str = ""
    summary: str = ""
    version: str = ""
    unicode: bool = True
    color: bool = False
    every_place: bool = False
    kinds: Mapping[str, Kind] = field(default_factory=lambda: _NO_KINDS)


class Report(Protocol):
    """A report format: a module with this function."""

    def render(self, findings: Sequence[Finding], locate: Locator, presentation: Presentation) -> str:
        """Return the whole report, ending with a line break unless it is empty."""
        ...
