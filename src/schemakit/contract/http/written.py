"""Contracts as people write them: a small file, or an OpenAPI document."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Final, cast

from schemakit.contract.http.openapi import operations_of
from schemakit.contract.http.operation import Contract, Operation, Returns
from schemakit.core.errors import BrokenSchemaError
from schemakit.core.json import Json
from schemakit.core.location import Location, Uri
from schemakit.core.outcome import Outcome
from schemakit.core.pointer import ROOT, Pointer, child
from schemakit.core.record import replace
from schemakit.core.uri import file_path
from schemakit.loading.read import read
from schemakit.loading.source import Source
from schemakit.resolve.detect import openapi_dialect
from schemakit.resolve.resolve import resolve
from schemakit.runtime.text import read_json, write_json
from schemakit.validate.validator import Validator

#: What describes the file; people's editors may use it, too.
SCHEMA_FILE: Final = Path(__file__).with_name("contract.schema.json")
_SCHEMA_URI: Final = Uri("https://schemakit.invalid/contract.schema.json")


def read_contract(path: str | Path) -> Outcome[Contract | None]:
    """Read a contract, or the one that an OpenAPI document is; None where it cannot be understood.

    Raises:
        UsageError: there is no such file.
    """
    sources = read([path])
    if sources.errors or not sources.value:
        return Outcome(None, sources.findings)
    return contract_of(sources.value[0])


def contract_of(source: Source) -> Outcome[Contract | None]:
    """Return the contract in a document; what is wrong with it as findings that have its line and column."""
    document = source.document
    if isinstance(document, dict) and openapi_dialect(document) is not None:
        operations, named = operations_of(source)
        return Outcome(Contract(source, operations, documents=(named,)))
    findings = _validator().findings(document, document=source.uri)
    if findings:
        return Outcome(None, tuple(findings))
    return _contract(source, cast(Mapping[str, Json], document))


@lru_cache(maxsize=1)
def _validator() -> Validator:
    text = SCHEMA_FILE.read_text(encoding="utf-8")
    schemas = resolve([Source(SCHEMA_FILE.name, _SCHEMA_URI, text, "json", read_json(text))]).value
    return Validator(schemas, _SCHEMA_URI)


def _contract(source: Source, document: Mapping[str, Json]) -> Outcome[Contract | None]:
    beneath: dict[str, Operation] = {}
    documents: tuple[Source, ...] = ()
    if "openapi" in document:
        outcome = read([_located(source, str(document["openapi"]))])
        if outcome.errors or not outcome.value:
            return Outcome(None, outcome.findings)
        found = outcome.value[0]
        if not isinstance(found.document, dict) or openapi_dialect(found.document) is None:
            raise BrokenSchemaError(f"{found.path} is no OpenAPI document", help="`openapi` names one")
        operations, named = operations_of(found)
        beneath, documents = {one.name: one for one in operations}, (named,)
    said = _object(document.get("operations"))
    laid = dict(beneath)
    for name, operation in said.items():
        place = Location(source.uri, child(ROOT, "operations", name), key=True)
        laid[name] = _operation(name, _object(operation), place, beneath.get(name))
    schemas = document.get("schemas")
    return Outcome(
        Contract(
            source=source,
            operations=tuple(laid.values()),
            headers=_texts(document.get("headers")),
            url=cast("str | None", document.get("url")),
            app=cast("str | None", document.get("app")),
            schemas=tuple(_located(source, str(path)) for path in schemas) if isinstance(schemas, list) else None,
            documents=documents,
        )
    )


def _operation(name: str, said: Mapping[str, Json], place: Location, beneath: Operation | None) -> Operation:
    method, _, path = name.partition(" ")
    known = beneath or Operation(method, path, place)
    answers = cast("Mapping[str, str | None]", said.get("answers", known.answers))
    refuses = cast("list[int]", said.get("refuses", list(known.refuses)))
    return replace(
        known,
        place=place,
        body=cast("str | None", said.get("body", known.body)),
        answers=dict(answers),
        refuses=frozenset(map(int, refuses)),
        variables={**known.variables, **_texts(said.get("path"))},
        query={**known.query, **_texts(said.get("query"))},
        headers={**known.headers, **_texts(said.get("headers"))},
        stricter=_object(said.get("stricter")),
        returns=cast("Returns | None", said.get("returns")),
        returned_at=Pointer(str(said.get("returned_at", ""))),
        untested="" if "body" in said else known.untested,
    )


def _located(source: Source, path: str) -> str:
    """Return a path of the file relative to the folder that the file is in, as it is known here."""
    if file_path(source.uri) is None:
        return path
    return str(PurePosixPath(source.path).parent / path)


def _texts(value: Json) -> dict[str, str]:
    return {name: text if isinstance(text, str) else write_json(text) for name, text in _object(value).items()}


def _object(value: Json) -> dict[str, Json]:
    return value if isinstance(value, dict) else {}
