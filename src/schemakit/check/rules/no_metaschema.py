"""Documents that do not say which draft they are written in."""

from collections.abc import Iterator

from schemakit.check.group import grouped
from schemakit.check.rule import Rule, Survey
from schemakit.core.finding import Finding, Kind, Severity
from schemakit.core.location import Location

KIND = Kind(
    "SK501",
    "no-metaschema",
    Severity.OPINION,
    "A schema does not say which draft it is written in.",
    """\
## What it does
Reports files without `$schema`. Components of OpenAPI documents need none.

## Why is this bad?
What keywords mean depends on the draft (`items`, what stands beside `$ref`), and each tool assumes another one.

## Example
```json
{"type": "array", "items": [{"type": "string"}]}
```

## Use instead
```json
{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "array", "prefixItems": [{"type": "string"}]}
```
""",
)


def find(survey: Survey) -> Iterator[Finding]:
    """Find them."""

    def hits() -> Iterator[tuple[str, Location]]:
        for place in survey.authored:
            if not place.held and not place.authored.pointer and "$schema" not in place.schema:
                yield place.dialect.name, place.authored

    return grouped(hits(), _finding)


def _finding(assumed: str, first: Location, others: tuple[Location, ...]) -> Finding:
    many = f"{len(others) + 1} schemas have no `$schema`" if others else "the schema has no `$schema`"
    return KIND.at(first, f"{many}; read as {assumed}", related=others, help=("name the draft in `$schema`",))


RULE = Rule(KIND, find)
