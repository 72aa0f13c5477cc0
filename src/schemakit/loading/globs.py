r"""Patterns of paths as people quote them, and as ``.gitignore`` and editors write them, to regular expressions.

``*`` and ``?`` stay in one folder, ``**`` goes across folders, ``[a-z]`` and ``[!a-z]`` are classes, ``\`` takes the
next character as it is (gitignore, section PATTERN FORMAT).
"""

import re
from typing import Final

#: Compiled when first needed, which in most runs is never.
_GRAMMAR: Final = (
    r"(?P<folders>(?:(?<=/)|\A)\*\*(?:/\*\*)*/)|(?P<inside>(?<=/)\*\*\Z|\A\*\*\Z)|(?P<star>\*+)|(?P<one>\?)"
    r"|\[(?P<not>[!^])?(?P<class>\]?[^\]\\]*(?:\\.[^\]\\]*)*)\]|\\(?P<escaped>.)|(?P<slash>/)|(?P<other>.)"
)

#: The innermost ``{a,b}`` of a pattern, and how many patterns one may stand for.
_BRACES: Final = r"\{([^{}]*)\}"
_MOST_PATTERNS: Final = 256

_NOTHING: Final = r"(?!)"


def is_pattern(text: str) -> bool:
    """Tell whether a text is a pattern rather than a path."""
    return any(character in text for character in "*?[")


def compiled(pattern: str, *, anywhere: bool = False, braces: bool = False) -> re.Pattern[str]:
    """Compile a pattern, for ``fullmatch`` on a path with forward slashes; one that cannot be matches nothing.

    Args:
        pattern: what to compile.
        anywhere: it may begin in any folder.
        braces: ``{a,b}`` means either, as in editors; for git it is text.
    """
    patterns = _expanded(pattern) if braces else (pattern,)
    expression = "|".join(_translated(f"**/{one}" if anywhere else one) for one in patterns)
    try:
        return re.compile(expression, re.DOTALL)
    except re.error:  # a class such as [z-a]
        return re.compile(_NOTHING)


def _expanded(pattern: str) -> tuple[str, ...]:
    """Return the patterns that one with braces stands for; braces beyond a limit stay text."""
    done: list[str] = []
    to_do = [pattern]
    while to_do:
        current = to_do.pop()
        braces = re.search(_BRACES, current)
        if braces is None or len(done) + len(to_do) + braces[1].count(",") > _MOST_PATTERNS:
            done.append(current)
        else:
            before, after = current[: braces.start()], current[braces.end() :]
            to_do.extend(f"{before}{one}{after}" for one in reversed(braces[1].split(",")))
    return tuple(done)


def _translated(pattern: str) -> str:
    """Return a regular expression that never goes back far.

    What stands between two wildcards can always be matched at the first place where it fits, for the second wildcard
    takes the rest: an atomic group, as in ``fnmatch``.
    """
    sections: list[list[re.Match[str]]] = [[]]
    for token in re.finditer(_GRAMMAR, pattern, re.DOTALL):
        if token.lastgroup == "folders":
            sections.append([])
        else:
            sections[-1].append(token)
    first, *others = map(_section, sections)
    inner = [f"(?>(?:[^/]+/)*?{section})" for section in others[:-1]]
    last = [f"(?:[^/]+/)*{section}" for section in others[-1:]]
    return "".join((first, *inner, *last))


def _section(tokens: list[re.Match[str]]) -> str:
    """Translate what stands between two ``**/``."""
    done, fixed, after_star = [], "", False
    for token in tokens:
        match token.lastgroup:
            case "star":
                done.append(f"(?>[^/]*?{fixed})" if after_star else fixed)
                fixed, after_star = "", True
            case "slash":
                done.append(f"[^/]*{fixed}/" if after_star else f"{fixed}/")
                fixed, after_star = "", False
            case _:
                fixed += _piece(token)
    return "".join((*done, "[^/]*" if after_star else "", fixed))


def _piece(token: re.Match[str]) -> str:
    match token.lastgroup:
        case "inside":
            return r".+"
        case "one":
            return r"[^/]"
        case "class":
            inside = re.sub(
                r"\\(.)|([\[&~|^])",
                lambda special: re.escape(special[1] or special[2]),
                token["class"],
                flags=re.DOTALL,
            )
            inside = f"\\{inside}" if inside.startswith("]") else inside
            return f"(?!/)[{'^' if token['not'] else ''}{inside}]"
        case "escaped":
            return re.escape(token["escaped"])
        case _:  # a class that is not closed matches nothing, for git and here
            return _NOTHING if token[0] == "[" else re.escape(token[0])
