"""The text of documents with the assertions of a schema marked in it, line by line."""

import re
from collections.abc import Callable, Iterator, Mapping
from html import escape
from typing import Final, TypeAlias

from schemakit.core.location import Locator, Span, Uri
from schemakit.report.coverage import CoveredAssertion, CoveredSchema, Document
from schemakit.report.screen import harmless

#: Turns marked words, and the assertions that are marked there, into HTML.
Marked: TypeAlias = Callable[[str, list[CoveredAssertion]], str]

#: What is marked in one document: the assertions at each span.
_Marks: TypeAlias = dict[Span, list[CoveredAssertion]]

#: Line ends as spans count them; ``splitlines`` knows more.
_LINE_END: Final = re.compile(r"\r\n?")

#: Lines shown around a marked one, and how many in a row are left out at least.
_AROUND: Final = 4
_FEWEST_SKIPPED: Final = 40


def figures(schema: CoveredSchema, documents: Mapping[Uri, Document], locate: Locator, marked: Marked) -> Iterator[str]:
    """Yield a figure for each document in which a schema has assertions; those without text have none."""
    places: dict[Uri, _Marks] = {}
    for one in schema.assertions:
        excerpt = locate(one.mark)
        document = documents.get(one.mark.uri)
        if excerpt is not None and document is not None and document.text:
            places.setdefault(one.mark.uri, {}).setdefault(excerpt.span, []).append(one)
    for uri, marks in places.items():
        document = documents[uri]
        yield f"<figure><figcaption><code>{escape(harmless(document.path, unicode=True))}</code></figcaption>"
        yield '<ol class="source">'
        yield from _lines(_LINE_END.sub("\n", document.text).removesuffix("\n").split("\n"), marks, marked)
        yield "</ol></figure>"


def _lines(lines: list[str], marks: _Marks, marked: Marked) -> Iterator[str]:
    at: dict[int, _Marks] = {}
    for span, found in marks.items():
        at.setdefault(span.line, {})[span] = found
    near = {line + offset for line in at for offset in range(-_AROUND, _AROUND + 1)}
    number = 1
    while number <= len(lines):
        skipped = _skipped(number, len(lines), near)
        if skipped >= _FEWEST_SKIPPED:
            yield f'<li class="skipped"><span class=number>⋮</span><span>{skipped} lines without assertions</span></li>'
            number += skipped
            continue
        code = _code(lines[number - 1], at.get(number, {}), marked)
        yield f"<li><span class=number>{number}</span><code>{code}</code></li>"
        number += 1


def _skipped(number: int, last: int, near: set[int]) -> int:
    """Return how many lines from this one on are far from every mark."""
    end = number
    while end <= last and end not in near:
        end += 1
    return end - number


def _code(line: str, marks: _Marks, marked: Marked) -> str:
    parts: list[str] = []
    done = 0
    for span in sorted(marks):
        start = max(done, span.column - 1)
        end = max(start, len(line) if span.end_line > span.line else span.end_column - 1)
        parts += (_plain(line[done:start]), marked(line[start:end], marks[span]))
        done = end
    return "".join((*parts, _plain(line[done:])))


def _plain(words: str) -> str:
    return escape(harmless(words, unicode=True))
