"""Many documents against their schemas: the verdict first, an explanation only for what fails."""

from collections.abc import Callable, Iterable
from typing import Final, final

from schemakit.core.finding import Finding
from schemakit.core.location import Location
from schemakit.core.record import dataclass
from schemakit.loading.source import Source
from schemakit.resolve.schema_set import SchemaSet
from schemakit.validate.engine import EngineName
from schemakit.validate.lookup import explicit, own
from schemakit.validate.validator import Validator
from schemakit.validate.ways import Way, inside


@final
@dataclass(frozen=True, slots=True)
class Validated:
    """What became of many documents.

    Attributes:
        findings: of all documents, in their order.
        documents: how many were looked at.
        valid: how many of them are valid.
        hidden: places of secret values in the documents that are not valid; reports show stars (``veil.Veiled``).
        unexplained: how many documents are not valid beyond those that were to be explained.
    """

    findings: tuple[Finding, ...]
    documents: int
    valid: int
    hidden: tuple[Location, ...]
    unexplained: int = 0


@final
@dataclass(frozen=True, slots=True)
class Limit:
    """When enough is known: after the first document that is not valid, or after explaining so many (None: never)."""

    fail_fast: bool = False
    most: int | None = None


#: Everything is looked at and explained.
NEVER: Final = Limit()


def validate(
    schemas: SchemaSet,
    documents: Iterable[Source],
    *,
    schema: str | None = None,
    engine: EngineName = "fast",
    formats: bool = True,
    ways: Callable[[Source], Iterable[Way]] = inside,
    limit: Limit = NEVER,
) -> Validated:
    """Validate documents against the schema that was named (``NAME`` or ``PATH[#POINTER]``), or by what each says.

    ``ways`` is what is said about a document, the first one first; without, what it says itself. Where there is more
    wrong than ``limit`` allows, the verdict is still given.

    Raises:
        UsageError: there is no schema of the name.
        BrokenSchemaError: a schema cannot be compiled.
    """
    named = None if schema is None else explicit(schemas, schema)
    validators: dict[str, Validator] = {}
    findings: list[Finding] = []
    hidden: list[Location] = []
    count = valid = explained = 0
    for source in documents:
        if limit.fail_fast and valid < count:
            break
        count += 1
        root = named if named is not None else own(schemas, source, ways(source))
        if isinstance(root, Finding):
            findings.append(root)
            explained += 1
            continue
        if root not in validators:
            validators[root] = Validator(schemas, root, engine=engine, formats=formats)
        validator = validators[root]
        if validator.is_valid(source.document):
            valid += 1
        elif limit.most is None or explained < limit.most:
            explained += 1
            findings.extend(validator.findings(source.document, document=source.uri))
            hidden.extend(validator.explainer.secrets(source.document, source.uri))
    return Validated(tuple(findings), count, valid, tuple(hidden), count - valid - explained)
