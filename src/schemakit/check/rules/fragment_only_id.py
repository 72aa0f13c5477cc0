"""``$id`` that is only a fragment."""

from collections.abc import Iterator

from schemakit.check.group import grouped
from schemakit.check.rule import Rule, Survey
from schemakit.core.finding import Finding, Kind, Severity
from schemakit.core.location import Location
from schemakit.resolve.draft import Draft
from schemakit.resolve.enum_files import is_recovered

KIND = Kind(
    "SK102",
    "fragment-only-id",
    Severity.WARNING,
    "An `$id` is only a fragment, which identifies nothing.",
    """\
## What it does
Reports an `$id` such as `#/components/schemas/Thing`. schemakit reads it as a name, by which sibling files refer to the
schema; other tools do not.

## Why is this bad?
From 2019-09 on `$id` must not have a fragment (Core, section 8.2.1), and before that only plain names were allowed
there. Validators refuse such a schema, or resolve its references wrongly.

## Example
```json
{"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "#/components/schemas/Thing"}
```

## Use instead
An absolute URI, and references to it. `schemakit bundle` writes such documents.
```json
{"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://example.com/schemas/Thing"}
```
""",
)


def find(survey: Survey) -> Iterator[Finding]:
    """Find them below roots too, except for plain names up to draft-07, and in files written by ``recover``."""

    def hits() -> Iterator[tuple[str, Location]]:
        for place in survey.authored:
            text = place.schema.get("$id")
            if not isinstance(text, str) or not text.startswith("#") or is_recovered(place.schema):
                continue
            if place.draft >= Draft.DRAFT2019_09 or text.startswith("#/"):
                yield "", place.at("$id")

    return grouped(hits(), _finding)


def _finding(_: str, first: Location, others: tuple[Location, ...]) -> Finding:
    many = (
        f"{len(others) + 1} schemas have an `$id` that is only a fragment" if others else "the `$id` is only a fragment"
    )
    return KIND.at(
        first,
        f"{many}; read as a name here, refused by other tools",
        note="identifies no document",
        related=others,
        help=("schemakit bundle writes documents with absolute ids",),
    )


RULE = Rule(KIND, find)
