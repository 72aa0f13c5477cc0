"""Examples that their own schema refuses."""

from collections.abc import Iterator

from schemakit.check.rule import Rule, Survey
from schemakit.check.samples import refused_samples
from schemakit.core.finding import Finding, Kind, Severity

KIND = Kind(
    "SK302",
    "example-not-valid",
    Severity.WARNING,
    "An example is not valid against its own schema.",
    """\
## What it does
Reports an item of `examples`, or an `example` of OpenAPI, that the schema it stands in refuses.

## Why is this bad?
People copy examples, and tests are made of them.

## Example
```json
{"type": "string", "format": "date", "examples": ["31.12.2025"]}
```

## Use instead
```json
{"type": "string", "format": "date", "examples": ["2025-12-31"]}
```
""",
)


def find(survey: Survey) -> Iterator[Finding]:
    """Find them where the judge can tell."""
    return refused_samples(survey, KIND, "example")


RULE = Rule(KIND, find)
