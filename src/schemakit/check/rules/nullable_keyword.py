"""``nullable`` outside of OpenAPI 3.0."""

from collections.abc import Iterator

from schemakit.check.group import grouped
from schemakit.check.rule import Rule, Survey
from schemakit.core.finding import Finding, Kind, Severity
from schemakit.core.location import Location

KIND = Kind(
    "SK201",
    "nullable-keyword",
    Severity.WARNING,
    "`nullable` is a keyword of OpenAPI 3.0, not of JSON Schema.",
    """\
## What it does
Reports `nullable` in a schema that says it is JSON Schema. schemakit reads it as OpenAPI 3.0 means it.

## Why is this bad?
JSON Schema ignores the keyword, so other tools refuse null where the author meant to allow it.

## Example
```json
{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "string", "nullable": true}
```

## Use instead
```json
{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": ["string", "null"]}
```
""",
)

_HAVE_IT = frozenset({"openapi-3.0", "swagger-2.0"})


def find(survey: Survey) -> Iterator[Finding]:
    """Find the keyword, not properties of that name."""

    def hits() -> Iterator[tuple[str, Location]]:
        for place in survey.authored:
            if isinstance(place.schema.get("nullable"), bool) and place.dialect.name not in _HAVE_IT:
                yield "", place.key("nullable")

    return grouped(hits(), _finding)


def _finding(_: str, first: Location, others: tuple[Location, ...]) -> Finding:
    many = f"{len(others) + 1} schemas use `nullable`, which is" if others else "`nullable` is"
    return KIND.at(
        first,
        f"{many} OpenAPI 3.0 and no keyword of JSON Schema",
        note="other tools ignore this",
        related=others,
        help=('write "null" into `type`; schemakit bundle does it for you',),
    )


RULE = Rule(KIND, find)
