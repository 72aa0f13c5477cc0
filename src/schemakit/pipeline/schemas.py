"""Loading and resolving in one step, and the handle that the Python API gives out."""

from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Final, Literal, Protocol, TypeAlias, cast, final
from urllib.parse import quote

from schemakit.core.errors import UsageError
from schemakit.core.finding import Finding
from schemakit.core.json import Json
from schemakit.core.location import Uri
from schemakit.core.near import nearest
from schemakit.core.outcome import Outcome
from schemakit.core.pointer import from_fragment, to_fragment
from schemakit.core.record import dataclass, replace
from schemakit.core.shown import plain
from schemakit.core.uri import join, split
from schemakit.loading.read import read
from schemakit.loading.source import Source
from schemakit.pipeline.neighbours import Neighbours
from schemakit.resolve.dialects.read import Mode
from schemakit.resolve.resolve import resolve
from schemakit.resolve.schema_set import Name, SchemaSet
from schemakit.validate.engine import EngineName
from schemakit.validate.validator import Validator

#: Whether ``format`` is an assertion (for the formats schemakit knows) or, as the specification has it, an annotation.
Formats: TypeAlias = Literal["assert", "annotation"]

#: Which way values go: ``readOnly`` properties are not in requests, ``writeOnly`` ones not in responses. ``both``: each
#: schema that this makes a difference to stands for two, ``FooRequest`` and ``FooResponse``.
View: TypeAlias = Literal["request", "response", "both"]

#: Imported where a view is asked for.
_VIEWS: Final = "schemakit.resolve.views"


class _Views(Protocol):
    def view(self, schemas: SchemaSet, which: View) -> SchemaSet: ...


@final
@dataclass(frozen=True, slots=True)
class Schemas:
    """A resolved set of schemas, ready to be used.

    Attributes:
        set: every schema in standard form, with its provenance.
        formats: whether validators made here assert ``format``.
    """

    set: SchemaSet
    formats: Formats = "assert"

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the schemas that can be asked for, in document order."""
        return tuple(self.set.names)

    def root(self, name: str) -> str:
        """Return the canonical URI of a schema by its name, or by its name and a JSON Pointer: ``Name#/properties/a``.

        The pointer is one into the schema as published.

        Raises:
            UsageError: there is no such schema.
        """
        known, _, fragment = name.partition("#")
        root = self.set.names.get(Name(known))
        if root is None:
            near = nearest(known, self.names)
            hint = f"did you mean {near}?" if near is not None else f"known: {', '.join(self.names[:12]) or 'none'}"
            raise UsageError(f"there is no schema {plain(known)}", help=hint)
        if not fragment:
            return root
        pointer = from_fragment(fragment)
        place = self.set.standard(Uri(root), pointer) if pointer is not None else None
        if place is None:
            raise UsageError(f"there is nothing at {plain(fragment)} in the schema {plain(known)}")
        return f"{root}#{to_fragment(place)}"

    def view(self, which: View) -> "Schemas":
        """Return the schemas as they judge requests, or responses, or both apart; unmarked ones stay as they are."""
        return replace(self, set=cast(_Views, import_module(_VIEWS)).view(self.set, which))

    def validator(self, name: str, *, engine: EngineName = "fast") -> Validator:
        """Compile one schema.

        Raises:
            UsageError: there is no schema of that name.
            BrokenSchemaError: the schema cannot be compiled, for instance because a reference it reaches dangles.
        """
        return Validator(self.set, self.root(name), engine=engine, formats=self.formats == "assert")


def load(
    paths: Iterable[str | Path],
    *,
    dialect: str | None = None,
    nullable: Mode = "intent",
    formats: Formats = "assert",
    published: Iterable[Source] = (),
) -> Outcome[Schemas]:
    """Read and resolve files, folders and OpenAPI documents.

    ``published`` are documents of others that can be asked for, too. References may lead to further files inside the
    given folders, and beside the given files; nothing else is read.

    Returns:
        The schemas as far as they could be read; what is wrong with documents, identity and dialects as findings.

    Raises:
        UsageError: a path does not exist, or the dialect is unknown.
    """
    given = [Path(path) for path in paths]
    sources = read(given)
    neighbours = Neighbours.of(given)
    documents = (*sources.value, *published)
    resolved = resolve(documents, dialect=dialect, nullable=nullable, retrieve=neighbours.retrieve)
    findings: tuple[Finding, ...] = (*sources.findings, *neighbours.findings, *resolved.findings)
    return Outcome(Schemas(resolved.value, formats), findings)


def from_schema(
    schema: Json,
    *,
    name: str = "Root",
    dialect: str | None = None,
    resources: Mapping[str, Json] | None = None,
    formats: Formats = "assert",
    nullable: Mode = "intent",
) -> Schemas:
    """Resolve one schema that is already in memory.

    ``resources`` are the documents it may refer to, by URI; nothing else is looked up.

    Raises:
        UsageError: the dialect is unknown.
    """
    own = Uri(f"file:///{quote(name)}")  # a base to resolve against; nothing is read from there
    libraries = [
        Source(uri, split(join(own, uri))[0], "", "json", document) for uri, document in (resources or {}).items()
    ]
    source = Source(name, own, "", "json", schema)
    resolved = resolve([source], libraries=libraries, names={own: Name(name)}, dialect=dialect, nullable=nullable)
    return Schemas(resolved.value, formats)
