"""Generate: models from the same schemas that the validator judges by."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Final

import schemakit
from schemakit.core.errors import ValidationError
from schemakit.core.json import Json
from schemakit.core.record import replace
from schemakit.generate.generated_file import GeneratedFile
from schemakit.generate.order import Order, Provenance
from schemakit.generate.run import BuiltModel, build_models, generate
from schemakit.generate.target_name import TargetName
from schemakit.generate.workshop import Workshop
from schemakit.ir.lower import lower
from schemakit.pipeline.completeness import complete_names
from schemakit.pipeline.schemas import Schemas, View
from schemakit.resolve.closure import Closure
from schemakit.resolve.schema_set import Name
from schemakit.runtime.text import read_json

_UNKNOWN: Final = Provenance()
_ALONE: Final = Workshop()


def generated_files(
    schemas: Schemas,
    names: Sequence[str] = (),
    *,
    target: TargetName = "pydantic",
    standalone: bool = False,
    view: View | None = None,
    provenance: Provenance = _UNKNOWN,
    workshop: Workshop = _ALONE,
) -> tuple[GeneratedFile, ...]:
    """Return the files of a package of models, for the schemas asked for or for all of them.

    Args:
        schemas: where they are from.
        names: those that are asked for; none: all.
        target: the library that the models are of.
        standalone: the package brings its runtime and needs no schemakit.
        view: which way the values go.
        provenance: what the manifest remembers, so that making the package again can be saved.
        workshop: what is rendered already, and by how many hands the rest is.

    Raises:
        UsageError: there is no schema of a name.
        BrokenSchemaError: a schema needs something that is not there.
    """
    seen = schemas if view is None else schemas.view(view)
    wanted = complete_names(seen, _seen_names(schemas, seen, names), Closure.of(seen.set))
    order = Order(target, seen.formats == "assert", standalone, view or "", schemakit.__version__, provenance)
    return generate(seen.set, lower(seen.set), wanted, order, workshop)


def _seen_names(schemas: Schemas, seen: Schemas, names: Sequence[str]) -> list[str]:
    """Return the names asked for as a view has them: it may have two schemas where there was one."""
    apart: dict[str, list[str]] = {}
    known = frozenset(schemas.set.names.values())
    for other, uri in seen.set.names.items():
        apart.setdefault(uri if uri in known else uri.rpartition(":")[0], []).append(other)
    own = {name: apart.get(uri, [name]) for name, uri in schemas.set.names.items()}
    return [other for name in names for other in own.get(Name(name), [name])]


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
