"""Who is asked about a schema: both engines, our own models of every target, and the code of other people."""

from collections.abc import Iterable, Mapping, Sequence
from typing import final

from schemakit.contract.asking import Judges
from schemakit.contract.models import subjects, subjects_of
from schemakit.contract.subject import Subject
from schemakit.contract.suite import Fuzzed
from schemakit.contract.waivers import waiver
from schemakit.core.errors import UsageError
from schemakit.core.json import Json
from schemakit.core.near import nearest
from schemakit.core.record import dataclass
from schemakit.generate.on_disk import digest
from schemakit.generate.run import TARGETS, BuiltModel, build_models
from schemakit.generate.target_name import TargetName
from schemakit.ir.bundle import bundle
from schemakit.ir.graph import SchemaGraph
from schemakit.ir.lower import lower
from schemakit.pipeline.completeness import complete_names
from schemakit.pipeline.schemas import Schemas
from schemakit.resolve.closure import Closure
from schemakit.resolve.schema_set import Name
from schemakit.runtime.text import write_json
from schemakit.validate.engine import judge

#: How our own subjects are called.
REFERENCE = "the reference engine"
GENERATED = "the generated {target} model"


@final
@dataclass(frozen=True, slots=True)
class Contest:
    """Schemas, and everybody who claims to know what they accept.

    Attributes:
        schemas: the schemas.
        graph: lowered from them.
        closure: what each of them needs.
        names: of the schemas that are asked about.
        models: the code of other people with the name of its type, which is the name of its schema where none is said.
        built: our own models, by target and name.
        view: which way values go, where the schemas are those of a view.
    """

    schemas: Schemas
    graph: SchemaGraph
    closure: Closure
    names: tuple[Name, ...]
    models: tuple[tuple[str, Subject], ...]
    built: Mapping[TargetName, Mapping[Name, BuiltModel]]
    view: str = ""

    @staticmethod
    def of(
        schemas: Schemas, names: Sequence[str], models: Sequence[str], *, generated: bool = True, view: str = ""
    ) -> "Contest":
        """Prepare everything that the schemas have in common; ``generated``: our own models take part.

        ``view`` tells which way values go by these schemas, for those who try again what was found.

        Raises:
            UsageError: there is no schema or no model of a name.
            BrokenSchemaError: a schema needs something that is not there.
        """
        closure, graph = Closure.of(schemas.set), lower(schemas.set)
        wanted = complete_names(schemas, names or [_named_like(model, schemas) for model in models], closure)
        given = tuple(("" if names else _type_name(spec), one) for spec in models for one in subjects(spec))
        formats = schemas.formats == "assert"
        built = {
            target: build_models(schemas.set, graph, wanted, target, formats=formats)
            for target in (TARGETS if generated else ())
        }
        return Contest(schemas, graph, closure, wanted, given, built, view)

    def fuzzed(self, name: Name) -> Fuzzed:
        """Return a schema, ready to be fuzzed."""
        formats = self.schemas.formats == "assert"
        fast = judge(self.schemas.set, self.schemas.root(name), formats=formats)
        reference = judge(self.schemas.set, self.schemas.root(name), engine="reference", formats=formats)
        return Fuzzed(
            name=name,
            graph=self.graph,
            root=self.graph.roots[name],
            judges=Judges(fast.is_valid, reference.violations),
            origin=self.schemas.set.origin,
            document=self.document(name),
            formats=formats,
            view=self.view,
        )

    def document(self, name: Name) -> Json:
        """Return a schema as one standalone document."""
        return bundle(self.schemas.set, self.graph, self.closure, name)

    def digest(self, name: Name) -> str:
        """Return what changes when the schema does, or anything that it refers to."""
        return digest(write_json(self.document(name)))

    def subjects(self, name: Name) -> tuple[Subject, ...]:
        """Return everybody who is asked about a schema."""
        formats = self.schemas.formats == "assert"
        reference = judge(self.schemas.set, self.schemas.root(name), engine="reference", formats=formats)
        ours = (_ours(target, models[name]) for target, models in self.built.items())
        theirs = (one for wanted_by, one in self.models if wanted_by in {"", name})
        return (
            Subject(REFERENCE, reference.is_valid, waived=waiver(reference.violations)),
            *(one for of_target in ours for one in of_target),
            *theirs,
        )


def _ours(target: str, model: BuiltModel) -> Iterable[Subject]:
    """Return a generated model by the functions of its package, and pydantic's classes by their own methods, too."""
    called = GENERATED.format(target=target)
    yield from subjects_of(called, model)
    if target == "pydantic" and hasattr(model.type, "model_validate"):
        yield from subjects_of(f"{called} (by its methods)", model.type)


def _type_name(model: str) -> str:
    return model.rpartition(":")[2].rpartition(".")[2]


def _named_like(model: str, schemas: Schemas) -> str:
    name = _type_name(model)
    if name not in schemas.names:
        close = nearest(name, schemas.names) or nearest(name.lower(), schemas.names) or "NAME"
        raise UsageError(
            f"no schema is called {name}", help=f"name the one it is for: schemakit fuzz {close} --models {model}"
        )
    return name
