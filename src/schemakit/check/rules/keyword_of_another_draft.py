"""Keywords that exist, but not in the draft the schema is written in."""

from collections.abc import Iterator

from schemakit.check.group import grouped
from schemakit.check.places import Place
from schemakit.check.rule import Rule, Survey
from schemakit.core.finding import Finding, Kind, Severity
from schemakit.core.location import Location
from schemakit.resolve.draft import DIALECTS, Draft
from schemakit.resolve.vocabulary import KEYWORDS, ignores_siblings

KIND = Kind(
    "SK208",
    "keyword-of-another-draft",
    Severity.WARNING,
    "A keyword that the schema's draft does not have.",
    """\
## What it does
Reports keywords that demand something in a newer or older draft, and nothing in the one that `$schema` names.

## Why is this bad?
A validator that keeps to the draft ignores the keyword, so what it was written for is not checked.

## Example
```json
{"$schema": "http://json-schema.org/draft-04/schema#", "const": 1}
```

## Use instead
The `$schema` of a draft that has the keyword, or what the draft has for it:
```json
{"$schema": "http://json-schema.org/draft-04/schema#", "enum": [1]}
```
""",
)

_DEMANDING = frozenset({"applicator", "validation", "unevaluated"})
_REFERRING = frozenset({"$dynamicRef", "$recursiveRef"})
_SHORT_NAMES = {dialect.draft: name for name, dialect in reversed(DIALECTS.items())}


def find(survey: Survey) -> Iterator[Finding]:
    """Find them; annotations of another draft are as good as custom ones, and harm nobody."""

    def hits() -> Iterator[tuple[tuple[str, Draft], Location]]:
        for place in survey.authored:
            for name in _foreign(place):
                location = place.key(name)
                yield (name, place.draft), location

    return grouped(hits(), _finding)


def _foreign(place: Place) -> Iterator[str]:
    if ignores_siblings(place.schema, place.draft):
        return
    for name in place.schema:
        keyword = KEYWORDS.get(name)
        demands = keyword is not None and (keyword.vocabulary in _DEMANDING or name in _REFERRING)
        if keyword is not None and demands and not keyword.since <= place.draft <= keyword.until:
            yield name


def _finding(key: tuple[str, Draft], first: Location, others: tuple[Location, ...]) -> Finding:
    name, draft = key
    keyword = KEYWORDS[name]
    span = f"exists from {_SHORT_NAMES[keyword.since]} on" if draft < keyword.since else _gone(keyword.until)
    return KIND.at(
        first,
        f"`{name}` {span}; in {_SHORT_NAMES[draft]} it is ignored",
        note="not checked",
        related=others,
        help=(f"name a draft in `$schema` that has `{name}`",),
    )


def _gone(until: Draft) -> str:
    return f"exists up to {_SHORT_NAMES[until]} only"


RULE = Rule(KIND, find)
