"""A schema in memory with everything that fuzzing it takes: the graph and both judges."""

from collections.abc import Mapping
from dataclasses import dataclass

from schemakit.core.json import Json
from schemakit.fuzz.construct import Construction
from schemakit.ir.assertions import NodeId
from schemakit.ir.graph import SchemaGraph
from schemakit.ir.lower import lower
from schemakit.pipeline import from_schema
from schemakit.resolve.schema_set import Name
from schemakit.validate.engine import Judge, judge


@dataclass(frozen=True)
class FuzzedSchema:
    graph: SchemaGraph
    root: NodeId
    fast: Judge
    reference: Judge
    formats: bool

    @property
    def construction(self) -> Construction:
        return Construction(self.graph)


def fuzzed_schema(
    schema: Json, dialect: str | None = None, resources: Mapping[str, Json] | None = None, *, formats: bool = True
) -> FuzzedSchema:
    schemas = from_schema(schema, dialect=dialect, resources=resources)
    graph = lower(schemas.set)
    uri = schemas.root("Root")
    return FuzzedSchema(
        graph,
        graph.roots[Name("Root")],
        judge(schemas.set, uri, engine="fast", formats=formats),
        judge(schemas.set, uri, engine="reference", formats=formats),
        formats,
    )
