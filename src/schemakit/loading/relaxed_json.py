"""JSONC and JSON5 as JSON: the same tokens in the spelling of RFC 8259, and where each of them came from.

What reads, limits and places JSON then does so for these as well. JSONC (JSON with comments, as editors write it) has
comments and commas after the last element; JSON5 (spec.json5.org) has those, names without quotation marks, single
quotes, and the numbers of ECMAScript 5.1.
"""

import re
from array import array
from bisect import bisect_right
from decimal import Decimal
from typing import Final, final

from schemakit.loading.places import Stretch

#: Comments and strings also where nothing closes them: whoever looked for the end has read all the rest, and nobody
#: may do so twice.
_COMMENT: Final = r"//[^\n\r\u2028\u2029]*+|/\*[^*]*+(?:\*(?!/)[^*]*+)*+(?:\*/)?+"
_DOUBLE: Final = r'"[^"\\\n\r]*+(?:\\(?:\r\n|.)[^"\\\n\r]*+)*+(?P<double>"?+)'
_CLOSED: Final = r'"[^"\\\n\r]*+(?:\\(?:\r\n|.)[^"\\\n\r]*+)*+"'
_SINGLE: Final = r"'[^'\\\n\r]*+(?:\\(?:\r\n|.)[^'\\\n\r]*+)*+(?P<single>'?+)"
_ESCAPED: Final = r"\\u[0-9a-fA-F]{4}"

#: White space of ECMAScript 5.1, section 7.2, of which JSON knows a part.
_MORE_SPACE: Final = r"[ \t\n\r\v\f\u00a0\ufeff\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"

#: What means nothing.
_GAP: Final = rf"(?:{_MORE_SPACE}++|{_COMMENT})*+"

#: All between two comments is one token, but for commas that may be the last ones.
_JSONC: Final = re.compile(
    rf"(?P<copied>(?:[^/,\"]++|{_CLOSED}|,(?!{_GAP}[\]}}]))++)|(?P<comment>{_COMMENT})|(?P<quoted>{_DOUBLE})"
    r"|(?P<comma>,)|(?P<other>.)",
    re.DOTALL,
)

#: JSON5, sections 3 to 8.
_JSON5: Final = re.compile(
    rf"(?P<space>{_MORE_SPACE}++)|(?P<comment>{_COMMENT})|(?P<string>{_DOUBLE}|{_SINGLE})"
    r"|(?P<number>[+-](?:Infinity|NaN)\b"
    r"|[+-]?+(?:0[xX][0-9a-fA-F]++|(?:[0-9]++(?:\.[0-9]*+)?+|\.[0-9]++)(?:[eE][+-]?[0-9]++)?+))"
    rf"|(?P<identifier>(?:[^\W\d]|\$|{_ESCAPED})(?:[\w$\u200c\u200d]|{_ESCAPED})*+)"
    r"|(?P<copied>[\[\]{}:])|(?P<comma>,)|(?P<other>.)",
    re.DOTALL,
)

#: The next character that means something.
_FOLLOWING: Final = re.compile(rf"{_GAP}(.?)", re.DOTALL)

_NO_JSON_SPACE: Final = re.compile(r"[^ \t\n\r]")
_NO_LINE_END: Final = re.compile(r"[^\n\r]")
_IN_STRING: Final = re.compile(r"\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|0(?![0-9])|\r\n|.)|[\"\x00-\x1f]", re.DOTALL)
_HEXADECIMAL: Final = re.compile(r"(-?)0[xX]([0-9a-fA-F]+)")

#: Escapes that JSON has as well or that JSON5 has not either, and those that become nothing: a line that goes on.
_SAME_ESCAPES: Final = frozenset('"\\/bfnrtu0123456789')
_LINE_ENDS: Final = frozenset({"\\\r\n", "\\\n", "\\\r", "\\\u2028", "\\\u2029"})

#: Hexadecimal numbers of more digits are beyond the limit on the size of numbers anyway.
_MOST_HEXADECIMAL: Final = 100_000


