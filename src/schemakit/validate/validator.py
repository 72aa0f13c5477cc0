"""A compiled schema for Python code: the object that the API gives out."""

from collections.abc import Iterable
from functools import cached_property
from itertools import islice
from typing import Final, final

from schemakit.core.errors import ValidationError
from schemakit.core.finding import Finding
from schemakit.core.location import Uri
from schemakit.core.record import replace
from schemakit.resolve.schema_set import SchemaSet
from schemakit.runtime.text import read_json
from schemakit.runtime.values import as_json
from schemakit.validate.engine import EngineName, Explains, explainer, judge

#: What the places of a value that comes from no file are in.
IN_MEMORY: Final = Uri("urn:schemakit:value")

#: Violations of one value that are explained; a million equal ones help nobody.
MOST: Final = 1_000


@final
class Validator:
    """Judges values by one schema, and explains what it refuses.

    Values are JSON values, or Python values that have a JSON meaning (``schemakit.runtime.values``); anything else is
    not valid, and a finding says why. The fast engine looks at what a keyword looks at: the members of an object that
    is only asked to be an object may be anything, because looking at every part would cost twice what the verdict does.
    """

    def __init__(self, schemas: SchemaSet, root: str, *, engine: EngineName = "fast", formats: bool = True) -> None:
        """Compile the schema at ``root``, a canonical URI, maybe with a fragment.

        Raises:
            BrokenSchemaError: the schema cannot be compiled, for instance because a reference it reaches dangles.
        """
        self._schemas = schemas
        self._root = root
        self._judge = judge(schemas, root, engine=engine, formats=formats)
        #: Tells whether a value is valid: the engine's own method, because calling through costs as much as judging.
        self.is_valid = self._judge.is_valid

    def is_valid_json(self, text: str | bytes | bytearray) -> bool:
        """Tell whether a JSON text holds a valid value; a text that is no JSON does not."""
        try:
            return self.is_valid(read_json(text))
        except ValueError:
            return False

    def findings(self, value: object, *, document: Uri = IN_MEMORY) -> list[Finding]:
        """Return what must be true instead, empty exactly where the value is valid; ``document``: where it is from."""
        return list(self._findings(value, document))

    def validate(self, value: object) -> None:
        """Do nothing if the value is valid.

        Raises:
            ValidationError: it is not; with the findings.
        """
        if self.is_valid(value):
            return
        findings = tuple(self._findings(value, IN_MEMORY))
        more = f" (and {len(findings) - 1} more)" if len(findings) > 1 else ""
        raise ValidationError(f"{findings[0].message}{more}", findings=findings)

    @cached_property
    def explainer(self) -> Explains:
        """What explains the findings of this schema, and knows its secrets; made when first needed."""
        return explainer(self._schemas, self._root)

    def _findings(self, value: object, document: Uri) -> Iterable[Finding]:
        every = iter(self._judge.violations(value))
        violations = list(islice(every, MOST))
        if not violations:
            return ()
        *found, last = self.explainer.findings(violations, as_json(value).value, document)
        more = sum(1 for _ in every)
        said = (f"and {more:,} more problems in this value, which are not explained",) if more else ()
        return (*found, replace(last, help=(*last.help, *said)))
