"""The problems of one file while it is read: equal ones are one finding with many places."""

from collections.abc import Hashable
from typing import final

from schemakit.core.finding import Finding, Kind
from schemakit.core.location import Location
from schemakit.core.pointer import ROOT, Pointer
from schemakit.core.record import replace
from schemakit.loading.limits import Limits
from schemakit.loading.places import Stretch
from schemakit.loading.text import Text


@final
class Tally:
    """Collects problems by kind and subject, as many places of each as somebody would read."""

    def __init__(self, text: Text, limits: Limits) -> None:
        """Start with no problems."""
        self.text = text
        self._most = limits.places
        self._first: dict[tuple[str, Hashable], Finding] = {}
        self._more: dict[tuple[str, Hashable], list[Location]] = {}

    def is_full(self, kind: Kind, subject: Hashable = None) -> bool:
        """Tell whether another place of a problem would not be listed, so that nobody needs to look for it."""
        return len(self._more.get((kind.code, subject), self._first)) >= self._most

    def add(  # noqa: PLR0913 - the parts of a finding
        self,
        kind: Kind,
        stretch: Stretch,
        message: str,
        *,
        subject: Hashable = None,
        pointer: Pointer = ROOT,
        key: bool = False,
        also: tuple[Stretch, ...] = (),
        note: str = "",
        help: tuple[str, ...] = (),  # noqa: A002 - as in Finding
    ) -> None:
        """Add a place; all but the place counts only where it is the first of its kind and subject.

        ``also`` are other places of the same problem, by the same pointer.
        """
        if self.is_full(kind, subject):
            return
        known = (kind.code, subject)
        location = self.text.location(*stretch, pointer, key=key)
        if known in self._first:
            self._more[known].append(location)
        else:
            self._first[known] = kind.at(location, message, note=note, help=help)
            self._more[known] = [self.text.location(*other, pointer, key=key) for other in also]

    def findings(self) -> tuple[Finding, ...]:
        """Return one finding for each kind and subject, in the order they were met."""
        return tuple(
            replace(finding, related=tuple(self._more[known])) if self._more[known] else finding
            for known, finding in self._first.items()
        )
