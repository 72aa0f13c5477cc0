"""What can be wrong between frozen cases and a newer version of their schemas."""

from typing import Final

from schemakit.core.finding import Kind, Severity

NOW_REFUSED: Final = Kind(
    "SK701",
    "now-refused",
    Severity.ERROR,
    "a payload that was valid when it was frozen is refused by the schema as it is now",
    """\
## What it does
Reports frozen cases whose verdict was valid and is no longer.

## Why is this bad?
Whoever sends such payloads today is turned away by the next version.

## Example
`branch` had a `maxLength` of 255, and has one of 100: the frozen case with 255 characters is refused.

## Use instead
A schema that still takes it, or a new version of the interface. Where that is decided, freeze the cases anew:
`schemakit corpus export`.
""",
)

NOW_ACCEPTED: Final = Kind(
    "SK702",
    "now-accepted",
    Severity.ERROR,
    "a payload that was invalid when it was frozen is accepted by the schema as it is now",
    """\
## What it does
Reports frozen cases whose verdict was invalid and is no longer.

## Why is this bad?
Whoever reads such payloads and relied on the old schema meets what could never be there.

## Example
`mode` gets a third value, or `branch` may be null: readers that knew two values, or always a string, break.

## Use instead
If that is decided, freeze the cases anew: `schemakit corpus export`; and tell those who read.
""",
)

NOT_COVERED: Final = Kind(
    "SK703",
    "assertion-not-covered",
    Severity.ERROR,
    "no frozen case violates an assertion of the schema as it is now",
    """\
## What it does
Reports assertions that a payload can violate, and none of the frozen cases does; the finding shows such a payload.

## Why is this bad?
Services that replay the cases do not learn of the new rule: one that forgets it passes.

## Example
The schema gets a new property with a `pattern`, and the cases were frozen before.

## Use instead
`schemakit corpus export`, which adds a case for it.
""",
)

SCHEMA_GONE: Final = Kind(
    "SK704",
    "frozen-schema-gone",
    Severity.ERROR,
    "cases are frozen for a schema that is not there any more",
    """\
## What it does
Reports groups of frozen cases whose description names no schema.

## Why is this bad?
Services go on replaying what nobody promises.

## Example
`Order` was renamed to `PurchaseOrder`, and `contract/Order.json` is still there.

## Use instead
Delete the file, and freeze the cases of the new schema: `schemakit corpus export PurchaseOrder`.
""",
)

#: Every kind that comparing finds.
KINDS: Final = (NOW_REFUSED, NOW_ACCEPTED, NOT_COVERED, SCHEMA_GONE)
