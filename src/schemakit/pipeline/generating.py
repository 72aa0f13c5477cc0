"""Generate: models from the same schemas that the validator judges by."""

from collections.abc import Sequence

import schemakit
from schemakit.generate.generated_file import GeneratedFile
from schemakit.generate.run import BuiltModel, generate
from schemakit.generate.run import build_model as build
from schemakit.generate.target import TargetName
from schemakit.ir.lower import lower
from schemakit.pipeline.completeness import complete_names
from schemakit.pipeline.schemas import Schemas
from schemakit.resolve.closure import Closure


def generated_files(
    schemas: Schemas, names: Sequence[str] = (), *, target: TargetName = "pydantic"
) -> tuple[GeneratedFile, ...]:
    """Return the files of a package of models, for the schemas asked for or for all of them.

    Raises:
        UsageError: there is no schema of a name.
        BrokenSchemaError: a schema needs something that is not there.
    """
    wanted = complete_names(schemas, names, Closure.of(schemas.set))
    asserted = schemas.formats == "assert"
    return generate(
        schemas.set, lower(schemas.set), wanted, target, formats=asserted, version=schemakit.__version__
    ).value


def build_model(schemas: Schemas, name: str = "Root", *, target: TargetName = "pydantic") -> BuiltModel:
    """Make the type of one schema in memory, with its ways in and out, without writing a file.

    Raises:
        UsageError: there is no schema of that name.
        BrokenSchemaError: the schema needs something that is not there.
    """
    [root] = complete_names(schemas, [name], Closure.of(schemas.set))
    return build(schemas.set, lower(schemas.set), root, target, formats=schemas.formats == "assert")
