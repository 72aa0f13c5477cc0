"""Why a text is not TOML, in the words of the person who wrote it."""

import re
from typing import Final

from schemakit.loading.places import Stretch
from schemakit.loading.tally import Tally
from schemakit.loading.toml_problems import INVALID_TOML
from schemakit.loading.toml_structure import STRING

INTEGER_TOO_LONG: Final = "an integer has thousands of digits; TOML's integers have 64 bits"

#: How the standard library's parser says where it stopped.
_PLACE: Final = re.compile(r"(.*) \(at (?:line ([0-9]+), column ([0-9]+)|end of document)\)", re.DOTALL)

_INTEGER: Final = re.compile(rf"#[^\n]*+|{STRING}|(?<![\w.+-])([+-]?[0-9_]{{4000,}})", re.DOTALL)

#: What people write where TOML wants a value.
_MISTAKES: Final = tuple(
    (re.compile(pattern), message, help_)
    for pattern, message, help_ in (
        (r"(?:True|False|TRUE|FALSE)\b", "TOML knows true and false only, in lower case", ""),
        (r"(?:null|None|nil|~)\b", "TOML has no null", "leave the key out"),
        (r"[\r\n#]|\Z", "a value is missing here", ""),
        (r"[A-Za-z_$/.][^\s,\]}#]*", "text without quotation marks", 'write it as "text"'),
    )
)

#: What the parser says (the same words since Python 3.11), and what it means.
_REASONS: Final = (
    ("Cannot overwrite a value", "the key has a value already", ""),
    ("Duplicate inline table key", "the key has a value already", ""),
    ("Cannot declare", "the table is there already", "put all its keys below one header"),
    ("Cannot redefine namespace", "the table is there already", "put all its keys below one header"),
    ("Cannot mutate immutable namespace", "an inline table or array cannot be added to", ""),
    ("Expected '=' after a key", "`=` is missing after the key", ""),
    ("Expected newline or end of document after a statement", "text follows the value", "write one key a line"),
    ("Expected ']' at the end of a table declaration", "`]` is missing", ""),
    ("Expected ']]' at the end of an array declaration", "`]]` is missing", ""),
    ("Invalid initial character for a key part", "a key is missing here", 'quote keys of other characters: "a b" = 1'),
    ("Invalid statement", "neither a key nor a table", ""),
    ("Unclosed array", "an array is not closed", ""),
    ("Unclosed inline table", "an inline table is not closed", ""),
    ("Unterminated string", "a string is not closed", ""),
    ("Expected \"'", "a string is not closed", ""),
    ("Invalid hex value", "an escape has too few hexadecimal digits", ""),
    ("Escaped character is not a Unicode scalar value", "an escape names no character, or half of one", ""),
    ("Illegal character '\\n'", "a string is not closed in its line", ""),
    ("Illegal character", "a character that may not stand here", r"write \n or \t"),
    ("Unescaped '\\' in a string", "a backslash begins no escape that TOML knows", r"write \\, or use 'single quotes'"),
    ("Invalid date or datetime", "there is no such date or time", ""),
    ("Found invalid character", "a character that may not stand here", ""),
)


def explain_syntax(tally: Tally, said: str) -> None:
    """Add the finding for what the standard library's parser stopped at, given what it said."""
    content = tally.text.content
    match = _PLACE.fullmatch(said)
    if match is None or match[2] is None:
        end = len(content.rstrip())
        stretch: Stretch = (max(end - 1, 0), end)
        offset = len(content)
    else:
        offset = _offset(content, int(match[2]), int(match[3]))
        # a statement that is wrong as a whole is found at its end
        stretch = _line(content, offset) if content[offset] in "\r\n" else (offset, offset + 1)
    reason = match[1] if match else said
    message, help_ = next(
        ((message, help_) for start, message, help_ in _REASONS if reason.startswith(start)), (reason, "")
    )
    if reason == "Invalid value":
        message, help_ = "a value is missing here", ""
        for pattern, mistake, way_out in _MISTAKES:
            found = pattern.match(content, offset)
            if found:
                message, help_ = mistake, way_out
                stretch = found.span() if found[0].strip() else stretch
                break
    _add(tally, stretch, message, help_)


def explain_huge_integer(tally: Tally) -> None:
    """Add the finding for an integer that Python does not read."""
    places = (match.span(1) for match in _INTEGER.finditer(tally.text.content) if match[1])
    _add(tally, next(places, (0, 1)), INTEGER_TOO_LONG, "")


def _offset(content: str, line: int, column: int) -> int:
    """Return the offset of a place that the parser counted: its lines end with a line feed."""
    start = 0
    for _ in range(line - 1):
        start = content.find("\n", start) + 1
    return min(start + column - 1, len(content) - 1)


def _line(content: str, end: int) -> Stretch:
    """Return the stretch of the line that ends at an offset, without its indentation."""
    start = content.rfind("\n", 0, end) + 1
    line = content[start:end]
    return start + len(line) - len(line.lstrip()), max(start + len(line.rstrip()), start)


def _add(tally: Tally, stretch: Stretch, message: str, help_: str) -> None:
    help_lines = (help_,) if help_ else ()
    tally.add(INVALID_TOML, stretch, f"not TOML: {message}", note=message, help=help_lines)
