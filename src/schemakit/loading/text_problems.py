"""What can be wrong with a text, in JSON and mostly in YAML as well."""

from typing import Final

from schemakit.core.finding import Kind, Severity

INVALID_JSON: Final = Kind(
    "SK004",
    "invalid-json",
    Severity.ERROR,
    "a file is not JSON",
    """\
## What it does
Reports text that is not JSON (RFC 8259), at the character where it stops being JSON: a comma too many, single quotes,
comments, a file that ends too early.

## Why is this bad?
Other programs refuse the file, or read something else from it.

## Example
```json
{"type": "string",}
```

## Use instead
```json
{"type": "string"}
```
Comments and trailing commas are no JSON. To use them, name the file `.jsonc`, `.json5` or `.yaml`. Files that editors
and compilers read as JSON with comments are read so as well: `tsconfig.json`, `.vscode/*.json`, `devcontainer.json` and
their like. For others there is `--syntax jsonc`.
""",
)

DUPLICATE_KEY: Final = Kind(
    "SK006",
    "duplicate-key",
    Severity.ERROR,
    "an object has the same member twice",
    """\
## What it does
Reports names that occur more than once in one object, in JSON and in YAML, with every place. `1` and `"1"` are the
same name, for a JSON object knows only strings.

## Why is this bad?
Which of the values counts depends on the program (RFC 8259, section 4): most take the last one, some the first, some
refuse the file. One of the two rules somebody wrote is silently not applied. schemakit goes on with the last one.

## Example
```json
{"type": "string", "maxLength": 10, "maxLength": 20}
```

## Use instead
```json
{"type": "string", "maxLength": 20}
```
""",
)

TRAILING_DATA: Final = Kind(
    "SK007",
    "trailing-data",
    Severity.ERROR,
    "text follows the end of a JSON document",
    """\
## What it does
Reports text after the end of the document in a JSON file.

## Why is this bad?
A JSON file holds one value (RFC 8259, section 2). What follows is either a mistake or a second document that
programs would not read.

## Example
```json
{"type": "string"}
{"type": "integer"}
```

## Use instead
One document a file, or a YAML file, whose documents are separated by `---`.
""",
)

TOO_DEEP: Final = Kind(
    "SK009",
    "too-deep",
    Severity.ERROR,
    "a document is nested too deeply",
    """\
## What it does
Stops at documents with more than 640 arrays and objects inside each other, aliases included.

## Why is this bad?
Programs read nested values by recursion. Such a document crashes many of them, which is what it is usually made for.

## Example
A file of 100,000 opening brackets.

## Use instead
A recursive schema (`"$ref": "#"`) describes any depth in a few lines.
""",
)

NON_FINITE_NUMBER: Final = Kind(
    "SK012",
    "non-finite-number",
    Severity.ERROR,
    "NaN or infinity where a number is needed",
    """\
## What it does
Reports `NaN`, `Infinity` and `-Infinity` in JSON files and `.nan` and `.inf` in YAML files.

## Why is this bad?
JSON has no such numbers (RFC 8259, section 6). Some programs write them all the same; most refuse to read them.

## Example
```json
{"maximum": Infinity}
```

## Use instead
Leave the bound out, use `null` for a missing measurement, or a string if the three words are meant.
""",
)

HUGE_NUMBER: Final = Kind(
    "SK013",
    "huge-number",
    Severity.ERROR,
    "a number needs more than 100,000 digits",
    """\
## What it does
Stops at numbers that need more than 100,000 digits when written out, such as `1e1000000`. Below that, numbers of any
size are read exactly.

## Why is this bad?
A few characters ask for an unlimited amount of time in every program that computes with the number.

## Example
```json
{"maximum": 1e1000000}
```

## Use instead
Leave the bound out, or write the bound that is meant.
""",
)

LONE_SURROGATE: Final = Kind(
    "SK014",
    "lone-surrogate",
    Severity.WARNING,
    "a string holds half of a character",
    r"""## What it does
Reports strings with an escape such as `\ud83d` that is the first or second half of a character, without the other half.

## Why is this bad?
Such a string is no Unicode text, cannot be stored as UTF-8, and is refused, replaced or cut by the programs it is
handed to (RFC 8259, section 8.2). schemakit keeps the string as it is.

## Example
```json
{"const": "\ud83d"}
```

## Use instead
The whole character, `"\ud83d\ude00"`, or for a regular expression the escape as text: `"[^\\ud800-\\udfff]"`.
""",
)
