"""What can be wrong with the recovery of enums: the kinds of finding, with their documentation."""

from typing import Final

from schemakit.core.finding import Kind, Severity

ENUM_CONFLICT: Final = Kind(
    "SK110",
    "enum-conflict",
    Severity.ERROR,
    "Two descriptions disagree about the values of one missing enum.",
    """\
## What it does
Reports a missing enum component whose referrers list different values, or the same values in another order, or whose
defaults ask for different types.

## Why is this bad?
All of them refer to one component, so at most one list is right. The enum is not rebuilt: nothing is guessed.

## Example
```json
{"properties": {
  "a": {"allOf": [{"$ref": "#/components/schemas/ModeEnum"}], "description": "A\\n\\n* `x` - X\\n* `y` - Y"},
  "b": {"allOf": [{"$ref": "#/components/schemas/ModeEnum"}], "description": "B\\n\\n* `x` - X\\n* `z` - Z"}
}}
```

## Use instead
Files of one publication of the API. Where they are, write `schemas/enums/ModeEnum.json` by hand.
""",
)

ENUM_LABELS_DIFFER: Final = Kind(
    "SK111",
    "enum-labels-differ",
    Severity.WARNING,
    "Two descriptions give the same values of an enum other labels.",
    """\
## What it does
Reports a missing enum component whose referrers list the same values in the same order with different labels.

## Why is this bad?
drf-spectacular makes different components where labels differ, so the descriptions are probably of different
publications. The values agree, so the enum is rebuilt, with the labels that come first.

## Example
```json
{"properties": {
  "a": {"allOf": [{"$ref": "#/components/schemas/ColourEnum"}], "description": "A\\n\\n* `red` - Red"},
  "b": {"allOf": [{"$ref": "#/components/schemas/ColourEnum"}], "description": "B\\n\\n* `red` - Scarlet"}
}}
```

## Use instead
Files of one publication of the API.
""",
)

AMBIGUOUS_ENUM_TYPE: Final = Kind(
    "SK112",
    "ambiguous-enum-type",
    Severity.WARNING,
    "The values of a rebuilt enum could be strings or something else.",
    """\
## What it does
Reports a list of choices in which every value looks like an integer, a number or a boolean, where no `default` or
`example` beside the reference tells which; and a value `None` of a nullable property, which could be null or a string.

## Why is this bad?
A description holds `str(value)`: `1` is written for `1` and for `"1"`. Both occur about equally often, so schemakit
takes what the text says, strings, and tells you. `None` is taken as null, which the property allows by other means.

## Example
```json
{"allOf": [{"$ref": "#/components/schemas/SizeEnum"}], "description": "Size\\n\\n* `1` - small\\n* `2` - large"}
```

## Use instead
The right values in `schemas/enums/SizeEnum.json`: `schemakit recover` keeps them, and takes a change of type alone as
the answer to this question.
""",
)

UNREADABLE_BULLETS: Final = Kind(
    "SK113",
    "unreadable-bullets",
    Severity.WARNING,
    "A description lists choices in a way that cannot be read without guessing.",
    """\
## What it does
Reports the description of a reference to a missing enum that has a list of choices, but one with no reading or two.

## Why is this bad?
Values and labels are written into descriptions raw. A label with a newline can look like another choice, and a value
with a backtick can look like a label. Reading on would now and then give a wrong list, and a wrong list is worse than
none.

## Example
```json
{"allOf": [{"$ref": "#/components/schemas/KindEnum"}], "description": "Kind\\n\\n* `a` - first\\nline\\n* `b` - second"}
```

## Use instead
The OpenAPI document that defines the component, or `schemas/enums/KindEnum.json` written by hand.
""",
)

DEFAULT_NOT_IN_ENUM: Final = Kind(
    "SK114",
    "default-not-in-enum",
    Severity.WARNING,
    "The default beside a reference is not among the values that its description lists.",
    """\
## What it does
Reports a `default` that is no member of the enum rebuilt from descriptions (nor the empty string or null where the
property allows them).

## Why is this bad?
Either the default is refused by the schema it belongs to, or the description is out of date.

## Example
```json
{"allOf": [{"$ref": "#/components/schemas/ModeEnum"}], "default": "z", "description": "Mode\\n\\n* `x` - X\\n* `y` - Y"}
```

## Use instead
A default that the description lists.
""",
)

RECOVERED_ENUM_EDITED: Final = Kind(
    "SK810",
    "recovered-enum-edited",
    Severity.WARNING,
    "Somebody changed the values in a recovered enum's file.",
    """\
## What it does
Reports a file of `schemas/enums/` whose values are not the ones that `schemakit recover` wrote.

## Why is this bad?
It need not be: the values of the file count, and `recover` keeps them. But nobody compares them with the descriptions
any more.

## Example
A value `"gamma"` added to `schemas/enums/ModeEnum.json`, which the descriptions do not list.

## Use instead
Remove `x-schemakit` from the file to make it an ordinary file of yours, or delete the file and run `schemakit recover`
to have the described values back.
""",
)

RECOVERED_ENUM_DRIFTED: Final = Kind(
    "SK811",
    "recovered-enum-drifted",
    Severity.ERROR,
    "The descriptions list other values than the recovered enum's file.",
    """\
## What it does
Reports a file of `schemas/enums/` that is no longer what the descriptions say.

## Why is this bad?
The schemas were published anew with other choices; validating against the old ones refuses good data or takes bad.

## Example
`schemas/enums/ModeEnum.json` holds `["x", "y"]`, and the description now lists `x`, `y` and `z`.

## Use instead
`schemakit recover`, which writes the file again.
""",
)

RECOVERED_ENUM_STALE: Final = Kind(
    "SK812",
    "recovered-enum-stale",
    Severity.WARNING,
    "No description lists the values of a recovered enum any more.",
    """\
## What it does
Reports a file of `schemas/enums/` for which no schema has a reference with a readable list of choices.

## Why is this bad?
Nothing says any more that its values are true.

## Example
The last schema that refers to `ModeEnum` was removed, or its description lost the list.

## Use instead
Delete the file; or remove `x-schemakit` from it to keep it as an ordinary file of yours.
""",
)

KINDS: Final = (
    ENUM_CONFLICT,
    ENUM_LABELS_DIFFER,
    AMBIGUOUS_ENUM_TYPE,
    UNREADABLE_BULLETS,
    DEFAULT_NOT_IN_ENUM,
    RECOVERED_ENUM_EDITED,
    RECOVERED_ENUM_DRIFTED,
    RECOVERED_ENUM_STALE,
)
