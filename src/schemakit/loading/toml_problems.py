"""What can be wrong with a text in TOML only."""

from typing import Final

from schemakit.core.finding import Kind, Severity

INVALID_TOML: Final = Kind(
    "SK019",
    "invalid-toml",
    Severity.ERROR,
    "a file is not TOML",
    """\
## What it does
Reports text that is not TOML 1.0, at the place where it stops being TOML: values without quotation marks, keys and
tables that are defined twice, files that end too early, integers of thousands of digits.

## Why is this bad?
Other programs refuse the file.

## Example
```toml
name = schemakit
```

## Use instead
```toml
name = "schemakit"
```
TOML's dates and times are read as the strings that RFC 3339 writes for them, such as `"2024-05-27T07:32:00Z"`: a schema
asks for them with `{"type": "string", "format": "date-time"}`, as it would for JSON.
""",
)
