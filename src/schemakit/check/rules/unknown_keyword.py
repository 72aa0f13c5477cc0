"""Keywords that nobody knows, most of them spelling mistakes."""

from collections.abc import Iterator
from difflib import get_close_matches

from schemakit.check.rule import Rule, Survey
from schemakit.core.finding import Finding, Kind, Severity
from schemakit.core.location import Location
from schemakit.core.pointer import ancestors
from schemakit.resolve.vocabulary import KEYWORDS, ignores_siblings

KIND = Kind(
    "SK207",
    "unknown-keyword",
    Severity.WARNING,
    "A keyword that no draft and no dialect has.",
    """\
## What it does
Reports members of schemas that are no keyword of any draft of JSON Schema, of OpenAPI, or of widely used editors; names
that begin with `x-` or `_` are yours to use. A member that references lead into counts as a container of definitions.

## Why is this bad?
JSON Schema ignores what it does not know, so a misspelt keyword is never checked, and nothing tells.

## Example
```json
{"type": "string", "maxlength": 10}
```

## Use instead
```json
{"type": "string", "maxLength": 10}
```
or `x-maxlength`, where the member is meant for somebody else.
""",
)

# OpenAPI 3.0.3, section 4.7.24, beside what JSON Schema has.
_OPENAPI = frozenset({"nullable", "discriminator", "xml", "externalDocs", "example"})

# Annotations that editors read: VS Code, the JetBrains family, SchemaStore's own.
_EDITORS = frozenset(
    {
        "allowComments", "allowTrailingCommas", "completionDetail", "defaultSnippets", "deprecationMessage",
        "doNotSuggest", "enumDescriptions", "enumDetails", "enumSortTexts", "errorMessage", "markdownDescription",
        "markdownDeprecationMessage", "markdownEnumDescriptions", "patternErrorMessage", "suggestSortText", "tsType",
        "tsEnumNames", "enumNames", "options", "order", "scope",
    }
)  # fmt: skip

_KNOWN = KEYWORDS.keys() | _OPENAPI | _EDITORS
_BY_LOWER_CASE = {name.lower(): name for name in KEYWORDS}
_SHOWN = 3
# What people write for these, too far from them for a comparison of letters.
_MEANT = {"require": "required", "requires": "required", "values": "enum", "regex": "pattern", "optional": "required"}


def find(survey: Survey) -> Iterator[Finding]:
    """Find them where the whole vocabulary is known: not below a custom metaschema."""
    places: dict[str, list[Location]] = {}
    for name, location in _unknown(survey):
        places.setdefault(name, []).append(location)
    meant = {name: _meant(name) for name in places}
    for name, near in meant.items():
        if near is not None:
            yield _misspelt(name, near, places[name])
    strange = [name for name, near in meant.items() if near is None]
    if strange:
        yield _strange(strange, [place for name in strange for place in places[name]])


def _unknown(survey: Survey) -> Iterator[tuple[str, Location]]:
    targets = (edge.target for edge in survey.schemas.references if edge.target is not None)
    leading = {(target.uri, pointer) for target in targets for pointer in ancestors(target.pointer)}
    for place in survey.authored:
        if place.dialect.metaschema is not None or ignores_siblings(place.schema, place.draft):
            continue
        for name, value in place.schema.items():
            if _is_unknown(name):
                at = place.key(name)
                if not (isinstance(value, dict) and (at.uri, at.pointer) in leading):
                    yield name, at


def _is_unknown(name: str) -> bool:
    return name not in _KNOWN and not name.startswith(("x-", "X-", "x_", "_", "//", "$$"))


def _misspelt(name: str, near: str, places: list[Location]) -> Finding:
    return KIND.at(
        places[0],
        f"`{name}` is no keyword of JSON Schema; did you mean `{near}`?",
        note=f"did you mean `{near}`?",
        related=tuple(places[1:]),
        suggestion=near,
    )


def _strange(names: list[str], places: list[Location]) -> Finding:
    shown = ", ".join(f"`{name}`" for name in names[:_SHOWN])
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return KIND.at(
        places[0],
        f"{shown}{more} {'is no keyword' if len(names) == 1 else 'are no keywords'} of JSON Schema",
        note="ignored",
        related=tuple(places[1:]),
        help=(f"call it `x-{names[0]}` if it is meant for somebody else",),
    )


def _meant(name: str) -> str | None:
    exact = _BY_LOWER_CASE.get(name.lower().replace("-", "").replace("_", "")) or _MEANT.get(name)
    near = get_close_matches(name, sorted(KEYWORDS), n=1, cutoff=0.8)
    return exact or (near[0] if near else None)


RULE = Rule(KIND, find)
