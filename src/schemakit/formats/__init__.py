"""String formats: what each accepts, which Python type holds it, and what is nearly of it; standard library only."""

from collections.abc import Mapping
from typing import Final

from schemakit.formats import (
    addresses,
    hostnames,
    identifiers,
    mailboxes,
    openapi,
    patterns,
    pointers,
    resources,
    temporal,
)
from schemakit.formats.format import Format

#: Every format that schemakit knows, by name. A format that is not here is an annotation, as the specification asks.
FORMATS: Final[Mapping[str, Format]] = {
    known.name: known
    for known in (
        temporal.DATE_TIME,
        temporal.DATE,
        temporal.TIME,
        temporal.DURATION,
        mailboxes.EMAIL,
        mailboxes.IDN_EMAIL,
        hostnames.HOSTNAME,
        hostnames.IDN_HOSTNAME,
        addresses.IPV4,
        addresses.IPV6,
        resources.URI,
        resources.URI_REFERENCE,
        resources.IRI,
        resources.IRI_REFERENCE,
        resources.URI_TEMPLATE,
        identifiers.UUID,
        pointers.JSON_POINTER,
        pointers.RELATIVE_JSON_POINTER,
        patterns.REGEX,
        openapi.INT32,
        openapi.INT64,
        openapi.FLOAT,
        openapi.DOUBLE,
        openapi.BYTE,
        openapi.BINARY,
        openapi.PASSWORD,
    )
}

__all__ = ["FORMATS", "Format"]
