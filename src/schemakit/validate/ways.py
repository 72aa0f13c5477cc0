"""The ways in which a data file says which schema it follows."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final, final

from schemakit.core.location import Location, Uri
from schemakit.core.pointer import ROOT, Pointer, child
from schemakit.core.record import dataclass, replace
from schemakit.loading.places import Stretch
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
        by: what says it, in words.
        place: where a document says it itself: a pointer, or the stretch of a comment.
    """

    text: str
    base: Uri | None
    by: str
    place: Pointer | Stretch = ROOT


def inside(source: Source) -> Iterator[Way]:
    """Yield what a document says itself: ``$schema``, then a comment."""
    named = source.document.get("$schema") if isinstance(source.document, dict) else None
    if isinstance(named, str):
        yield Way(named, source.uri, "`$schema`", child(ROOT, "$schema"))
    if source.syntax in {"yaml", "toml"}:
        comments = (_yaml_comments if source.syntax == "yaml" else _toml_comments)(source.text)
        # what the first document of a stream says, or the head of the file, holds for those that say nothing
        comment = next(filter(None, (*comments[source.index : source.index + 1], *comments[:1])), None)
        if comment is not None:
            yield Way(source.text[slice(*comment)], source.uri, "the comment", comment)


def place_of(source: Source, way: Way) -> Location:
    """Return where a document says something itself."""
    if isinstance(way.place, str):
        return Location(source.uri, way.place)
    return Location(source.uri, excerpt=replace(_text(source.text).excerpt(*way.place), path=source.path))


# A stream can have thousands of documents, all with the same text: it is looked at once.


@lru_cache(maxsize=1)
def _text(content: str) -> Text:
    return Text(content, path="", uri=Uri(""))


@lru_cache(maxsize=1)
def _toml_comments(content: str) -> tuple[Stretch | None, ...]:
    found = re.match(_IN_TOML, content) if "#:schema" in content else None
    return (found.span("text") if found else None,)


@lru_cache(maxsize=1)
def _yaml_comments(content: str) -> tuple[Stretch | None, ...]:
    """Return the comment of each document of a stream; that of the language server before the plain one."""
    if "$schema" not in content:
        return ()
    forms = [re.compile(form, re.MULTILINE) for form in _IN_YAML]
    found = ([form.search(content, start, end) for form in forms] for start, end in pairwise(_starts(content)))
    return tuple(next((match.span("text") for match in matches if match), None) for matches in found)


def _starts(content: str) -> list[int]:
    """Return where each document of a YAML stream begins, its comments included, and where the last one ends."""
    marks = [match.start() for match in re.finditer(_BETWEEN_DOCUMENTS, content, re.MULTILINE)]
    before = content[: marks[0]] if marks else ""
    is_head = all(not line.strip() or line[0] in "#%" for line in before.splitlines())
    return [0, *(marks[1:] if is_head else marks), len(content)]
