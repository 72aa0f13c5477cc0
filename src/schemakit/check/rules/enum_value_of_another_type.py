"""Values of an ``enum`` that the ``type`` beside it refuses."""

from collections.abc import Iterator

from schemakit.check.places import Place
from schemakit.check.rule import Rule, Survey
from schemakit.check.type_keyword import allowed_types, shown_types
from schemakit.core.finding import Finding, Kind, Severity
from schemakit.core.json import Json, json_type
from schemakit.core.location import Location
from schemakit.core.pointer import child
from schemakit.resolve.vocabulary import ignores_siblings

KIND = Kind(
    "SK306",
    "enum-value-of-another-type",
    Severity.WARNING,
    "`type` refuses a value that `enum` lists.",
    """\
## What it does
Reports values of an `enum` that the `type` beside it does not allow.

## Why is this bad?
The value looks allowed and is not: both keywords must hold.

## Example
```json
{"type": "string", "enum": ["on", "off", null]}
```

## Use instead
```json
{"type": ["string", "null"], "enum": ["on", "off", null]}
```
""",
)


def find(survey: Survey) -> Iterator[Finding]:
    """Find them where other values are left; an enum without any is ``unsatisfiable-schema``."""
    for place in survey.standard:
        values, types = place.schema.get("enum"), allowed_types(place.schema)
        if types is None or not isinstance(values, list) or ignores_siblings(place.schema, place.draft):
            continue
        refused = [index for index, value in enumerate(values) if json_type(value) not in types]
        if refused and len(refused) < len(values):
            places = [
                survey.schemas.origin(Location(place.standard.uri, child(place.standard.pointer, "enum", index)))
                for index in refused
            ]
            yield KIND.at(places[0], _message(place, values[refused[0]]), related=tuple(places[1:]))


def _message(place: Place, value: Json) -> str:
    return f"`enum` lists a value of type {json_type(value)}, and `type` allows only {shown_types(place.schema)}"


RULE = Rule(KIND, find)
