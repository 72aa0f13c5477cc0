"""Patterns that are no regular expressions."""

from collections.abc import Iterator

from schemakit.check.places import Place
from schemakit.check.rule import Rule, Survey
from schemakit.core.finding import Finding, Kind, Severity
from schemakit.core.location import Location
from schemakit.formats.patterns import why_no_regex
from schemakit.resolve.vocabulary import ignores_siblings

KIND = Kind(
    "SK210",
    "invalid-pattern",
    Severity.WARNING,
    "A pattern is no regular expression of ECMA-262.",
    """\
## What it does
Reports a `pattern`, or a name in `patternProperties`, that is no regular expression of ECMA-262.

## Why is this bad?
JSON Schema takes the regular expressions of JavaScript (Core, section 6.4). Those of another language (`(?i)`, `\\Z`,
`(?P<name>)`) mean something else elsewhere, or make the schema unusable.

## Example
```json
{"type": "string", "pattern": "(?i)^yes$"}
```

## Use instead
```json
{"type": "string", "pattern": "^[Yy][Ee][Ss]$"}
```
""",
)

# The parser takes frames of the stack for every group inside a group.
_DEEPEST = 50


def find(survey: Survey) -> Iterator[Finding]:
    """Find them."""
    for place in survey.authored:
        if ignores_siblings(place.schema, place.draft):
            continue
        for pattern, location in _patterns(place):
            reason = _why_not(pattern)
            if reason is not None:
                yield KIND.at(location, f"{pattern!r} is no regular expression of ECMA-262: {reason}", note=reason)


def _patterns(place: Place) -> Iterator[tuple[str, Location]]:
    pattern, named = place.schema.get("pattern"), place.schema.get("patternProperties")
    if isinstance(pattern, str):
        yield pattern, place.at("pattern")
    if isinstance(named, dict):
        for name in named:
            at = place.at("patternProperties", name)
            yield name, Location(at.uri, at.pointer, key=True)


def _why_not(pattern: str) -> str | None:
    return None if pattern.count("(") > _DEEPEST else why_no_regex(pattern)


RULE = Rule(KIND, find)
