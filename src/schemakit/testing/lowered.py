"""A schema that has been found, as what draws payloads of it needs it."""

from typing import final

from schemakit.core.errors import UsageError
from schemakit.core.record import dataclass
from schemakit.ir.assertions import NodeId
from schemakit.ir.graph import SchemaGraph
from schemakit.ir.lower import lower
from schemakit.pipeline import Schemas
from schemakit.pipeline.schemas import View
from schemakit.resolve.schema_set import Name
from schemakit.testing.found import Known, Schema, handle_of, name_of
from schemakit.validate.engine import EngineName, Judge, judge


@final
@dataclass(frozen=True, slots=True)
class Lowered:
    """A schema that has been found."""

    schemas: Schemas
    root: str
    graph: SchemaGraph
    node: NodeId

    @property
    def formats(self) -> bool:
        """Whether formats are asserted."""
        return self.schemas.formats == "assert"

    def judged(self, engine: EngineName) -> Judge:
        """Return an engine's verdict on it."""
        return judge(self.schemas.set, self.root, engine=engine, formats=self.formats)


def lowered(schema: Schema, schemas: Known, view: View | None) -> Lowered:
    """Return a schema with its graph; raises as ``payloads`` does."""
    handle, name = handle_of(schema, schemas, view), name_of(schema)
    root = handle.root(name)
    graph = lower(handle.set)
    # a name may stand for an anchor; a name with a pointer is the id of a node as it is
    node = graph.roots.get(Name(name)) or NodeId(root)
    if node not in graph.nodes:
        raise UsageError(f"there is no schema at {name}")
    return Lowered(handle, root, graph, node)
