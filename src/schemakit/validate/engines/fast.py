"""The fast engine: jsonschema_rs, through the door that generated code uses too."""

from collections.abc import Mapping
from functools import lru_cache

from schemakit.core.json import Json
from schemakit.core.location import Uri
from schemakit.resolve.schema_set import Resource, SchemaSet
from schemakit.runtime.judge import CompiledSchema, Library
from schemakit.validate.engines.same import Same


def judge(schemas: SchemaSet, root: str, *, formats: bool) -> CompiledSchema:
    """Compile one schema; raises as ``Engine.judge`` does."""
    return _library(Same(schemas)).compile(root, formats=formats)


@lru_cache(maxsize=8)
def _library(same: Same) -> Library:
    resources = same.schemas.resources
    return Library({uri: _with_draft(resource, resources) for uri, resource in resources.items()})


def _with_draft(resource: Resource, resources: Mapping[Uri, Resource]) -> Json:
    """Return the schema with ``$schema`` saying what its dialect is: an assumed one is not written anywhere."""
    if not isinstance(resource.schema, dict):
        return resource.schema
    custom = resource.dialect.metaschema
    metaschema = custom if custom in resources else resource.dialect.draft.metaschema
    return {**resource.schema, "$schema": metaschema}
