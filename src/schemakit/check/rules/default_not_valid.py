"""Defaults that their own schema refuses."""

from collections.abc import Iterator

from schemakit.check.rule import Rule, Survey
from schemakit.check.samples import refused_samples
from schemakit.core.finding import Finding, Kind, Severity

KIND = Kind(
    "SK301",
    "default-not-valid",
    Severity.WARNING,
    "A default is not valid against its own schema.",
    """\
## What it does
Reports a `default` that the schema it stands in refuses.

## Why is this bad?
A default should be valid (Validation, section 9.2). A program that fills it in makes data that the same schema refuses.

## Example
```json
{"type": "integer", "minimum": 1, "default": 0}
```

## Use instead
```json
{"type": "integer", "minimum": 1, "default": 1}
```
""",
)


def find(survey: Survey) -> Iterator[Finding]:
    """Find them where the judge can tell."""
    return refused_samples(survey, KIND, "default")


RULE = Rule(KIND, find)
