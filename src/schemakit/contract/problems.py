"""The kinds of disagreement between a schema and whoever is to keep it."""

from typing import Final

from schemakit.core.finding import Kind, Severity

TOO_WIDE: Final = Kind(
    "SK901",
    "too-wide",
    Severity.ERROR,
    "a model or an engine takes a payload that the schema refuses",
    """\
## What it does
Reports code that accepts a payload although the schema refuses it. The payload violates one assertion, which the
finding names, and has been reduced to the members that matter.

## Why is this bad?
What a service lets in and its published schema forbids ends up in databases and in other services that trust the
schema.

## Example
`branch` has the type string and may be absent; a model with `branch: str | None = None` takes `{"branch": null}`.

## Use instead
Models made with `schemakit generate`, which accept exactly what the schema accepts; or a check of the raw payload
with the schema's validator before it is parsed.
""",
)

TOO_NARROW: Final = Kind(
    "SK902",
    "too-narrow",
    Severity.ERROR,
    "a model or an engine refuses a payload that the schema allows",
    """\
## What it does
Reports code that refuses a payload although the schema allows it. The payload has been reduced to the members that
matter.

## Why is this bad?
Clients that keep to the published schema are turned away, at the one payload nobody tried.

## Example
The schema allows `1.0` where it says integer (JSON Schema Validation, section 6.1.1); a strict model refuses it.

## Use instead
Models made with `schemakit generate`, or a narrower schema if the model is what is meant.
""",
)

LOSSY: Final = Kind(
    "SK903",
    "lossy",
    Severity.ERROR,
    "a payload is not the same after a model has read and written it",
    """\
## What it does
Reports models that write something else than they have read: the two differ as JSON values. It says so where what was
written is not even valid, and at how many places.

## Why is this bad?
A service that reads, changes one member and writes back changes others, too: null for what was absent, a URL with a
slash more, an identifier in other letters.

## Example
`{"stage": "build"}` comes back as `{"stage": "build", "branch": null, "output": null}`.

## Use instead
Models that tell absent from null and keep what they do not know; those of `schemakit generate` do.
""",
)

CRASH: Final = Kind(
    "SK904",
    "crash",
    Severity.ERROR,
    "a model or an engine ends in an exception that is no refusal",
    """\
## What it does
Reports code that neither accepts nor refuses a payload but raises something else, ends its process, or gives no answer
within `--deadline` seconds (after eight such answers it is not asked any more). A refusal is a `ValueError`, a
`TypeError`, an `AssertionError`, or any exception called `ValidationError`.

## Why is this bad?
In a service it is an answer of 500 for what should be one of 200 or 400.

## Example
A validator of a field that calls `value.lower()` raises `AttributeError` for `null`.

## Use instead
Check the type before using the value, or raise `ValueError`.
""",
)

ENGINES_DISAGREE: Final = Kind(
    "SK905",
    "engines-disagree",
    Severity.ERROR,
    "the two engines give a value different verdicts",
    """\
## What it does
With `--engine both`, reports values that one of the two engines accepts and the other one refuses, and the keyword by
which it is refused. Refusals of the reference engine that are known to be wrong, by name, are left out: leap seconds,
and multiples of fractions.

## Why is this bad?
One of the two is wrong about the schema, and whoever validates with it lets in what the schema forbids, or turns away
what it allows. Elsewhere the fast engine decides, alone.

## Example
A `pattern` with a construct that one regular expression engine reads in another way than ECMA-262 has it.

## Use instead
A schema that says the same in simpler words. If the fast engine is the one that is wrong, please report it.
""",
)

#: Every kind that this layer finds.
KINDS: Final = (TOO_WIDE, TOO_NARROW, LOSSY, CRASH, ENGINES_DISAGREE)
