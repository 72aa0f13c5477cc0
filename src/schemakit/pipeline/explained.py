"""A payload in memory, explained as the command line explains a file: with its text, and marks in it."""

import sys
from typing import Final

from schemakit.core.finding import Finding
from schemakit.core.json import Json
from schemakit.core.location import Uri
from schemakit.loading.positions import Positions
from schemakit.loading.source import Source
from schemakit.pipeline.schemas import Schemas
from schemakit.report import report
from schemakit.report.presentation import Presentation
from schemakit.runtime.text import write_pretty_json
from schemakit.runtime.values import as_json
from schemakit.validate.engine import explainer
from schemakit.validate.veil import Veiled

_PAYLOAD: Final = Uri("file:///payload")  # a name to find it by; nothing is read from there


def findings_of(schemas: Schemas, name: str, payload: object) -> tuple[Finding, ...]:
    """Return what is wrong with a payload by the schema of a name; ``drawn`` shows it.

    Raises:
        UsageError: there is no schema of that name.
        BrokenSchemaError: the schema cannot be compiled.
    """
    return tuple(schemas.validator(name).findings(payload, document=_PAYLOAD))


def drawn(schemas: Schemas, name: str, payload: object, findings: tuple[Finding, ...]) -> str:
    """Return the report on what ``findings_of`` found, with code frames of the payload; secrets are stars."""
    value = as_json(payload).value
    source = Source("payload", _PAYLOAD, shown(value), "json", value)
    hidden = explainer(schemas.set, schemas.root(name)).secrets(value, _PAYLOAD)
    locate = Veiled(Positions((source, *schemas.set.sources.values())), tuple(hidden))
    unicode = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    return report("full").render(findings, locate, Presentation(unicode=unicode)).rstrip("\n")


def shown(value: Json) -> str:
    """Return a value as people read it."""
    return write_pretty_json(value).rstrip("\n")