@final
class Translation:
    """A text in JSON, and where each part of it stands in the file.

    Attributes:
        json: JSON exactly where the original is right by its own grammar.
        unclosed: where a comment or string begins that the text breaks off in.
    """

    def __init__(self, content: str, *, json5: bool) -> None:
        """Translate JSONC or JSON5; what is wrong with it stays wrong at the same place."""
        self.unclosed: int | None = None
        # Tokens that are longer or shorter in JSON: their stretch there and in the file, as plain numbers, for a file
        # can have millions of them.
        self._starts, self._ends = array("q"), array("q")
        self._written_starts, self._written_ends = array("q"), array("q")
        self.json = self._translate(content, _JSON5 if json5 else _JSONC)

    def stretch(self, stretch: Stretch) -> Stretch:
        """Return the stretch of the file for one of the JSON text."""
        start = self._written(stretch[0], bisect_right(self._starts, stretch[0]) - 1)
        end = self._written(stretch[1], bisect_right(self._starts, stretch[1] - 1) - 1)
        return start, max(start, end)

    def _written(self, offset: int, index: int) -> int:
        """Return an offset in the file, given the last changed token that begins before it."""
        if index < 0:
            return offset
        if offset >= self._ends[index]:
            return self._written_ends[index] + offset - self._ends[index]
        return min(self._written_starts[index] + offset - self._starts[index], self._written_ends[index])

    def _translate(self, content: str, grammar: re.Pattern[str]) -> str:
        pieces: list[str] = []
        copied = moved = 0
        before = ""
        for token in grammar.finditer(content):
            if _is_unclosed(token):
                self.unclosed = token.start()
                break
            text, spelled = token[0], _spelling(token, before)
            if spelled != text:
                start, end = token.span()
                pieces += (content[copied:start], spelled)
                copied = end
                if len(spelled) != len(text):
                    self._note(start + moved, len(spelled), (start, end))
                    moved += len(spelled) - len(text)
            if token.lastgroup not in {"space", "comment"}:
                before = text.rstrip()[-1:] or before
        return "".join((*pieces, content[copied:]))

    def _note(self, start: int, length: int, written: Stretch) -> None:
        self._starts.append(start)
        self._ends.append(start + length)
        self._written_starts.append(written[0])
        self._written_ends.append(written[1])


def _is_unclosed(token: re.Match[str]) -> bool:
    """Tell whether a string has no end in its line, or a comment none at all."""
    match token.lastgroup:
        case "quoted":
            return not token["double"]
        case "string":
            return not (token["double"] or token["single"])
        case "comment":
            return token[0].startswith("/*") and not (token[0].endswith("*/") and len(token[0]) >= len("/**/"))
        case _:
            return False


def _spelling(token: re.Match[str], before: str) -> str:
    """Return a token as JSON writes it; ``before`` is the last character in front of it that means something."""
    text = token[0]
    match token.lastgroup:
        case "space":
            return _NO_JSON_SPACE.sub(" ", text)
        case "comment":
            return _NO_LINE_END.sub(" ", text)
        case "comma":  # only behind an element: `[,]` is as wrong in JSON5 as in JSON
            is_last = before not in {"", "[", "{", ",", ":"} and _following(token) in {"]", "}"}
            return " " if is_last else text
        case "string":
            return f'"{_IN_STRING.sub(_in_string, text[1:-1])}"'
        case "number":  # behind anything else a sign would add it to that: `1+1` is no 11
            return _number(text) if before in {"", "[", ",", ":"} else text
        case "identifier":
            return f'"{text}"' if before in {"{", ","} and _following(token) == ":" else text
        case _:
            return text


def _following(token: re.Match[str]) -> str:
    match = _FOLLOWING.match(token.string, token.end())
    return match[1] if match else ""


def _in_string(match: re.Match[str]) -> str:
    """Return an escape, or a character that JSON wants escaped, in JSON's spelling; wrong escapes stay wrong."""
    text = match[0]
    if text[0] != "\\":
        return f"\\u{ord(text):04x}"
    if text in _LINE_ENDS:
        return ""
    if text == "\\0" and not match.string[match.end() : match.end() + 1].isdecimal():
        return "\\u0000"
    letter = text[1]
    if letter == "x" and len(text) > len("\\x"):
        return f"\\u00{text[2:]}"
    if letter == "v":
        return "\\u000b"
    if letter in _SAME_ESCAPES or letter == "x":
        return text
    return letter if letter >= " " else f"\\u{ord(letter):04x}"


def _number(text: str) -> str:
    """Return a number of ECMAScript as JSON writes it: decimal, no plus sign, digits on both sides of the point."""
    text = text.removeprefix("+")
    hexadecimal = _HEXADECIMAL.fullmatch(text)
    if hexadecimal:
        sign, digits = hexadecimal.groups()
        if len(digits) > _MOST_HEXADECIMAL:
            return f"{sign}1e{len(digits)}"  # refused for its size, which is all that is left to say about it
        return f"{sign}{Decimal(int(digits, 16))}"  # str() of an int refuses more than 4,300 digits
    if text == "-NaN":
        return "NaN"
    whole, point, rest = text.partition(".")
    if not point:
        return text
    whole += "" if whole.removeprefix("-") else "0"
    return f"{whole}.{'' if rest[:1].isdecimal() else '0'}{rest}"
