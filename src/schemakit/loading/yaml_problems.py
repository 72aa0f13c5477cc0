"""What can be wrong with a text in YAML only."""

from typing import Final

from schemakit.core.finding import Kind, Severity

INVALID_YAML: Final = Kind(
    "SK005",
    "invalid-yaml",
    Severity.ERROR,
    "a file is not YAML",
    """\
## What it does
Reports text that is not YAML, at the place where it stops being YAML, and aliases without an anchor.

## Why is this bad?
The document has no meaning, or another one for each program that reads it.

## Example
```yaml
description: one of: a, b
```

## Use instead
```yaml
description: "one of: a, b"
```
""",
)

ALIAS_EXPANSION: Final = Kind(
    "SK010",
    "alias-expansion",
    Severity.ERROR,
    "the aliases of a YAML file stand for too many values",
    """\
## What it does
Stops at YAML documents whose aliases and merge keys would add more than 1,000,000 values if they were written out.

## Why is this bad?
Ten lines of aliases to aliases stand for billions of values ("billion laughs"). Every program that writes such a
document as JSON, or walks it, runs out of time or memory.

## Example
```yaml
a: &a [x, x, x, x, x, x, x, x, x]
b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
```

## Use instead
`$ref`, which names a schema without copying it.
""",
)

RECURSIVE_ALIAS: Final = Kind(
    "SK011",
    "recursive-alias",
    Severity.ERROR,
    "a YAML alias stands inside its own anchor",
    """\
## What it does
Reports aliases to a value that contains the alias.

## Why is this bad?
The document would be infinite: there is no JSON value it stands for.

## Example
```yaml
node: &node
  children: [*node]
```

## Use instead
```yaml
node:
  children: {type: array, items: {$ref: "#/node"}}
```
""",
)

COMPLEX_KEY: Final = Kind(
    "SK015",
    "complex-key",
    Severity.ERROR,
    "a YAML key is a list or a mapping",
    """\
## What it does
Reports YAML mappings whose key is itself a list or a mapping. Keys that look like numbers, booleans or null are
fine: they are read as the text that was written, `200` as `"200"`.

## Why is this bad?
The names in a JSON object are strings, so there is no JSON value the document stands for. It is often an unquoted
template: `{{ name }}: x`.

## Example
```yaml
? [a, b]
: string
```

## Use instead
```yaml
"a, b": string
```
""",
)

UNSUPPORTED_TAG: Final = Kind(
    "SK016",
    "unsupported-tag",
    Severity.ERROR,
    "a YAML tag has no meaning in JSON",
    """\
## What it does
Reports YAML tags other than those of the core schema (YAML 1.2, section 10.3): `!!map`, `!!seq`, `!!str`, `!!int`,
`!!float`, `!!bool`, `!!null`; and these where the value is not of their kind. No tag ever runs code.

## Why is this bad?
A tag such as `!Ref`, `!!timestamp` or `!!python/object` asks for a value that JSON does not have. Reading the plain
text instead would change what the document says.

## Example
```yaml
released: !!timestamp 2024-01-01
```

## Use instead
```yaml
released: "2024-01-01"
```
""",
)
