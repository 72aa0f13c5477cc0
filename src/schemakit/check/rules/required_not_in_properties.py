"""Names that are required and not described."""

from collections.abc import Iterator
from difflib import get_close_matches
from itertools import chain

from schemakit.check.places import Place
from schemakit.check.rule import Rule, Survey
from schemakit.core.finding import Finding, Kind, Severity
from schemakit.resolve.vocabulary import ignores_siblings, keyword_in

KIND = Kind(
    "SK303",
    "required-not-in-properties",
    Severity.WARNING,
    "A required name is not among the properties.",
    """\
## What it does
Reports a name in `required` that `properties` beside it does not have, where nothing else describes it either: no
`patternProperties`, no `additionalProperties` schema, nothing combined with the schema.

## Why is this bad?
Most often the name is misspelt, or the property was renamed or removed. Anything at all is accepted for it.

## Example
```json
{"properties": {"name": {"type": "string"}}, "required": ["nmae"]}
```

## Use instead
```json
{"properties": {"name": {"type": "string"}}, "required": ["name"]}
```
""",
)

_ELSEWHERE = frozenset({"$ref", "$dynamicRef", "$recursiveRef", "patternProperties", "unevaluatedProperties"})


def find(survey: Survey) -> Iterator[Finding]:
    """Find them in schemas that stand alone: a branch of another schema may require what the others describe."""
    for place in survey.authored:
        if not place.is_branch and not ignores_siblings(place.schema, place.draft) and _stands_alone(place):
            yield from _missing(place)


def _stands_alone(place: Place) -> bool:
    for name in place.schema:
        keyword = keyword_in(name, place.draft)
        if name in _ELSEWHERE or (keyword is not None and keyword.in_place):
            return False
    return isinstance(place.schema.get("additionalProperties", False), bool)


def _missing(place: Place) -> Iterator[Finding]:
    required, properties = place.schema.get("required"), place.schema.get("properties")
    if not isinstance(required, list) or not isinstance(properties, dict) or not properties:
        return
    free = [name for name in properties if name not in required]
    for index, name in enumerate(required):
        if isinstance(name, str) and name not in properties:
            near = next(chain(get_close_matches(name, free, n=1)), None)
            yield KIND.at(
                place.at("required", index),
                f"{name!r} is required and not among the properties" + (f"; did you mean {near!r}?" if near else ""),
                note=f"did you mean {near!r}?" if near else "no property has this name",
                suggestion=near,
            )


RULE = Rule(KIND, find)
