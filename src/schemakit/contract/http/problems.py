"""The kinds of disagreement between a service and its contract, beside those that every subject can have."""

from typing import Final

from schemakit.core.finding import Kind, Severity

CONTRACT_WITHOUT_MEANING: Final = Kind(
    "SK060",
    "contract-without-meaning",
    Severity.ERROR,
    "a contract names a schema or leaves out a value that its requests need",
    """\
## What it does
Reports operations of a contract that cannot be tested as they are written: a schema of that name is not there, a
variable of the path has no value, or two names stand for one operation.

## Why is this bad?
What is not tested looks as good as what passes.

## Example
```yaml
operations:
  POST /tasks/{id}/runs:
    body: TaskRunResumeRequest   # the schema is called TaskRunResumeRequestSchema, and {id} has no value
```

## Use instead
```yaml
operations:
  POST /tasks/{id}/runs:
    body: TaskRunResumeRequestSchema
    path: { id: 1 }
```
""",
)

SERVER_ERROR: Final = Kind(
    "SK911",
    "server-error",
    Severity.ERROR,
    "a service answers a request with a status of 500 or more",
    """\
## What it does
Reports requests at which a service breaks. The payload, valid or not, has been reduced to the members that matter.

## Why is this bad?
A payload is taken, or refused with a status that says so. 500 means that nobody thought of it, and that half of the
work may be done.

## Example
A `branch` of 200 characters is valid by its schema and does not fit into the column of the data base: 500.

## Use instead
Parse payloads by a generated model, which refuses exactly what the schema refuses, and give the schema the limits that
the service really has.
""",
)

WRONG_ANSWER: Final = Kind(
    "SK912",
    "wrong-answer",
    Severity.ERROR,
    "an answer of a service is not valid against the schema that is declared for it",
    """\
## What it does
Reports answers whose content the declared schema refuses, or that have no JSON in them where a schema is declared.
Answers of more than 16 MiB are not read to their end, and reported as such.

## Why is this bad?
Clients are generated from the schema; they break at the one answer that nobody tried.

## Example
The schema of the answer has `"id": {"type": "string", "format": "uuid"}`, and the service sends `{"id": 17}`.

## Use instead
Make answers with the generated model (`dump`), or mend the schema.
""",
)

UNDECLARED_STATUS: Final = Kind(
    "SK913",
    "undeclared-status",
    Severity.ERROR,
    "a service answers with a status that its contract does not have",
    """\
## What it does
Reports answers of a status that is neither among the `answers` nor among the statuses by which the operation `refuses`
a payload.

## Why is this bad?
Clients act on the status. One that nobody declared is an error that nobody handles.

## Example
The contract says 201 for what was created, and the service answers 200; or a payload is refused with 404.

## Use instead
The declared status; or declare this one in the contract: `answers: {200: Task}`, `refuses: [400, 409]`.
""",
)

STRICTER_THAN_SCHEMA: Final = Kind(
    "SK914",
    "stricter-than-schema",
    Severity.ERROR,
    "a service refuses a payload that its schema allows",
    """\
## What it does
Reports valid payloads that a service refuses, apart from everything else: it may check what no schema can say. The
payload has been reduced to the members that matter.

## Why is this bad?
Clients that keep to the published schema are turned away. Where that is meant, they should be able to know it.

## Example
The schema allows any string for `branch`, and the service refuses names with spaces.

## Use instead
Say it in the schema (`pattern`). Where a schema cannot (the branch has to exist), accept it by name in the contract,
with a schema of the payloads that it is about:
```yaml
operations:
  POST /tasks/{id}/runs:
    stricter:
      branch-must-exist: { required: [branch] }
```
""",
)

TURNED_AWAY: Final = Kind(
    "SK915",
    "turned-away",
    Severity.ERROR,
    "a service turns requests away before it looks at their payload",
    """\
## What it does
Reports operations that answer the first valid payloads all with 401, 403, 404, 405 or 429: the payload is not what they
are about, and nothing more is sent to that operation.

## Why is this bad?
Nothing has been tested.

## Example
The contract has no `Authorization` header, or the task 1 of `/tasks/{id}/runs` does not exist in this environment.

## Use instead
`--header 'Authorization: Bearer ${TOKEN}'` or `headers` in the contract, other values under `path`, `--rate` for 429.
""",
)

NO_ANSWER: Final = Kind(
    "SK916",
    "no-answer",
    Severity.ERROR,
    "a service does not answer a request",
    """\
## What it does
Reports requests that the service leaves without an answer, also when they are repeated: the connection ends, or the
time of `--timeout` is over.

## Why is this bad?
Whoever can make a service hang with one payload can stop it with a few.

## Example
A `pattern` that takes exponential time in the service's regular expression engine.

## Use instead
Limits of length before costly checks. Where the service is slow by nature, `--timeout 60`.
""",
)

#: Every kind that contract tests find beside ``too-wide`` and ``lossy``.
KINDS: Final = (
    CONTRACT_WITHOUT_MEANING,
    SERVER_ERROR,
    WRONG_ANSWER,
    UNDECLARED_STATUS,
    STRICTER_THAN_SCHEMA,
    TURNED_AWAY,
    NO_ANSWER,
)
