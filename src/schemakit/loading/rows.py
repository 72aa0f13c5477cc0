"""JSON Lines (https://jsonlines.org): a file as blocks of lines, however long it is, and one line as a document."""

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, Final, Protocol, TypeAlias, cast, final

from schemakit.core.finding import Finding, Kind
from schemakit.core.location import Excerpt, Location, Span, Uri
from schemakit.core.outcome import Outcome
from schemakit.core.record import dataclass, replace
from schemakit.loading import file_problems, json_values
from schemakit.loading.encoding import signature, to_text
from schemakit.loading.limits import LIMITS, Limits
from schemakit.loading.opening import BrokenStreamError, open_bytes
from schemakit.loading.source import Source

#: White space of JSON (RFC 8259, section 2) without the line feed: a line of nothing else is no row.
BLANK: Final = b" \t\r"

#: Bytes that are read at once: the rows of a block stay in the cache of a processor.
_BLOCK: Final = 1 << 17

_BOM: Final = b"\xef\xbb\xbf"

#: Imported for compressed files only.
_ZIPPED: Final = "schemakit.loading.zipped"

#: Words of the messages about whole files, and what they are for a row.
_WORDS: Final = (
    ("the file", "the row"),
    ("a JSON file holds one value", "a row holds one value"),
    ("write one document a file, or YAML documents separated by ---", "write one value a line"),
)


class _Zipped(Protocol):
    """The module of that name."""

    def reader(self, file: BinaryIO) -> Callable[[int], bytes]: ...


@final
@dataclass(frozen=True, slots=True)
class Lines:
    """Lines without their line feeds; ``first`` is the number of the first one, from 1."""

    first: int
    lines: list[bytes]


@final
@dataclass(frozen=True, slots=True)
class Overlong:
    """A line that was left out, because it is longer than the limit; ``number`` counts from 1."""

    number: int


@final
@dataclass(frozen=True, slots=True)
class Broken:
    """The end of what can be read, before the end of the file; ``number`` is the line where that is."""

    number: int
    kind: Kind
    reason: str


Block: TypeAlias = Lines | Overlong | Broken


@final
@dataclass(frozen=True, slots=True)
class Stretch:
    """The bytes from ``start`` to ``end``, which are the beginning of a line and the end of one."""

    start: int
    end: int


def stretches(path: Path, ends: Iterable[int]) -> tuple[Stretch, ...]:
    """Return stretches that together are the whole of an uncompressed file; each ends with a line."""
    whole = path.stat().st_size
    points = [0]
    with path.open("rb") as file:
        for end in ends:
            if points[-1] < end < whole:
                points.append(_after_line(file, end))
    return tuple(Stretch(start, end) for start, end in zip(points, (*points[1:], whole), strict=True) if start < end)


def blocks(path: Path, stretch: Stretch | None = None, *, limits: Limits = LIMITS) -> Iterator[Block]:
    """Yield the lines of a file, or of a stretch of it, in order; never more than a block and one line in memory.

    A name that ends with ``.gz`` is decompressed on the way.

    Raises:
        OSError: the file cannot be opened or read.
    """
    with open_bytes(path) as file:
        is_zipped = path.suffix.lower() == ".gz"
        read = cast(_Zipped, import_module(_ZIPPED)).reader(file) if is_zipped else file.read
        start, end = (0, None) if stretch is None else (stretch.start, stretch.end)
        if start:
            file.seek(start)
        yield from _Reader(read, None if end is None else end - start, limits).blocks(is_beginning=start == 0)


def read_row(row: bytes, number: int, *, path: str, uri: Uri, limits: Limits = LIMITS) -> Outcome[Source | None]:
    """Return the document in one line, or None; what is wrong with it comes back as findings in line ``number``.

    Lines in the source count from 1: ``shifted`` makes them those of the file.
    """
    outcome = to_text(row, path=path, uri=uri, limits=limits)
    findings, document = outcome.findings, None
    if outcome.value is not None:
        values = json_values.values(outcome.value, limits)
        findings = values.findings
        document = next((Source(path, uri, outcome.value.content, "json", value) for _, value in values.value), None)
    return Outcome(document, tuple(_in_row(finding, uri, number) for finding in findings))


