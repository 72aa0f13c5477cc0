"""Both engines on the same documents, for whoever asks for it: only what they do not agree about is found here."""

from collections.abc import Callable, Iterable

from schemakit.contract.second_opinion import SecondOpinion
from schemakit.core.finding import Finding
from schemakit.core.location import Location
from schemakit.loading.source import Source
from schemakit.pipeline.schemas import Schemas
from schemakit.validate.engine import explainer, judge
from schemakit.validate.lookup import explicit, own
from schemakit.validate.run import Validated
from schemakit.validate.ways import Way, inside


def second_opinions(
    schemas: Schemas,
    documents: Iterable[Source],
    *,
    schema: str | None = None,
    ways: Callable[[Source], Iterable[Way]] = inside,
) -> Validated:
    """Ask both engines about each document by the schema that ``validate`` finds for it; ``valid``: they agree.

    Raises:
        UsageError: there is no schema of the name, or a value is nested deeper than the reference engine can go.
        BrokenSchemaError: a schema cannot be compiled by one of the engines.
    """
    named = None if schema is None else explicit(schemas.set, schema)
    opinions: dict[str, SecondOpinion] = {}
    findings: list[Finding] = []
    hidden: list[Location] = []
    asked = agreed = 0
    for source in documents:
        root = named if named is not None else own(schemas.set, source, ways(source))
        if isinstance(root, Finding):
            continue
        if root not in opinions:
            opinions[root] = _opinion(schemas, root)
        found = list(opinions[root].findings(source.document, source.uri))
        asked, agreed = asked + 1, agreed + (not found)
        findings += found
        if found:
            hidden += explainer(schemas.set, root).secrets(source.document, source.uri)
    return Validated(tuple(findings), asked, agreed, tuple(hidden))


def _opinion(schemas: Schemas, root: str) -> SecondOpinion:
    formats = schemas.formats == "assert"
    fast = judge(schemas.set, root, formats=formats)
    return SecondOpinion(fast, judge(schemas.set, root, engine="reference", formats=formats))
