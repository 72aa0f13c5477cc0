"""What can be wrong with a file or folder as such."""

from typing import Final

from schemakit.core.finding import Kind, Severity

UNREADABLE_FILE: Final = Kind(
    "SK001",
    "unreadable-file",
    Severity.ERROR,
    "a file cannot be read",
    """\
## What it does
Reports a file that exists but that the operating system does not let schemakit read: missing permissions, a device or
a socket, a folder that cannot be listed.

## Why is this bad?
A schema that is not read is missing: every reference to it dangles, and its rules are not applied.

## Example
```console
$ chmod 000 schemas/task.json
$ schemakit check schemas/
```

## Use instead
Give the user who runs schemakit the right to read the file, or name other paths.
""",
)

NOT_TEXT: Final = Kind(
    "SK002",
    "not-text",
    Severity.ERROR,
    "a file is not UTF-8 text",
    """\
## What it does
Reports files that are not UTF-8: binary files, compressed files, UTF-16, Latin-1. A byte order mark in front of UTF-8
is accepted.

## Why is this bad?
JSON that is exchanged between systems has to be UTF-8 (RFC 8259, section 8.1). Guessing another encoding would change
names and enum values without a word.

## Example
A file that Windows PowerShell wrote with `>` is UTF-16.

## Use instead
Save the file as UTF-8: `iconv -f UTF-16 -t UTF-8 schema.json > schema-utf8.json`.
""",
)

EMPTY_FILE: Final = Kind(
    "SK003",
    "empty-file",
    Severity.ERROR,
    "a file holds no document",
    """\
## What it does
Reports files without content: no bytes, only white space, or, in YAML, only comments and document markers.

## Why is this bad?
An empty file is no JSON text. It is usually left behind by a command that failed.

## Example
```console
$ fetch-schema > task.json    # failed, and left an empty file
```

## Use instead
Write the document again, or delete the file. The schema that accepts everything is `true` or `{}`.
""",
)

TOO_LARGE: Final = Kind(
    "SK008",
    "too-large",
    Severity.ERROR,
    "an input is larger than the limits allow",
    """\
## What it does
Stops at files of more than 64 MiB, rows of more than 4 MiB where each line is a document, YAML streams of more than
10,000 documents or 1,000 tag directives, and folders of more than 100,000 files.

## Why is this bad?
Inputs like these are hardly schemas: a log, a data dump, or an attack on the memory of the machine.

## Example
`schemakit check /` or `schemakit validate /dev/zero`.

## Use instead
Name the files that are meant; split large data into several files.
""",
)

DIRECTORY_LOOP: Final = Kind(
    "SK017",
    "directory-loop",
    Severity.ERROR,
    "a symbolic link leads back to a folder it is in",
    """\
## What it does
Reports symbolic links below a named folder that lead to a folder around them. The link is not followed.

## Why is this bad?
The folder has no end: each turn of the loop would find the same files again under longer names.

## Example
```console
$ ln -s .. schemas/all
```

## Use instead
Remove the link.
""",
)

LINK_OUTSIDE: Final = Kind(
    "SK018",
    "link-outside",
    Severity.WARNING,
    "a symbolic link leads out of the folder or to nothing",
    """\
## What it does
Reports symbolic links below a named folder that lead to a place outside it, or to nothing. The link is not followed.

## Why is this bad?
Only what was named is read: a link in a checked-out repository must not make schemakit read other files of the
machine. What the link leads to is missing from the set.

## Example
```console
$ ln -s /etc schemas/more
```

## Use instead
Name the other folder as well: `schemakit check schemas/ ../shared/schemas/`.
""",
)

BROKEN_GZIP: Final = Kind(
    "SK020",
    "broken-gzip",
    Severity.ERROR,
    "a compressed file is damaged or ends too early",
    """\
## What it does
Reports files named `.gz` that cannot be decompressed to their end. The rows before that place are checked.

## Why is this bad?
Rows are missing, and nobody knows how many. It is usually a download or a copy that was interrupted.

## Example
```console
$ head -c 100000 events.jsonl.gz > part.jsonl.gz
$ schemakit validate --schema Event part.jsonl.gz
```

## Use instead
Get the file again; `gzip --test events.jsonl.gz` tells whether it is whole.
""",
)
