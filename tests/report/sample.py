"""One sample of findings for every format: grouped places, a key, hostile text, a document without text."""

from dataclasses import dataclass
from typing import Final, final

from schemakit.core.finding import Finding, Severity
from schemakit.core.location import Excerpt, Location, Span, Uri
from schemakit.core.pointer import Pointer
from schemakit.report.presentation import Presentation

FILES: Final = {
    "file:///data/a.json": (
        "schemas/a.json",
        (
            "{",
            '  "mode": {"$ref": "#/components/schemas/ModeEnum"},',
            '  "also": {"$ref": "#/components/schemas/ModeEnum"},',
            '  "kind": {"$ref": "#/components/schemas/KindEnum"}',
            "}",
        ),
    ),
    "file:///data/b.yaml": (
        "data files/b, c: 100%.yaml",
        ("name: ok", "\tgrüße: 日本\x1b[31m\u202eeikooc", "items:", "- 1", "- 2", "- 3"),
    ),
}

A, B = Uri("file:///data/a.json"), Uri("file:///data/b.yaml")
MEMORY = Uri("urn:example:memory")

SPANS: Final = {
    Location(A, Pointer("/mode/$ref")): Span(2, 20, 2, 51),
    Location(A, Pointer("/also/$ref")): Span(3, 20, 3, 51),
    Location(A, Pointer("/kind/$ref")): Span(4, 20, 4, 51),
    Location(B, Pointer("/grüße")): Span(2, 9, 2, 23),
    Location(B, Pointer("/items"), key=True): Span(3, 1, 3, 6),
    Location(B, Pointer("/items")): Span(4, 1, 6, 4),
}


def locate(location: Location) -> Excerpt | None:
    """Return the excerpt of a sample's location."""
    span = SPANS.get(location)
    if span is None:
        return None
    path, lines = FILES[location.uri]
    return Excerpt(path, span, lines[span.line - 1 : span.end_line])


FINDINGS: Final = (
    Finding(
        "SK101",
        "dangling-ref",
        Severity.ERROR,
        "3 references point at 2 definitions that are not in these files",
        Location(A, Pointer("/mode/$ref")),
        note="no file here has this $id",
        related=(Location(A, Pointer("/also/$ref")), Location(A, Pointer("/kind/$ref"))),
        help=("both can be rebuilt from the descriptions: schemakit recover",),
    ),
    Finding(
        "enum",
        "",
        Severity.ERROR,
        'must be "ok",\nnot \x1b]0;title\x07 & <more>',
        Location(B, Pointer("/grüße")),
        note='did you mean "日本"?',
        related=(Location(A, Pointer("/mode/$ref")), Location(A, Pointer("/kind/$ref"))),
        suggestion='"日本"',
    ),
    Finding("SK203", "odd-key", Severity.WARNING, "a key", Location(B, Pointer("/items"), key=True)),
    Finding("SK501", "long-list", Severity.OPINION, "three items", Location(B, Pointer("/items")), note="count them"),
    Finding("SK101", "dangling-ref", Severity.ERROR, "somewhere in memory", Location(MEMORY, Pointer("/a b/~1"))),
)


@final
@dataclass(frozen=True, slots=True)
class Sample:
    """A way to show the findings, named for its expected text."""

    format: str
    suffix: str
    presentation: Presentation


_FULL: Final = Presentation("2 files in here · offline", "4 problems", "1.2.3")

SAMPLES: Final = (
    Sample("full", "full.txt", _FULL),
    Sample("full", "full-ascii.txt", Presentation("2 files in here - offline", "4 problems", unicode=False)),
    Sample("full", "full-color.txt", Presentation(color=True)),
    Sample("full", "full-all.txt", Presentation(every_place=True)),
    Sample("concise", "concise.txt", _FULL),
    Sample("concise", "concise-all.txt", Presentation(every_place=True)),
    Sample("json", "json.json", _FULL),
    Sample("jsonl", "jsonl.jsonl", _FULL),
    Sample("github", "github.txt", _FULL),
    Sample("gitlab", "gitlab.json", _FULL),
    Sample("junit", "junit.xml", _FULL),
    Sample("sarif", "sarif.json", _FULL),
)
