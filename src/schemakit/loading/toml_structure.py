"""The brackets and dots of a TOML text: how deep it is nested, before a parser that recurses gets to see it."""

import re
from typing import Final

#: Strings as they begin and end (TOML 1.0, section String), also one that the text breaks off in.
STRING: Final = (
    r'"""[^"\\]*+(?:(?:\\.|"{1,2}+(?!"))[^"\\]*+)*+(?:"{3,5}+|\Z)'
    r"|'''[^']*+(?:'{1,2}+(?!')[^']*+)*+(?:'{3,5}+|\Z)"
    r'|"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"?+'
    r"|'[^'\n]*+'?+"
)

#: What opens or closes a level, and what ends a key of many parts; comments and strings are stepped over.
_MARK: Final = re.compile(rf"#[^\n]*+|{STRING}|([\[\]{{}}.=\n,])", re.DOTALL)


def too_deep(content: str, limit: int) -> int | None:
    """Return the offset of the first bracket or dot that opens a level below ``limit``, or None."""
    if content.count("[") + content.count("{") + content.count(".") <= limit:
        return None
    brackets = dots = 0
    for match in _MARK.finditer(content):
        match match[1]:
            case "[" | "{":
                brackets += 1
            case "]" | "}":
                brackets -= 1
                dots = 0
            case ".":
                dots += 1
            case "=" | "\n" | ",":
                dots = 0
            case _:  # a string or a comment
                pass
        if brackets + dots > limit:
            return match.start()
    return None


def deepest_bracket(content: str) -> int:
    """Return the offset of the bracket around which most others are open."""
    depth = most = place = 0
    for match in _MARK.finditer(content):
        if match[1] in {"[", "{"}:
            depth += 1
            if depth > most:
                most, place = depth, match.start()
        elif match[1] in {"]", "}"}:
            depth -= 1
    return place
