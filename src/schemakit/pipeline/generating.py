"""Generate: models from the same schemas that the validator judges by."""

from collections.abc import Sequence
from contextlib import suppress

import schemakit
from schemakit.core.errors import UsageError, ValidationError
from schemakit.core.json import Json
from schemakit.core.record import replace
from schemakit.generate.generated_file import GeneratedFile
from schemakit.generate.run import TARGETS, BuiltModel, build_models, generate
from schemakit.generate.target import TargetName
from schemakit.ir.lower import lower
from schemakit.pipeline.completeness import complete_names
from schemakit.pipeline.schemas import Schemas
from schemakit.resolve.closure import Closure
from schemakit.runtime.text import read_json


def target_named(name: str) -> TargetName:
    """Return the target of that name; raises UsageError where there is none."""
    for known in TARGETS:
        if known == name:
            return known
    raise UsageError(f"there is no target `{name}`", help=f"the targets are {', '.join(TARGETS)}")


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

    What ``load`` and ``loads`` raise carries the findings that the validator has for the payload.

    Raises:
        UsageError: there is no schema of that name.
        BrokenSchemaError: the schema needs something that is not there.
    """
    [root] = complete_names(schemas, [name], Closure.of(schemas.set))
    built = build_models(schemas.set, lower(schemas.set), [root], target, formats=schemas.formats == "assert")[root]
    validator = schemas.validator(root)

    def load(payload: Json) -> object:
        try:
            return built.load(payload)
        except ValidationError:
            validator.validate(payload)
            raise

    def loads(text: str | bytes) -> object:
        try:
            return built.loads(text)
        except ValidationError:
            with suppress(ValueError):  # a text that is no JSON has no place to point at: the message says why
                validator.validate(read_json(text))
            raise

    return replace(built, load=load, loads=loads)
