"""The seam between schemakit and whoever judges: one protocol, one table, one door each."""

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Final, Literal, Protocol, TypeAlias, cast

from schemakit.core.errors import BrokenSchemaError
from schemakit.core.finding import Finding
from schemakit.core.json import Json
from schemakit.core.location import Location, Uri
from schemakit.core.violation import Violation
from schemakit.loading.positions import Positions
from schemakit.resolve.schema_set import SchemaSet

EngineName: TypeAlias = Literal["fast", "reference"]


class Judge(Protocol):
    """A compiled schema."""

    def is_valid(self, value: object) -> bool:
        """Tell whether a value is valid; what means nothing as JSON (``runtime.values``) is not."""
        ...

    def violations(self, value: object) -> Iterable[Violation]:
        """Yield what a value violates, in the schema's standard form; nothing exactly where it is valid."""
        ...


class Engine(Protocol):
    """The door to one third-party validator: a module with this function."""

    def judge(self, schemas: SchemaSet, root: str, *, formats: bool) -> Judge:
        """Compile the schema at ``root`` (canonical URI, maybe with a fragment); ``formats``: assert ``format``.

        Raises:
            BrokenSchemaError: the engine cannot compile it (a dangling reference it reaches, an impossible pattern).
        """
        ...


#: Imported when first asked for: jsonschema alone costs three times what validating a file does.
ENGINES: Final[dict[EngineName, str]] = {
    "fast": "schemakit.validate.engines.fast",
    "reference": "schemakit.validate.engines.reference",
}


FORMAT_ASSERTION: Final = "https://json-schema.org/draft/2020-12/vocab/format-assertion"

#: Imported for the first value that is refused.
EXPLAINER: Final = "schemakit.validate.explain"


class Explains(Protocol):
    """What turns the violations of one schema into findings."""

    def findings(self, violations: Iterable[Violation], value: Json, document: Uri) -> Iterator[Finding]:
        """Yield a finding or more for each violation of a value that is the content of ``document``."""
        ...

    def secrets(self, value: Json, document: Uri) -> tuple[Location, ...]:
        """Return the places of a document that reports must not show."""
        ...


class _ExplainModule(Protocol):
    def explainer(self, schemas: SchemaSet, root: str) -> Explains: ...


def judge(schemas: SchemaSet, root: str, *, engine: EngineName = "fast", formats: bool = True) -> Judge:
    """Compile one schema of a set with the engine of that name; raises as ``Engine.judge`` does.

    A metaschema that asks for ``format`` to be asserted (Validation 2020-12, section 7.2.2) has the last word.
    """
    resource = schemas.resources.get(Uri(root.partition("#")[0]))
    asked = resource is not None and FORMAT_ASSERTION in (resource.dialect.vocabularies or ())
    try:
        return cast(Engine, import_module(ENGINES[engine])).judge(schemas, root, formats=formats or asked)
    except BrokenSchemaError as error:
        raise _placed(error, schemas) from error


def _placed(error: BrokenSchemaError, schemas: SchemaSet) -> BrokenSchemaError:
    """Return the error with the author's place, where the engine knew one."""
    if error.location is None:
        return error
    place = schemas.origin(error.location)
    excerpt = Positions(schemas.sources.values())(place)
    where = (
        f"{place.uri}#{place.pointer}"
        if excerpt is None
        else f"{excerpt.path}:{excerpt.span.line}:{excerpt.span.column}"
    )
    return BrokenSchemaError(error.message, help=f"it stands at {where}", findings=error.findings, location=place)


def explainer(schemas: SchemaSet, root: str) -> Explains:
    """Return what explains the violations of the schema at ``root``."""
    return cast(_ExplainModule, import_module(EXPLAINER)).explainer(schemas, root)
