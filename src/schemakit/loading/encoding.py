"""Bytes to text: UTF-8, and a clear answer to everything else."""

import codecs
import os
from pathlib import Path
from typing import Final

from schemakit.core.finding import Finding, Kind
from schemakit.core.location import Excerpt, Location, Span, Uri
from schemakit.core.outcome import Outcome
from schemakit.core.pointer import ROOT
from schemakit.loading import file_problems
from schemakit.loading.limits import Limits
from schemakit.loading.text import Text

#: What the first bytes of a file that is not UTF-8 say. UTF-32 before UTF-16, whose mark is the beginning of it.
_SIGNATURES: Final = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
    (b"\x1f\x8b", "compressed with gzip"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x28\xb5\x2f\xfd", "compressed with Zstandard"),
)

_ENCODINGS: Final = frozenset({"UTF-16", "UTF-32"})


def to_text(data: bytes, *, path: str, uri: Uri, limits: Limits) -> Outcome[Text | None]:
    """Return the text of a file without its byte order mark, or None and the finding that says why there is none."""
    if len(data) > limits.bytes:
        message = f"the file has more than {limits.bytes:,} bytes"
        return Outcome(None, (at_file(file_problems.TOO_LARGE, path, uri, message),))
    what = signature(data)
    if what is not None:
        help_ = (f"convert it: iconv -f {what} -t UTF-8",) if what in _ENCODINGS else ()
        return Outcome(
            None, (at_file(file_problems.NOT_TEXT, path, uri, f"not UTF-8: the file is {what}", help_=help_),)
        )
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        content = data.decode()
    except UnicodeDecodeError as error:
        message = f"not UTF-8: byte 0x{data[error.start]:02x} is no part of a character"
        return Outcome(None, (_at_byte(data, error.start, path, uri, message),))
    zero = content.find("\0")
    if zero >= 0:
        message = "not text: the file holds zero bytes"
        return Outcome(None, (_at_byte(data, len(content[:zero].encode()), path, uri, message),))
    return Outcome(Text(content, path=path, uri=uri))


def at_file(kind: Kind, path: str, uri: Uri, message: str, *, help_: tuple[str, ...] = ()) -> Finding:
    """Return a finding about a whole file, of which there is no text to show."""
    return kind.at(Location(uri, ROOT, False, Excerpt(path, Span(1, 1, 1, 1), ())), message, help=help_)


def name_of(path: Path) -> str:
    """Return a path as it is shown: forward slashes, and no bytes that are no text."""
    return os.fsencode(path.as_posix()).decode(errors="replace")


def signature(data: bytes) -> str | None:
    """Return what the first bytes say a file is that is not UTF-8, or None."""
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            return what
    # A JSON or YAML text begins with an ASCII character: without a mark, its zero bytes tell (RFC 4627, section 3).
    zeros = tuple(byte == 0 for byte in data[:4])
    if zeros in {(True, True, True, False), (False, True, True, True)}:
        return "UTF-32"
    if zeros in {(True, False, True, False), (False, True, False, True)}:
        return "UTF-16"
    return None


def _at_byte(data: bytes, offset: int, path: str, uri: Uri, message: str) -> Finding:
    """Return the finding for a byte that cannot be read, with its line as far as that can be shown."""
    line = data.count(b"\n", 0, offset) + 1
    begin = data.rfind(b"\n", 0, offset) + 1
    end = data.find(b"\n", offset)
    column = len(data[begin:offset].decode(errors="replace")) + 1
    shown = data[begin : end if end >= 0 else len(data)].decode(errors="replace").rstrip("\r")
    excerpt = Excerpt(path, Span(line, column, line, column + 1), (shown,))
    return file_problems.NOT_TEXT.at(Location(uri, ROOT, False, excerpt), message, help=("save the file as UTF-8",))
