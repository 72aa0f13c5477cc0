"""Check: what is wrong with the schemas, with a validator to ask."""

from typing import final

from schemakit.check.rule import Checked
from schemakit.check.run import in_order, run
from schemakit.check.suppress import Selection, selected
from schemakit.core.errors import BrokenSchemaError
from schemakit.core.finding import Finding
from schemakit.core.json import Json
from schemakit.core.location import Uri
from schemakit.core.outcome import Outcome
from schemakit.core.record import dataclass, field
from schemakit.ir.lower import lower
from schemakit.pipeline.schemas import Schemas
from schemakit.resolve.metaschemas import metaschema_source
from schemakit.resolve.recovery import recorded
from schemakit.resolve.resolve import resolve
from schemakit.resolve.schema_set import SchemaSet
from schemakit.validate.engine import Judge, judge


@final
@dataclass(slots=True)
class Verdicts:
    """The validator as rules see it: one compiled judge for each schema that is asked about."""

    schemas: SchemaSet
    formats: bool
    compiled: dict[str, Judge | None] = field(default_factory=dict)

    def __call__(self, root: str, value: Json) -> bool | None:
        """Tell whether the value is valid against the schema at ``root``; None where that does not compile."""
        if root not in self.compiled:
            try:
                self.compiled[root] = self._judge(root)
            except BrokenSchemaError:
                self.compiled[root] = None
        compiled = self.compiled[root]
        return None if compiled is None else compiled.is_valid(value)

    def _judge(self, root: str) -> Judge:
        published = metaschema_source(Uri(root))
        if published is not None:  # its formats are the business of rules that can say what is wrong
            return judge(resolve([published]).value, root, formats=False)
        return judge(self.schemas, root, formats=self.formats)


def check(loaded: Outcome[Schemas], selection: Selection) -> tuple[Finding, ...]:
    """Return what loading found, what is wrong with the schemas, and recovered enums that are no longer true."""
    schemas = loaded.value.set
    before = [*loaded.findings, *(finding for record in recorded(schemas) for finding in record.findings)]
    checked = Checked(schemas, lower(schemas), Verdicts(schemas, loaded.value.formats == "assert"))
    return in_order((*selected(before, selection), *run(checked, selection)))
