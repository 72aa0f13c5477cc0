"""The files of ``schemas/enums/``: what is written there, and whether it is still true."""

import hashlib
import json
from collections.abc import Callable, Iterator
from typing import Final

from schemakit.core.finding import Finding
from schemakit.core.json import Json, json_key
from schemakit.core.location import Location, Uri
from schemakit.core.pointer import Pointer
from schemakit.resolve.draft import Draft
from schemakit.resolve.enum_findings import RECOVERED_ENUM_DRIFTED, RECOVERED_ENUM_EDITED, RECOVERED_ENUM_STALE
from schemakit.resolve.enums import Recovered
from schemakit.resolve.referrers import Schema
from schemakit.resolve.written import interpret

PROVENANCE: Final = "x-schemakit"
_DIGEST: Final = "values-sha256"

# Labels are texts for people, one for each value: OpenAPI Generator's ``x-enum-descriptions``. Its sibling
# ``x-enum-varnames`` and NSwag's ``x-enumNames`` hold identifiers, and generators make code of them.
_LABELS: Final = "x-enum-descriptions"


def enum_document(recovered: Recovered, path_of: Callable[[Uri], str]) -> Schema:
    """Return the JSON Schema document to write for a recovered enum.

    ``$id`` is the text of the references, so that the file is found as any sibling file of the same publication is.
    ``path_of`` turns the URI of a document into the path to write down: relative, with forward slashes.
    """
    document: Schema = {
        "$schema": str(Draft.DRAFT2020_12.metaschema),
        "$id": recovered.ref,
        "title": recovered.name,
        "type": recovered.type,
        "enum": list(recovered.values),
    }
    if any(recovered.labels):
        document[_LABELS] = [label or "" for label in recovered.labels]
    places: list[Json] = [
        {"file": path_of(evidence.location.uri), "pointer": evidence.location.pointer, "rule": evidence.rule}
        for evidence in recovered.evidence
    ]
    document[PROVENANCE] = {"recovered-from": places, _DIGEST: _digest(list(recovered.values))}
    return document


def is_recovered(document: Json) -> bool:
    """Tell whether a document says of itself that ``schemakit recover`` wrote it."""
    return _written_digest(document) is not None


def compare(document: Json, recovered: Recovered | None, location: Location) -> tuple[Finding, ...]:
    """Compare a file of ``schemas/enums/`` with what the descriptions say now; nothing is found where it is true.

    A document without provenance is somebody's own and never compared. ``location`` is the document's place.
    """
    return tuple(_differences(document, recovered, location))


def is_edited(document: Json) -> bool:
    """Tell whether a person changed the values of a file that ``schemakit recover`` wrote: never overwrite it."""
    digest = _written_digest(document)
    return digest is not None and digest != _digest(_values(document))


def _differences(document: Json, recovered: Recovered | None, location: Location) -> Iterator[Finding]:
    if not is_recovered(document):
        return
    place = Location(location.uri, Pointer(location.pointer + "/enum"))
    values = _values(document)
    if recovered is None:
        yield RECOVERED_ENUM_STALE.at(place, "no description lists these values any more, or not surely")
        return
    described = list(recovered.values)
    if json_key(values) == json_key(described) or _answers(values, recovered):
        return
    places = tuple(evidence.location for evidence in recovered.evidence)
    if is_edited(document):
        yield RECOVERED_ENUM_EDITED.at(
            place, f"the values of {recovered.name} were changed by hand: {_change(described, values)}", related=places
        )
    if _written_digest(document) != _digest(described):
        yield RECOVERED_ENUM_DRIFTED.at(
            place,
            f"the descriptions of {recovered.name} list other values now: {_change(values, described)}",
            related=places,
            help=("schemakit recover",),
        )


def _answers(values: list[Json], recovered: Recovered) -> bool:
    """Tell whether a person decided the type that the descriptions leave open, and changed nothing else."""
    if recovered.alternative is None:
        return False
    written = tuple(str(value) for value in recovered.values)
    return json_key(values) == json_key(list(interpret(written, recovered.alternative)))


def _change(before: list[Json], after: list[Json]) -> str:
    old, new = set(map(json_key, before)), set(map(json_key, after))
    added = [_text(value) for value in after if json_key(value) not in old]
    removed = [_text(value) for value in before if json_key(value) not in new]
    parts = [f"{' and '.join(texts)} {what}" for texts, what in ((added, "added"), (removed, "removed")) if texts]
    return ", ".join(parts) or "another order"


def _values(document: Json) -> list[Json]:
    values = document.get("enum") if isinstance(document, dict) else None
    return values if isinstance(values, list) else []


def _written_digest(document: Json) -> str | None:
    provenance = document.get(PROVENANCE) if isinstance(document, dict) else None
    digest = provenance.get(_DIGEST) if isinstance(provenance, dict) else None
    return digest if isinstance(digest, str) else None


def _digest(values: list[Json]) -> str:
    return hashlib.sha256(_text(values).encode()).hexdigest()


def _text(value: Json) -> str:
    # A person may have written a number that only a Decimal holds; as text it is compared well enough.
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
