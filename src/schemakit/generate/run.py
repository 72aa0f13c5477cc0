"""Generates packages: plan, names, modules, what is around them, manifest."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any, Final, final

from schemakit.core.json import Json
from schemakit.core.record import dataclass
from schemakit.generate.generated_file import GeneratedFile
from schemakit.generate.manifest import manifest
from schemakit.generate.memory import import_package
from schemakit.generate.naming import Names, name
from schemakit.generate.order import Order
from schemakit.generate.package import Contents
from schemakit.generate.plan import plan
from schemakit.generate.shape import AliasOf, ClassOf, Plan
from schemakit.generate.target import Target
from schemakit.generate.target_name import TargetName
from schemakit.generate.targets.dataclass import DATACLASS
from schemakit.generate.targets.msgspec import MSGSPEC
from schemakit.generate.targets.pydantic import PYDANTIC
from schemakit.generate.targets.typeddict import TYPEDDICT
from schemakit.generate.vendor import with_runtime
from schemakit.generate.workshop import Workshop
from schemakit.ir.graph import SchemaGraph
from schemakit.ir.walk import reachable
from schemakit.resolve.schema_set import Name, SchemaSet

TARGETS: Final[Mapping[TargetName, Target]] = MappingProxyType(
    {"pydantic": PYDANTIC, "dataclass": DATACLASS, "typeddict": TYPEDDICT, "msgspec": MSGSPEC}
)


@final
@dataclass(frozen=True, slots=True)
class BuiltModel:
    """A type made in memory, and the ways in and out of it.

    Attributes:
        type: the class.
        load: a JSON value to a value of the type; raises ``ValidationError``.
        loads: the same from a JSON text.
        dump: a value of the type to a JSON value, with ``defaults=True`` those of absent properties; raises
            ``ValidationError`` where it is not valid any more.
        dumps: the same to a JSON text.
    """

    type: Any
    load: Callable[[Json], Any]
    loads: Callable[[str | bytes], Any]
    dump: Callable[..., Json]
    dumps: Callable[..., str]


def generate(
    schemas: SchemaSet,
    graph: SchemaGraph,
    names: Iterable[Name],
    order: Order,
    workshop: Workshop,
) -> tuple[GeneratedFile, ...]:
    """Generate the package of some root schemas; ``graph`` is lowered from ``schemas``."""
    asked = tuple(sorted(names))  # the order of files changes nothing
    return _package(schemas, graph, asked, order, workshop).files


def build_models(
    schemas: SchemaSet,
    graph: SchemaGraph,
    names: Iterable[Name],
    target: TargetName = "pydantic",
    *,
    formats: bool = True,
) -> Mapping[Name, BuiltModel]:
    """Make the types of some root schemas as one package, with all they need, without writing a file."""
    package = _package(schemas, graph, tuple(names), Order(target, formats), Workshop())
    homes = {root: package.names.modules[node] for root, node in package.plan.roots.items()}
    modules = import_package(package.files, tuple(dict.fromkeys(homes.values())))
    types = {root: package.names.types[node] for root, node in package.plan.roots.items()}
    door = modules[""]
    return {Name(root): _built(door, getattr(modules[home], types[root]), target) for root, home in homes.items()}


def _built(door: Any, model: Any, target: TargetName) -> BuiltModel:  # noqa: ANN401 - a module and a class made just now
    # The value of a TypedDict does not know its type.
    typed = {"type_": model} if target == "typeddict" else {}
    dump, dumps = partial(door.dump, **typed), partial(door.dumps, **typed)
    return BuiltModel(model, partial(door.load, model), partial(door.loads, model), dump, dumps)


@final
@dataclass(frozen=True, slots=True)
class _Package:
    plan: Plan
    names: Names
    files: tuple[GeneratedFile, ...]


def _package(
    schemas: SchemaSet, graph: SchemaGraph, asked: tuple[Name, ...], order: Order, workshop: Workshop
) -> _Package:
    target = TARGETS[order.target]
    planned = plan(graph, asked, limits=target.limits, tuples=target.tuples)
    named = name(planned, target.reserved)
    documents, places = _documents(schemas, graph, planned), _places(planned, named)
    contents = Contents(documents, places, order.formats, _defaults(planned, named))
    files = (*target.surroundings(contents), *target.modules(planned, named, workshop))
    if order.standalone:
        files = with_runtime(files, order.version)
    listed = manifest(planned, named, contents.documents, files, order)
    return _Package(planned, named, tuple(sorted((*files, listed), key=lambda file: str(file.path))))


def _places(planned: Plan, named: Names) -> Mapping[str, str]:
    return {
        named.types[node]: node
        for node, definition in planned.definitions.items()
        if not isinstance(definition, AliasOf)
    }


def _defaults(planned: Plan, named: Names) -> Mapping[str, Mapping[str, Json]]:
    found = {
        named.types[node]: {item.name: item.default.value for item in definition.properties if item.default is not None}
        for node, definition in planned.definitions.items()
        if isinstance(definition, ClassOf)
    }
    return {name: defaults for name, defaults in found.items() if defaults}


def _documents(schemas: SchemaSet, graph: SchemaGraph, planned: Plan) -> Mapping[str, Json]:
    """Return the resources that judging the roots may come to, and the metaschemas of those."""
    used = {graph.nodes[node].place.uri for root in planned.roots.values() for node in reachable(graph, root)}
    used |= {
        resource.dialect.metaschema
        for uri, resource in schemas.resources.items()
        if uri in used and resource.dialect.metaschema is not None
    }
    return {uri: schemas.resources[uri].schema for uri in sorted(used) if uri in schemas.resources}