def shifted(place: Location, uri: Uri, number: int) -> Location:
    """Return a place in a row's text as one in line ``number`` of the file; other places stay."""
    if place.uri != uri or place.excerpt is None:
        return place
    span = place.excerpt.span
    moved = Span(span.line + number - 1, span.column, span.end_line + number - 1, span.end_column)
    return replace(place, excerpt=replace(place.excerpt, span=moved))


def overlong(number: int, *, path: str, uri: Uri, limits: Limits = LIMITS) -> Finding:
    """Return the finding for a line that was left out."""
    message = f"the row has more than {limits.row:,} bytes"
    return file_problems.TOO_LARGE.at(_at_line(number, path, uri), message)


def broken(block: Broken, *, path: str, uri: Uri) -> Finding:
    """Return the finding for a file that cannot be read to its end."""
    return block.kind.at(_at_line(block.number, path, uri), block.reason)


@final
class _Reader:
    """Cuts a stream into lines."""

    def __init__(self, read: Callable[[int], bytes], length: int | None, limits: Limits) -> None:
        """Read as many bytes as ``length`` says, or all."""
        self._read_bytes = read
        self._left = length
        self._limits = limits
        self._reason = ""

    def blocks(self, *, is_beginning: bool) -> Iterator[Block]:
        """Yield all lines, and why there are no more where that is not the end."""
        data = self._read()
        if is_beginning:
            what = signature(data)
            if what is not None:
                yield Broken(1, file_problems.NOT_TEXT, f"not UTF-8: the file is {what}")
                return
            data = data.removeprefix(_BOM)
        number, rest, skips = 1, b"", False
        while data:
            *lines, rest = (rest + data).split(b"\n")
            if lines:
                yield from self._lines(number, lines, skips=skips)
                number, skips = number + len(lines), False
            if len(rest) > self._limits.row:
                rest, skips = b"", True
            data = self._read()
        if self._reason:  # what is left is no row
            yield Broken(number, file_problems.BROKEN_GZIP, self._reason)
        elif rest or skips:
            yield from self._lines(number, [rest], skips=skips)

    def _lines(self, first: int, lines: list[bytes], *, skips: bool) -> Iterator[Block]:
        """Yield the lines; ``skips``: of the first one, the beginning is left out already."""
        if skips or len(lines[0]) > self._limits.row:
            yield Overlong(first)
            first, lines = first + 1, lines[1:]
        if lines:
            yield Lines(first, lines)

    def _read(self) -> bytes:
        """Return the next bytes; none at the end, which may be too early: then the reason is kept."""
        wanted = _BLOCK if self._left is None else min(_BLOCK, self._left)
        try:
            data = self._read_bytes(wanted) if wanted and not self._reason else b""
        except BrokenStreamError as error:
            self._reason = str(error)
            return b""
        if self._left is not None:
            self._left -= len(data)
        return data


def _after_line(file: BinaryIO, offset: int) -> int:
    """Return the offset behind the next line feed, or of the end."""
    file.seek(offset)
    while (line := file.readline(_BLOCK)) and not line.endswith(b"\n"):
        pass
    return file.tell()


def _at_line(number: int, path: str, uri: Uri) -> Location:
    return Location(uri, excerpt=Excerpt(path, Span(number, 1, number, 1), ()))


def _in_row(finding: Finding, uri: Uri, number: int) -> Finding:
    """Return a finding about a file as one about a row."""
    return replace(
        finding,
        message=_in_words(finding.message, number),
        note=_in_words(finding.note, number),
        help=tuple(_in_words(text, number) for text in finding.help),
        location=shifted(finding.location, uri, number),
        related=tuple(shifted(place, uri, number) for place in finding.related),
    )


def _in_words(text: str, number: int) -> str:
    if text.startswith('"'):  # the row's own words
        return text
    for words, ours in _WORDS:
        text = text.replace(words, ours)
    return text.replace("of line 1 ", f"of line {number} ")
