r"""Patterns of paths as people quote them, and as ``.gitignore`` and editors write them, to regular expressions.

``*`` and ``?`` stay in one folder, ``**`` goes across folders, ``[a-z]`` and ``[!a-z]`` are classes, ``\`` takes the
next character as it is (gitignore, section PATTERN FORMAT).
"""

import re
from typing import Final

#: Compiled when first needed, which in most runs is never.
_GRAMMAR: Final = (
    r"(?P<folders>(?:(?<=/)|\A)\*\*(?:/+\*\*)*/+)|(?P<inside>(?<=/)\*\*\Z)|(?P<all>\A\*\*\Z)|(?P<star>\*+)|(?P<one>\?)"
    r"|\[(?P<not>[!^])?(?P<class>\]?[^\]\\/]*(?:\\.[^\]\\/]*)*)\]|\\(?P<escaped>.)|(?P<brace>[{},])|(?P<other>.)"
)


def is_pattern(text: str) -> bool:
    """Tell whether a text is a pattern rather than a path."""
    return any(character in text for character in "*?[")


def translate(pattern: str, *, braces: bool = False) -> str:
    """Return the regular expression of a pattern, for ``fullmatch`` on a path with forward slashes.

    ``braces``: ``{a,b}`` means either, as in editors; for git it is text.
    """
    depth = 0
    pieces: list[str] = []
    for token in re.finditer(_GRAMMAR, pattern, re.DOTALL):
        piece = _piece(token)
        if token.lastgroup == "brace":
            opens, closes = token[0] == "{", token[0] == "}" and depth > 0
            if braces and (opens or closes or (token[0] == "," and depth > 0)):
                depth += opens - closes
                piece = {"{": "(?:", "}": ")", ",": "|"}[token[0]]
        pieces.append(piece)
    return "".join(pieces) + ")" * depth


def _piece(token: re.Match[str]) -> str:
    match token.lastgroup:
        case "folders":
            return r"(?:[^/]+/)*+"
        case "inside" | "all":
            return r".+"
        case "star":
            return r"[^/]*"
        case "one":
            return r"[^/]"
        case "class":
            inside = re.sub(r"(?<!\\)([\[&~|^])", r"\\\1", token["class"])
            inside = f"\\{inside}" if inside.startswith("]") else inside
            return f"(?!/)[{'^' if token['not'] else ''}{inside}]"
        case "escaped":
            return re.escape(token["escaped"])
        case _:
            return re.escape(token[0])
