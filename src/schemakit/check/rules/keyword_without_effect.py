"""Keywords that can never refuse anything where they stand."""

from collections.abc import Iterator

from schemakit.check.group import grouped
from schemakit.check.places import Place
from schemakit.check.rule import Rule, Survey
from schemakit.check.type_keyword import SPEAKS_OF, allowed_types, shown_types
from schemakit.core.finding import Finding, Kind, Severity
from schemakit.core.location import Location
from schemakit.resolve.draft import Draft
from schemakit.resolve.vocabulary import ignores_siblings, keyword_in

KIND = Kind(
    "SK305",
    "keyword-without-effect",
    Severity.WARNING,
    "A keyword that says nothing where it stands.",
    """\
## What it does
Reports keywords that speak of another type than `type` allows (`minLength` of an integer), and keywords without the one
they belong to (`then` without `if`, `minContains` without `contains`).

## Why is this bad?
They look like a demand and are none: either the keyword or the `type` is a mistake.

## Example
```json
{"type": "integer", "minLength": 1}
```

## Use instead
```json
{"type": "integer", "minimum": 1}
```
""",
)

# Core, sections 10.2.2 and 10.3.1; Validation, sections 6.4.4 and 6.4.5.
_NEEDS = {
    "then": "if",
    "else": "if",
    "minContains": "contains",
    "maxContains": "contains",
    "contentSchema": "contentMediaType",
}


def find(survey: Survey) -> Iterator[Finding]:
    """Find them."""

    def hits() -> Iterator[tuple[str, Location]]:
        for place in survey.authored:
            for name, reason in _idle(place):
                yield reason, place.key(name)

    return grouped(hits(), _finding)


def _idle(place: Place) -> Iterator[tuple[str, str]]:
    schema = place.schema
    if ignores_siblings(schema, place.draft):
        return
    types = allowed_types(schema)
    for name in schema:
        if keyword_in(name, place.draft) is None:
            continue
        if types is not None and name in SPEAKS_OF and types.isdisjoint(SPEAKS_OF[name]):
            yield name, f"`{name}` says nothing about type {shown_types(schema)}"
        elif name in _NEEDS and _NEEDS[name] not in schema:
            yield name, f"`{name}` says nothing without `{_NEEDS[name]}`"
    if place.draft <= Draft.DRAFT2019_09 and "additionalItems" in schema and not isinstance(schema.get("items"), list):
        yield "additionalItems", "`additionalItems` says nothing unless `items` is an array"


def _finding(reason: str, first: Location, others: tuple[Location, ...]) -> Finding:
    return KIND.at(first, reason, note="no effect", related=others)


RULE = Rule(KIND, find)
