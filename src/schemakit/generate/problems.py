"""What can be wrong with generated code: the kinds of finding that ``generate --check`` makes."""

from typing import Final

from schemakit.core.finding import Kind, Severity

SCHEMA_CHANGED: Final = Kind(
    "SK801",
    "schema-changed",
    Severity.ERROR,
    "The schema of a generated file is another one now.",
    """\
## What it does
Reports a generated file that generating would change, because a schema changed since, and says which keyword.

## Why is this bad?
The models say what the schema used to say: readers and type checkers believe the old one.

## Example
`maxLength` went from 255 to 100 in a schema, and `generated/` was not made again.

## Use instead
`schemakit generate`, and commit the result with the schema.
""",
)

EDITED_BY_HAND: Final = Kind(
    "SK802",
    "edited-by-hand",
    Severity.ERROR,
    "A generated file was changed by a person or another tool.",
    """\
## What it does
Reports a generated file whose text is not the one that was generated.

## Why is this bad?
The change is lost the next time somebody generates, and until then the models may not do what the schemas say.

## Example
A field added by hand to a class in `generated/`; a formatter that ran over the folder.

## Use instead
Change the schema; or inherit from the class in a file of your own. Keep formatters out of the folder.
""",
)

MISSING_FILE: Final = Kind(
    "SK803",
    "missing-file",
    Severity.ERROR,
    "A file that should have been generated is not there.",
    """\
## What it does
Reports a schema whose generated file does not exist.

## Why is this bad?
Whoever imports the model fails.

## Example
A new file in `schemas/`, and `generated/` was not made again; or a generated file that was not committed.

## Use instead
`schemakit generate`, and commit the result.
""",
)

STALE_FILE: Final = Kind(
    "SK804",
    "stale-file",
    Severity.ERROR,
    "A generated file that no schema makes any more is still there.",
    """\
## What it does
Reports a file that an earlier run generated, as its manifest says, and that this one would not.

## Why is this bad?
Models of schemas that are gone keep being used.

## Example
A schema was deleted or renamed; its module stayed.

## Use instead
`schemakit generate` removes it; one that was edited by hand has to be removed by hand.
""",
)

OTHER_VERSION: Final = Kind(
    "SK805",
    "other-generator-version",
    Severity.ERROR,
    "Another version of the generator writes other code.",
    """\
## What it does
Reports generated files that differ only because another version of schemakit, or with other settings, made them.

## Why is this bad?
The next person who generates gets a change that has nothing to do with theirs.

## Example
schemakit was updated, and `generated/` was not made again.

## Use instead
`schemakit generate`, in a commit of its own.
""",
)

KINDS: Final = (SCHEMA_CHANGED, EDITED_BY_HAND, MISSING_FILE, STALE_FILE, OTHER_VERSION)
