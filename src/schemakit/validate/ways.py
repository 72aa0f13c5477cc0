"""The ways in which a data file says which schema it follows."""

import re
from collections.abc import Iterator
from typing import Final, final

from schemakit.core.location import Location, Uri
from schemakit.core.pointer import ROOT, child
from schemakit.core.record import dataclass
from schemakit.loading.source import Source
from schemakit.loading.text import Text

#: Comment lines of YAML: for yaml-language-server, and the plain form. Compiled when first needed.
_IN_YAML: Final = (
    r"^#[ \t]*yaml-language-server:[ \t]*\$schema=(?P<text>[^\s#]\S*)",
    r"^#[ \t]*\$schema:[ \t]*(?P<text>[^\s#]\S*)",
)

#: A directive of Taplo; it stands before the first key.
_IN_TOML: Final = r"(?:[ \t\r\n]++|#(?!:schema)[^\n]*+)*+#:schema[ \t]++(?P<text>\S++)"

_BETWEEN_DOCUMENTS: Final = r"^---(?=\s|\Z)"


@final
@dataclass(frozen=True, slots=True)
class Way:
    """What somebody wrote to name the schema of a document.

    Attributes:
        text: a name, path or URI; only a path may be relative.
        base: what a path is relative to; None: the text is what ``--schema`` takes.
        place: where it is said, or the document it is said about.
        by: what says it, in words.
    """

    text: str
    base: Uri | None
    place: Location
    by: str


def inside(source: Source) -> Iterator[Way]:
    """Yield what a document says itself: ``$schema``, then a comment."""
    named = source.document.get("$schema") if isinstance(source.document, dict) else None
    if isinstance(named, str):
        yield Way(named, source.uri, Location(source.uri, child(ROOT, "$schema")), "`$schema`")
    if "schema" not in source.text:
        return
    comment = _yaml_comment(source) if source.syntax == "yaml" else None
    if source.syntax == "toml":
        comment = re.match(_IN_TOML, source.text)
    if comment is not None:
        text = Text(source.text, path=source.path, uri=source.uri)
        yield Way(comment["text"], source.uri, text.location(*comment.span("text")), "the comment")


def _yaml_comment(source: Source) -> re.Match[str] | None:
    """Return the comment of a document, or else that of the first document of the stream, which is its head."""
    starts = _starts(source.text)
    for index in dict.fromkeys((min(source.index, len(starts) - 2), 0)):
        for form in _IN_YAML:
            found = re.compile(form, re.MULTILINE).search(source.text, starts[index], starts[index + 1])
            if found is not None:
                return found
    return None


def _starts(content: str) -> list[int]:
    """Return where each document of a YAML stream begins, its comments included, and where the last one ends."""
    marks = [match.start() for match in re.finditer(_BETWEEN_DOCUMENTS, content, re.MULTILINE)]
    before = content[: marks[0]] if marks else ""
    is_head = all(not line.strip() or line[0] in "#%" for line in before.splitlines())
    return [0, *(marks[1:] if is_head else marks), len(content)]
