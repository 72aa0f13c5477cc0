"""Why a text is not JSON, in the words of the person who wrote it."""

import re
from json import JSONDecodeError
from typing import Final

from schemakit.loading import text_problems
from schemakit.loading.json_structure import innermost_open
from schemakit.loading.places import Stretch
from schemakit.loading.tally import Tally

_NO_COMMENTS: Final = "JSON has no comments"

#: What people write where JSON wants something else: a pattern at the place where the parser stopped; the reason; help.
_MISTAKES: Final = tuple(
    (re.compile(pattern), message, help_)
    for pattern, message, help_ in (
        (r"//|/\*", _NO_COMMENTS, "name the file .jsonc, or read it as such: --syntax jsonc"),
        (r"#", _NO_COMMENTS, "remove the comment, or name the file .yaml, where # begins one"),
        (r"'", "JSON strings have double quotes", "write \"text\" instead of 'text'"),
        ("[\u201c-\u201f\u2018-\u201b\u00ab\u00bb]", "typographic quotation marks", 'write the straight "'),
        (r"(?:True|False|None)\b", "this is Python's spelling", "write true, false, null"),
        (r"(?:undefined|nil|NULL|TRUE|FALSE)\b", "JSON knows true, false and null only, in lower case", ""),
        (r"\+[0-9.]", "a number has no plus sign in JSON", ""),
        (r"\.[0-9]", "a number begins with a digit in JSON", "write 0.5 instead of .5"),
        (r"-(?![0-9])", "a minus sign without a number", ""),
        (r"<", "this looks like HTML or XML", "was an error page saved instead of the document?"),
        (r"\.\.\.", "an ellipsis is not JSON", ""),
        (r"[^\x21-\x7e]", "a character that may not stand here", ""),
        (r"[\w$-]++", "text without quotation marks", 'write it as "text"'),
    )
)

#: What the parser says (the same words since Python 3.5), and what it means.
_REASONS: Final = (
    ("Expecting property name", "the name of a member is missing here", "names are written in double quotes"),
    ("Expecting value", "a value is missing here", ""),
    ("Expecting ':'", "a colon is missing after the name", ""),
    ("Expecting ','", "a comma is missing before this", ""),
    ("Invalid control character", "a string may not hold a line break or tab as such", r"write \n or \t"),
    ("Invalid \\u", "four hexadecimal digits must follow \\u", ""),
    ("Invalid \\escape", "no escape that JSON knows", r"a backslash itself is written \\"),
)


def explain_syntax(tally: Tally, error: JSONDecodeError) -> None:
    """Add the finding for what the standard library's parser stopped at."""
    content = tally.text.content
    if error.msg.startswith("Unterminated string"):
        _add(
            tally,
            _line_rest(content, error.pos),
            "a string is not closed before the file ends",
            "is the file complete?",
        )
    elif not content[error.pos :].strip():
        _explain_end(tally, error.pos)
    else:
        stretch, message, help_ = _explain_here(content, error)
        _add(tally, stretch, message, help_)


def explain_trailing_data(tally: Tally, offset: int) -> None:
    """Add the finding for text behind the end of the document."""
    content = tally.text.content
    mistake = _mistake_at(content, offset)
    if content[offset] in "]}":
        _add(tally, (offset, offset + 1), f"`{content[offset]}` closes nothing", "")
    elif mistake is not None and mistake[1] == _NO_COMMENTS:
        _add(tally, *mistake)
    else:
        message = "the document ends before this; a JSON file holds one value"
        help_ = ("write one document a file, or YAML documents separated by ---",)
        tally.add(text_problems.TRAILING_DATA, _line_rest(content, offset), message, help=help_)


def _explain_end(tally: Tally, end: int) -> None:
    content = tally.text.content
    opened = innermost_open(content, end)
    last = len(content.rstrip())
    stretch = (max(last - 1, 0), last)
    if opened is None:
        _add(tally, stretch, "the file ends where a value is expected", "is the file complete?")
        return
    line = tally.text.span(opened, opened).line
    _add(
        tally,
        stretch,
        f"the file ends, but the `{content[opened]}` of line {line} is not closed",
        "is the file complete?",
    )


def _explain_here(content: str, error: JSONDecodeError) -> tuple[Stretch, str, str]:
    offset = error.pos
    before = len(content[:offset].rstrip())
    if before and content[before - 1] == "," and content[offset] in "]}":
        return (before - 1, before), "a comma after the last element", "remove the comma"
    if error.msg.startswith("Illegal trailing comma"):  # Python 3.13 and later
        return (offset, offset + 1), "a comma after the last element", "remove the comma"
    mistake = _mistake_at(content, offset)
    if error.msg.startswith(("Expecting ','", "Expecting ':'")):
        found = _number_around(content, offset) or _wrong_bracket(content, offset)
        if found is not None or mistake is None or mistake[1] != _NO_COMMENTS:
            mistake = found
    if error.msg.startswith("Expecting") and mistake is not None:
        return mistake
    for start, message, help_ in _REASONS:
        if error.msg.startswith(start):
            return (offset, offset + 1), message, help_
    return (offset, offset + 1), error.msg, ""


def _number_around(content: str, offset: int) -> tuple[Stretch, str, str] | None:
    """Explain a number that the parser took only the beginning of: 01, 1., 0x10, 1_000."""
    start = offset
    while start and (content[start - 1].isalnum() or content[start - 1] in "+-._"):
        start -= 1
    rest = re.compile(r"[\w.+-]+").match(content, offset)
    if start == offset or content[start] not in "-0123456789" or rest is None:
        return None
    return (start, rest.end()), "not how JSON writes a number", "no zeros in front, no underscores, decimal digits only"


def _wrong_bracket(content: str, offset: int) -> tuple[Stretch, str, str] | None:
    opened = innermost_open(content, offset)
    if content[offset] not in "]}" or opened is None:
        return None
    return (offset, offset + 1), f"`{content[offset]}` cannot close the `{content[opened]}` that is open here", ""


def _mistake_at(content: str, offset: int) -> tuple[Stretch, str, str] | None:
    for pattern, message, help_ in _MISTAKES:
        match = pattern.match(content, offset)
        if match:
            return match.span(), message, help_
    return None


def _line_rest(content: str, offset: int) -> Stretch:
    """Return the stretch from an offset to the end of its line."""
    match = re.compile(r"[^\r\n]*").match(content, offset)
    return match.span() if match else (offset, offset)


def _add(tally: Tally, stretch: Stretch, message: str, help_: str) -> None:
    help_lines = (help_,) if help_ else ()
    tally.add(text_problems.INVALID_JSON, stretch, f"not JSON: {message}", note=message, help=help_lines)
