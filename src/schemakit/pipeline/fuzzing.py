"""Fuzz: payloads past both engines and the models, schema by schema."""

from collections.abc import Iterator, Sequence

from schemakit.contract.agree import Judges
from schemakit.contract.models import subjects, subjects_of
from schemakit.contract.subject import Subject
from schemakit.contract.suite import Fuzzed, FuzzResult, fuzz
from schemakit.contract.waivers import waiver
from schemakit.core.errors import UsageError
from schemakit.generate.run import build_models
from schemakit.ir.bundle import bundle
from schemakit.ir.lower import lower
from schemakit.pipeline.completeness import complete_names
from schemakit.pipeline.schemas import Schemas
from schemakit.resolve.closure import Closure
from schemakit.validate.engine import judge


def fuzz_schemas(
    schemas: Schemas,
    names: Sequence[str] = (),
    *,
    models: Sequence[str] = (),
    max_examples: int = 200,
    seed: int = 0,
) -> Iterator[FuzzResult]:
    """Fuzz the schemas asked for, or all of them, one after the other.

    The fast engine is the judge; subjects are the reference engine, our own generated model of the schema, and the
    ``models`` (``package.module:Type``). These are held against the schemas that are asked for; where none is, against
    the one that has the name of the type.

    Raises:
        UsageError: there is no schema or no model of a name.
        BrokenSchemaError: a schema needs something that is not there.
    """
    closure = Closure.of(schemas.set)
    wanted = complete_names(schemas, names or [_named_like(model, schemas) for model in models], closure)
    given = [(_type_name(spec), subject) for spec in models for subject in subjects(spec)]
    graph = lower(schemas.set)
    formats = schemas.formats == "assert"
    built = build_models(schemas.set, graph, wanted, formats=formats)
    for name in wanted:
        fast = judge(schemas.set, schemas.root(name), formats=formats)
        reference = judge(schemas.set, schemas.root(name), engine="reference", formats=formats)
        ours = subjects_of("the generated model", built[name].type)
        asked = (
            Subject("the reference engine", reference.is_valid, waived=waiver(reference.violations)),
            *ours,
            *(subject for wanted_by, subject in given if names or wanted_by == name),
        )
        fuzzed = Fuzzed(
            name=name,
            graph=graph,
            root=graph.roots[name],
            judges=Judges(fast.is_valid, reference.violations),
            origin=schemas.set.origin,
            document=bundle(schemas.set, graph, closure, name),
            formats=formats,
        )
        yield fuzz(fuzzed, asked, max_examples=max_examples, seed=seed)


def _type_name(model: str) -> str:
    return model.rpartition(":")[2].rpartition(".")[2]


def _named_like(model: str, schemas: Schemas) -> str:
    name = _type_name(model)
    if name not in schemas.names:
        raise UsageError(
            f"no schema is called {name}", help=f"name the one it is for: schemakit fuzz NAME --models {model}"
        )
    return name
