"""Schemas that are no schemas."""

from collections.abc import Iterator, Mapping
from json import dumps

from schemakit.check.keyword_values import WANTED
from schemakit.check.places import Place
from schemakit.check.rule import Rule, Survey
from schemakit.core.finding import Finding, Kind, Severity
from schemakit.core.json import Json, json_type
from schemakit.core.location import Location
from schemakit.core.pointer import ROOT, child, lookup
from schemakit.resolve.vocabulary import subschemas

KIND = Kind(
    "SK204",
    "invalid-schema",
    Severity.ERROR,
    "The schema is not valid against its metaschema.",
    """\
## What it does
Holds every schema, once its dialect is translated, against the metaschema of its draft.

## Why is this bad?
What a keyword means with a value it must not have is undefined: one validator refuses the schema, another ignores the
keyword.

## Example
```json
{"type": "string", "maxLength": "10"}
```

## Use instead
```json
{"type": "string", "maxLength": 10}
```
""",
)

# In draft-04 a keyword may need another one beside it (Validation draft-04, sections 5.1.2.1 and 5.1.3.1).
_BESIDE = {"exclusiveMinimum": "minimum", "exclusiveMaximum": "maximum"}


def find(survey: Survey) -> Iterator[Finding]:
    """Ask the judge about whole documents, and where it refuses one, about each keyword, to name the place."""
    invalid = False
    for place in survey.standard:
        if not place.held:
            invalid = _judge(survey, place, place.schema) is False
        if invalid:
            yield from _refused_keywords(survey, place)


def _judge(survey: Survey, place: Place, schema: Json) -> bool | None:
    return survey.accepts(place.dialect.metaschema or place.draft.metaschema, schema)


def _refused_keywords(survey: Survey, place: Place) -> Iterator[Finding]:
    alone = _without_subschemas(place)
    if _judge(survey, place, alone) is not False:
        return
    guilty = [name for name in alone if _judge(survey, place, _with_partner(alone, name)) is False]
    for name in guilty:
        pointer = child(place.standard.pointer, name)
        members = [key for key, member in _members(name, alone[name]) if _judge(survey, place, {name: member}) is False]
        for key in members:
            location = survey.schemas.origin(Location(place.standard.uri, child(pointer, key)))
            yield KIND.at(location, _message(name, lookup(alone, child(ROOT, name, key)), "and this one is"))
        if not members:
            location = survey.schemas.origin(Location(place.standard.uri, pointer))
            yield KIND.at(location, _message(name, alone[name], "not"))
    if not guilty:
        yield KIND.at(place.authored, f"the keywords of this schema are not valid together in {place.dialect.name}")


def _members(name: str, value: Json) -> Iterator[tuple[str | int, Json]]:
    """Yield the parts of a keyword's value, each as the only part, to see which of them is refused by itself."""
    if isinstance(value, list) and name != "items":  # there the array itself is what 2020-12 refuses
        yield from ((index, [item]) for index, item in enumerate(value))
    elif isinstance(value, dict):
        yield from ((key, {key: member}) for key, member in value.items())


def _without_subschemas(place: Place) -> dict[str, Json]:
    """What is wrong inside a subschema is found there: here each of them is ``{}``, which every draft allows."""
    masked: dict[str, Json] = {
        name: list(value) if isinstance(value, list) else dict(value) if isinstance(value, dict) else value
        for name, value in place.schema.items()
    }
    for path, _ in list(subschemas(place.schema, place.draft)):
        holder: dict[str, Json] | list[Json] = masked
        for step in path[:-1]:
            inner = holder[step]  # type: ignore[index]  # a path leads through objects by name and arrays by index
            if isinstance(inner, (dict, list)):
                holder = inner
        holder[path[-1]] = {}  # type: ignore[index]  # as above
    return masked


def _with_partner(schema: Mapping[str, Json], name: str) -> dict[str, Json]:
    partner = _BESIDE.get(name)
    beside: dict[str, Json] = {} if partner is None or partner not in schema else {partner: 0}
    return {name: schema[name], **beside}


def _message(name: str, value: Json, joined: str) -> str:
    wanted = WANTED.get(name)
    if wanted is None:
        return f"the value of `{name}` is not what the metaschema allows"
    given = f"this {json_type(value)}" if isinstance(value, (dict, list)) else dumps(value, default=str)
    return f"`{name}` takes {wanted}, {joined} {given}"


RULE = Rule(KIND, find)
