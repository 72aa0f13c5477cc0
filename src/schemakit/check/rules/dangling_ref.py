"""References that lead nowhere."""

from collections import Counter
from collections.abc import Iterator

from schemakit.check.group import counted
from schemakit.check.places import own_resources
from schemakit.check.rule import Rule, Survey
from schemakit.core.finding import Finding, Kind, Severity
from schemakit.resolve.schema_set import Reference, Via

KIND = Kind(
    "SK101",
    "dangling-ref",
    Severity.ERROR,
    "A reference points at something that is not in these files.",
    """\
## What it does
Reports every `$ref` whose target is in none of the files schemakit was given. References are looked for without data,
so also those that no payload happens to reach.

## Why is this bad?
A validator either refuses to load such a schema, or fails on the first payload that reaches the reference, or silently
accepts everything there.

## Example
```json
{"properties": {"mode": {"$ref": "#/components/schemas/ModeEnum"}}}
```
and no file has the `$id` `#/components/schemas/ModeEnum`.

## Use instead
Give schemakit the missing file, or the OpenAPI document the schemas were taken from. Enums that drf-spectacular
listed in the descriptions of their referrers can be rebuilt: `schemakit recover`.
""",
)


def find(survey: Survey) -> Iterator[Finding]:
    """Find references without a target, and those whose target only exists because schemakit rebuilt it."""
    own = {resource.location.uri for resource in own_resources(survey.schemas)}
    dangling = [
        edge
        for edge in survey.schemas.references
        if edge.location.uri in own and (edge.target is None or edge.via is Via.RECOVERED)
    ]
    if dangling:
        first, *others = dangling
        yield KIND.at(
            first.location,
            _message(dangling),
            note=f"no file here has this $id{'' if first.text.startswith('#') else ' or name'}",
            related=tuple(edge.location for edge in others),
            help=tuple(_help(dangling)),
        )


def _message(dangling: list[Reference]) -> str:
    targets = len({edge.text for edge in dangling})
    if len(dangling) == 1:
        return f"the reference {dangling[0].text} points at a definition that is not in these files"
    return (
        f"{len(dangling)} references point at {counted(targets, 'definition that is', 'definitions that are')}"
        " not in these files"
    )


def _help(dangling: list[Reference]) -> Iterator[str]:
    every = Counter(edge.text for edge in dangling)
    rebuilt = {edge.text for edge in dangling if edge.via is Via.RECOVERED}
    lost = [text for text in every if text not in rebuilt]
    if rebuilt:
        which = f"all {len(every)}" if not lost else f"{len(rebuilt)} of the {len(every)}"
        subject = which if len(every) > 1 else "it"
        agree = ", and no two places disagree" if any(every[text] > 1 for text in rebuilt) else ""
        yield f"{subject} can be rebuilt from the descriptions{agree}: schemakit recover"
    if lost:
        names = ", ".join(lost[:3]) + (", ..." if len(lost) > 3 else "")
        yield f"add the file or OpenAPI document that defines {names}"


RULE = Rule(KIND, find)
