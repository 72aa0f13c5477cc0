"""Keywords of a dialect that could only be dropped."""

from collections.abc import Iterator

from schemakit.check.group import grouped
from schemakit.check.places import own_resources
from schemakit.check.rule import Rule, Survey
from schemakit.core.finding import Finding, Kind, Severity
from schemakit.core.location import Location

KIND = Kind(
    "SK202",
    "lossy-reading",
    Severity.WARNING,
    "A keyword of an OpenAPI dialect has no effect where it stands.",
    """\
## What it does
Reports keywords of OpenAPI that schemakit dropped when it translated the schema to JSON Schema, because to the letter
of the standard they say nothing there, or contradict it.

## Why is this bad?
The author meant something by them, and no tool does it.

## Example
```json
{"type": "number", "exclusiveMinimum": true}
```

## Use instead
What was meant, in keywords that mean it:
```json
{"type": "number", "exclusiveMinimum": 0}
```
""",
)


def find(survey: Survey) -> Iterator[Finding]:
    """Find what the readers of dialects say they lost."""
    own = {resource.location.uri for resource in own_resources(survey.schemas)}
    lossy = (reading for reading in survey.schemas.readings if reading.lossy and reading.location.uri in own)
    return grouped(((reading.reason, reading.location) for reading in lossy), _finding)


def _finding(reason: str, first: Location, others: tuple[Location, ...]) -> Finding:
    return KIND.at(first, reason, related=others)


RULE = Rule(KIND, find)
