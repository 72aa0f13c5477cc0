"""Fuzz: payloads past both engines and the models, schema by schema."""

from collections.abc import Iterator, Sequence

from schemakit.contract.agree import Judges
from schemakit.contract.models import subjects, subjects_of
from schemakit.contract.subject import Subject
from schemakit.contract.suite import Fuzzed, FuzzResult, fuzz
from schemakit.contract.waivers import waiver
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
    ``models`` (``package.module:Type``), all of which are held against each schema that is asked for.

    Raises:
        UsageError: there is no schema or no model of a name.
        BrokenSchemaError: a schema needs something that is not there.
    """
    closure = Closure.of(schemas.set)
    wanted = complete_names(schemas, names, closure)
    given = [subject for spec in models for subject in subjects(spec)]
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
            *given,
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
