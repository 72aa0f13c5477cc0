"""Keywords beside ``$ref`` that count for nothing."""

from collections.abc import Iterator

from schemakit.check.group import grouped
from schemakit.check.rule import Rule, Survey
from schemakit.core.finding import Finding, Kind, Severity
from schemakit.core.location import Location
from schemakit.resolve.vocabulary import ignores_siblings, keyword_in

KIND = Kind(
    "SK203",
    "ref-siblings-ignored",
    Severity.WARNING,
    "Up to draft-07, what stands beside `$ref` is ignored.",
    """\
## What it does
Reports keywords beside a `$ref` that would demand something, in a schema of draft-07 or earlier.

## Why is this bad?
"All other properties in a "$ref" object MUST be ignored" (draft-07 Core, section 8.3): nothing is checked by them.

## Example
```json
{"$schema": "http://json-schema.org/draft-07/schema#", "$ref": "#/definitions/name", "maxLength": 10}
```

## Use instead
```json
{"$schema": "http://json-schema.org/draft-07/schema#", "allOf": [{"$ref": "#/definitions/name"}, {"maxLength": 10}]}
```
or a newer draft, where both count.
""",
)

_DEMANDING = frozenset({"applicator", "validation"})


def find(survey: Survey) -> Iterator[Finding]:
    """Find them; annotations beside a reference do no harm."""

    def hits() -> Iterator[tuple[str, Location]]:
        for place in survey.authored:
            if ignores_siblings(place.schema, place.draft):
                for name in place.schema:
                    keyword = keyword_in(name, place.draft)
                    if keyword is not None and keyword.vocabulary in _DEMANDING:
                        yield name, place.key(name)

    return grouped(hits(), _finding)


def _finding(name: str, first: Location, others: tuple[Location, ...]) -> Finding:
    return KIND.at(
        first,
        f"`{name}` beside `$ref` is ignored up to draft-07",
        note="not checked",
        related=others,
        help=("put both into `allOf`",),
    )


RULE = Rule(KIND, find)
