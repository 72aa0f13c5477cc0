"""Formats that nobody knows, and so nobody checks."""

from collections.abc import Iterator
from difflib import get_close_matches

from schemakit.check.group import grouped
from schemakit.check.rule import Rule, Survey
from schemakit.core.finding import Finding, Kind, Severity
from schemakit.core.location import Location

KIND = Kind(
    "SK209",
    "unknown-format",
    Severity.WARNING,
    "A format that neither JSON Schema nor OpenAPI knows.",
    """\
## What it does
Reports the value of a `format` that is not defined by JSON Schema and not in the format registry of OpenAPI.

## Why is this bad?
Validators accept every string for a format they do not know. A misspelt format is never checked, and nothing tells.

## Example
```json
{"type": "string", "format": "datetime"}
```

## Use instead
```json
{"type": "string", "format": "date-time"}
```
""",
)

# Validation 2020-12, section 7.3.
_STANDARD = frozenset(
    {
        "date-time", "date", "time", "duration", "email", "idn-email", "hostname", "idn-hostname", "ipv4", "ipv6",
        "uri", "uri-reference", "iri", "iri-reference", "uuid", "uri-template", "json-pointer", "relative-json-pointer",
        "regex",
    }
)  # fmt: skip
# https://spec.openapis.org/registry/format/
_OPENAPI = frozenset(
    {
        "base64url", "binary", "byte", "char", "commonmark", "date-time-local", "decimal", "decimal128", "double",
        "double-int", "float", "html", "http-date", "int16", "int32", "int64", "int8", "media-range", "password",
        "sf-binary", "sf-boolean", "sf-decimal", "sf-integer", "sf-string", "sf-token", "time-local", "uint16",
        "uint32", "uint64", "uint8",
    }
)  # fmt: skip
_KNOWN = _STANDARD | _OPENAPI
# What people write for these, too far from them for a comparison of letters.
_MEANT = {
    "datetime": "date-time", "date_time": "date-time", "timestamp": "date-time", "iso8601": "date-time",
    "full-date": "date", "full-time": "time", "url": "uri", "relative-uri": "uri-reference",
    "guid": "uuid", "ip": "ipv4", "ip-address": "ipv4", "host-name": "hostname", "regexp": "regex",
}  # fmt: skip


def find(survey: Survey) -> Iterator[Finding]:
    """Find them."""

    def hits() -> Iterator[tuple[str, Location]]:
        for place in survey.authored:
            name = place.schema.get("format")
            if isinstance(name, str) and name not in _KNOWN:
                yield name, place.at("format")

    return grouped(hits(), _finding)


def _finding(name: str, first: Location, others: tuple[Location, ...]) -> Finding:
    near = get_close_matches(name.lower(), sorted(_STANDARD), n=1, cutoff=0.75)
    meant = _MEANT.get(name.lower()) or (near[0] if near else None)
    return KIND.at(
        first,
        f"nobody checks the format {name!r}" + (f"; did you mean {meant!r}?" if meant else ""),
        note=f"did you mean {meant!r}?" if meant else "every string is accepted",
        related=others,
        suggestion=meant,
    )


RULE = Rule(KIND, find)
