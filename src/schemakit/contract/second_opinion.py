"""A second opinion on a value: both engines are asked, and where they part, that is a finding."""

from collections.abc import Iterator
from typing import final

from schemakit.contract.problems import ENGINES_DISAGREE
from schemakit.contract.waivers import waiver
from schemakit.core.finding import Finding
from schemakit.core.json import Json
from schemakit.core.location import Location, Uri
from schemakit.core.shown import plain
from schemakit.core.violation import Violation
from schemakit.validate.engine import Judge


@final
class SecondOpinion:
    """Two engines that have compiled the same schema."""

    def __init__(self, fast: Judge, reference: Judge) -> None:
        """Hold the engines; the waivers are about the reference engine."""
        self._fast = fast
        self._reference = reference
        self._waived = waiver(reference.violations)

    def findings(self, value: Json, document: Uri) -> Iterator[Finding]:
        """Yield a finding for each thing by which one engine refuses a value that the other one accepts.

        ``document`` is what the value is the content of. Refusals by the reference engine that are known to be wrong
        are nobody's news.

        Raises:
            UsageError: the value is nested deeper than the reference engine can go.
            BrokenSchemaError: the value reaches a part of the schema that the reference engine cannot use.
        """
        accepts = self._fast.is_valid(value)
        if accepts == self._reference.is_valid(value) or (accepts and self._waived(value) is not None):
            return
        refusing = self._reference if accepts else self._fast
        for violation in refusing.violations(value):
            yield _finding(violation, document, *(("fast", "reference") if accepts else ("reference", "fast")))


def _finding(violation: Violation, document: Uri, accepting: str, refusing: str) -> Finding:
    by = f"by {plain(violation.keyword)}" if violation.keyword else f"because it {violation.reason}"
    return ENGINES_DISAGREE.at(
        Location(document, violation.instance),
        f"the {refusing} engine refuses this {by}, and the {accepting} engine accepts the document",
        note=f"refused {by}",
        help=(f"the schema's part is {plain(violation.schema.pointer)}",) if violation.schema.pointer else (),
    )
