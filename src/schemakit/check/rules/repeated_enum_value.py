"""Values that an ``enum`` lists more than once."""

from collections.abc import Iterator

from schemakit.check.rule import Rule, Survey
from schemakit.core.finding import Finding, Kind, Severity
from schemakit.core.json import Json, json_key
from schemakit.resolve.draft import Draft

KIND = Kind(
    "SK307",
    "repeated-enum-value",
    Severity.WARNING,
    "An `enum` lists the same value twice.",
    """\
## What it does
Reports a value of an `enum` that equals an earlier one; `1` and `1.0` are equal, `1` and `true` are not.

## Why is this bad?
Elements of `enum` should be unique (Validation, section 6.1.2). Often one of the two was meant to be another value.
Up to draft-07 the metaschema already forbids it.

## Example
```json
{"enum": ["small", "large", "small"]}
```

## Use instead
```json
{"enum": ["small", "large"]}
```
""",
)


def find(survey: Survey) -> Iterator[Finding]:
    """Find them where the metaschema does not."""
    for place in survey.authored:
        values = place.schema.get("enum")
        repeated = list(_repeated(values)) if isinstance(values, list) and place.draft > Draft.DRAFT7 else []
        if repeated:
            first, *others = (place.at("enum", i) for i in repeated)
            yield KIND.at(first, "`enum` lists this value twice", note="listed before", related=tuple(others))


def _repeated(values: list[Json]) -> Iterator[int]:
    seen = set()
    for index, value in enumerate(values):
        key = json_key(value)
        if key in seen:
            yield index
        seen.add(key)


RULE = Rule(KIND, find)
