"""Bundle: standard 2020-12 documents for tools that know no dialect, no sibling file and no missing enum."""

from collections.abc import Sequence

from schemakit.core.json import Json
from schemakit.ir.bundle import bundle
from schemakit.ir.lower import lower
from schemakit.pipeline.completeness import complete_names
from schemakit.pipeline.schemas import Schemas
from schemakit.resolve.closure import Closure


def bundles(schemas: Schemas, names: Sequence[str] = ()) -> dict[str, Json]:
    """Return a standalone document for each schema asked for; for all of them where none is.

    Raises:
        UsageError: there is no schema of that name.
        BrokenSchemaError: a schema needs something that is not there.
    """
    graph, closure = lower(schemas.set), Closure.of(schemas.set)
    return {name: bundle(schemas.set, graph, closure, name) for name in complete_names(schemas, names, closure)}
