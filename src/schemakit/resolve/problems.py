"""What can be wrong with identity and dialect: the kinds of finding that resolving itself makes."""

from typing import Final

from schemakit.core.finding import Kind, Severity
from schemakit.resolve import enum_findings

DUPLICATE_ID: Final = Kind(
    "SK105",
    "duplicate-id",
    Severity.ERROR,
    "Two schemas have the same identifier.",
    """\
## What it does
Reports a schema whose `$id` another schema of the set already has.

## Why is this bad?
A reference to the identifier can mean either; which one a tool takes depends on the order of files (Core, section
8.2.1). schemakit takes the first.

## Example
`a.json` and `b.json` both with `"$id": "https://example.com/thing"`.

## Use instead
An identifier of its own for each schema; or leave one of the two files out.
""",
)

AMBIGUOUS_REF: Final = Kind(
    "SK106",
    "ambiguous-ref",
    Severity.ERROR,
    "A reference names a component that several files claim to be.",
    """\
## What it does
Reports a `$ref` such as `#/components/schemas/Thing` whose text is the `$id` of more than one file that it could mean.

## Why is this bad?
The files may say different things. schemakit prefers a file of the same folder and takes the first where that does not
decide.

## Example
`v1/order.json` refers to `#/components/schemas/Item`, and both `v2/item.json` and `v3/item.json` have that `$id`.

## Use instead
One folder for each publication of an API; give schemakit one of them at a time.
""",
)

UNKNOWN_METASCHEMA: Final = Kind(
    "SK205",
    "unknown-metaschema",
    Severity.WARNING,
    "`$schema` names a metaschema that is not known.",
    """\
## What it does
Reports a `$schema` that is no published draft and no document of the set.

## Why is this bad?
Nobody can know what the keywords mean, and nothing is fetched to find out. The schema is read as the default dialect.

## Example
```json
{"$schema": "http://json-schema.org/draft-08/schema#"}
```

## Use instead
The URI of a published draft, or give schemakit the metaschema's file too.
""",
)

NOT_A_SCHEMA: Final = Kind(
    "SK206",
    "not-a-schema",
    Severity.ERROR,
    "The document is neither a schema nor an OpenAPI document.",
    """\
## What it does
Reports a document whose root is not an object or a boolean.

## Why is this bad?
A JSON Schema is an object or a boolean (Core, section 4.3); of anything else nothing can be said.

## Example
```json
[{"type": "string"}]
```

## Use instead
One schema in a file; or leave data files out of the folder of schemas.
""",
)

KINDS: Final = (DUPLICATE_ID, AMBIGUOUS_REF, UNKNOWN_METASCHEMA, NOT_A_SCHEMA, *enum_findings.KINDS)
