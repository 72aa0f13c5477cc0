"""Stage 2 in one function: documents as published in, standard JSON Schema out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import Final, Protocol, cast

from schemakit.core.finding import Finding
from schemakit.core.json import Json
from schemakit.core.location import Location, Uri
from schemakit.core.outcome import Outcome
from schemakit.core.pointer import child
from schemakit.core.record import replace
from schemakit.core.uri import join, split, urn
from schemakit.loading.source import Source
from schemakit.resolve.bind import Binding, Retrieve
from schemakit.resolve.detect import Root, dialect_named, dialect_of
from schemakit.resolve.dialects.read import Mode
from schemakit.resolve.draft import DIALECTS
from schemakit.resolve.draught import Standing
from schemakit.resolve.identify import identifier_keyword
from schemakit.resolve.naming import canonical_uri, names_of
from schemakit.resolve.nulls import NullAcceptance
from schemakit.resolve.problems import AMBIGUOUS_REF, DUPLICATE_ID, NOT_A_SCHEMA, UNKNOWN_METASCHEMA
from schemakit.resolve.schema_set import Name, Reference, SchemaSet, Via
from schemakit.resolve.standard import Writer, write

#: Imported where a reference dangles: it brings the grammars of descriptions, and hashes.
_RECOVERY: Final = "schemakit.resolve.recovery"


class _Rebuilt(Protocol):
    @property
    def source(self) -> Source: ...
    @property
    def references(self) -> tuple[Reference, ...]: ...
    @property
    def via(self) -> Via: ...


class _Recovery(Protocol):
    def rebuild(
        self, references: Iterable[Reference], sources: Mapping[Uri, Source]
    ) -> Outcome[tuple[_Rebuilt, ...]]: ...


def resolve(
    sources: Sequence[Source],
    *,
    libraries: Sequence[Source] = (),
    names: Mapping[Uri, Name] | None = None,
    dialect: str | None = None,
    nullable: Mode = "intent",
    retrieve: Retrieve = lambda _: None,
) -> Outcome[SchemaSet]:
    """Resolve documents into one set of standard schemas.

    Args:
        sources: documents whose schemas a person can ask for by name.
        libraries: documents that may be referred to, by their URI or their own ``$id``; they are not named, and are
            in the set only where they are needed.
        names: what to call the schema of a source, where that is not to be read from the document.
        dialect: short name or metaschema URI for documents that name none; 2020-12 where absent.
        nullable: how OpenAPI keywords are read.
        retrieve: finds further documents by URI; never the network.

    Returns:
        The set, as complete as it can be; problems of identity, dialect and recovery as findings. Dangling references
        are no findings here: they are in ``SchemaSet.references`` without a target.

    Raises:
        UsageError: the dialect's name is unknown.
    """
    default = dialect_named(dialect) if dialect is not None else DIALECTS["2020-12"]
    shelf = _shelf(libraries)
    binding = Binding(default, lambda uri: shelf.get(uri) or retrieve(uri), _shelf(sources))
    for source in sources:
        binding.add(source)
    binding.bind_all()
    recovered = _rebuild(binding)
    for rebuilt in recovered.value:
        binding.add(rebuilt.source)
        target = Location(rebuilt.source.uri)
        for reference in rebuilt.references:
            binding.bound[reference.location] = replace(reference, target=target, via=rebuilt.via)
    named = {source.uri for source in (*sources, *(rebuilt.source for rebuilt in recovered.value))}
    problems = (*_problems(binding, sources), *recovered.findings)
    return Outcome(_schema_set(binding, named, names or {}, nullable), problems)


def _rebuild(binding: Binding) -> Outcome[tuple[_Rebuilt, ...]]:
    """Rebuild the components that are missing, where any is."""
    if not any(reference.target is None and reference.text.startswith("#") for reference in binding.bound.values()):
        return Outcome(())
    return cast(_Recovery, import_module(_RECOVERY)).rebuild(binding.bound.values(), binding.sources)


def _shelf(sources: Sequence[Source]) -> Mapping[Uri, Source]:
    """Index documents by what a reference may call them."""
    shelf: dict[Uri, Source] = {}
    for source in sources:
        shelf.setdefault(source.uri, source)
        for keyword in ("$id", "id"):
            own = source.document.get(keyword) if isinstance(source.document, dict) else None
            if isinstance(own, str):
                shelf.setdefault(split(join(source.uri, own))[0], source)
    return shelf


def _schema_set(binding: Binding, named: set[Uri], given: Mapping[Uri, Name], mode: Mode) -> SchemaSet:
    roots = list(binding.roots.values())
    schemas = {root.location: binding.value(root.location) for root in roots}
    own_first = sorted(roots, key=lambda root: root.location.uri not in named)
    known_as = names_of(own_first, binding.sources, schemas, given)
    standings = list(_standings(roots, schemas, known_as))
    nulls = NullAcceptance(binding.value, binding.bound)
    writer = Writer(binding.value, binding.identified, binding.bound, mode, nulls)
    resources, readings = write(standings, binding.islands, writer)
    return SchemaSet(
        sources=binding.sources,
        resources={resource.uri: resource for resource in resources},
        names={
            known_as[standing.root.location]: standing.canonical
            for standing in standings
            if standing.root.location.uri in named and _has_name(standing.root)
        },
        references=tuple(binding.bound.values()),
        readings=readings,
    )


def _has_name(root: Root) -> bool:
    return root.component is not None or not root.location.pointer


def _standings(
    roots: Sequence[Root], schemas: Mapping[Location, Json], known_as: Mapping[Location, Name]
) -> Iterator[Standing]:
    """Two documents of one ``$id`` are both kept: the first has it, the others are found by their names."""
    taken: set[Uri] = set()
    for root in roots:
        canonical = canonical_uri(root, schemas[root.location], known_as[root.location])
        if canonical in taken:
            canonical = urn(str(len(taken)), known_as[root.location])
        taken.add(canonical)
        yield Standing(root, canonical)


def _problems(binding: Binding, sources: Sequence[Source]) -> Iterator[Finding]:
    others = [Location(source.uri) for source in sources if not isinstance(source.document, (dict, bool))]
    if others:
        what = "1 document is" if len(others) == 1 else f"{len(others)} documents are"
        yield NOT_A_SCHEMA.at(
            others[0], f"{what} neither an object nor a boolean, so no schema", related=tuple(others[1:])
        )
    for source in sources:
        document = source.document
        if isinstance(document, dict) and not dialect_of(document, binding.default, binding.custom_metaschema)[1]:
            yield UNKNOWN_METASCHEMA.at(
                Location(source.uri, child(Location(source.uri).pointer, "$schema")),
                f"{document['$schema']!r} is no published draft and no document here; read as {binding.default.name}",
            )
    for uri, location in binding.identified.repeated:
        first = binding.identified.resources[uri].location
        keyword = identifier_keyword(binding.identified.dialects[location][0].draft)
        yield DUPLICATE_ID.at(
            Location(location.uri, child(location.pointer, keyword)),
            f"`{keyword}` {uri!r} belongs to another schema already",
            related=(first,),
        )
    for asking, candidates in binding.ambiguous.items():
        yield AMBIGUOUS_REF.at(
            asking,
            f"{binding.bound[asking].text!r} is the `$id` of {len(candidates)} files; the first is taken",
            related=candidates,
        )
