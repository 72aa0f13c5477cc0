"""What a simple pattern asks for, in words; most published patterns are a few classes and letters in a row."""

import re
from collections.abc import Iterator
from typing import Final

#: One atom with its quantifier: a class, an escaped letter or class, or a letter that means itself.
_ATOM: Final = re.compile(
    r"(?:\[(?P<not>\^?)(?P<set>(?:\\[^cdDsSwWpPuxbBkbfnrtv0-9]|\\[dws-]|[^\]\[\\^])+)\]"
    r"|\\(?P<kind>[dws])|\\(?P<escaped>[^\w\s])|(?P<letter>[^\\\[\](){}|^$*+?.]))"
    r"(?P<times>[*+?]|\{[0-9]+(?:,[0-9]*)?\})?"
)
_IN_SET: Final = re.compile(r"\\[dws]|(?:\\[^\w\s]|[^\\])-(?:\\[^\w\s]|[^\\])|\\?.")
_KINDS: Final = {
    "d": ("digit", "digits"),
    "w": ("letter, digit or _", "of letters, digits and _"),
    "s": ("space", "spaces"),
}
_SETS: Final = {"0-9": ("digit", "digits")}
_LONGEST: Final = 100


def in_words(pattern: str) -> str | None:
    """Return what a pattern asks of a text, as a phrase that follows "must", or None where it takes more to say.

    Letters stand between double quotes as they are: what is returned has to be made harmless like the pattern itself.
    """
    body = pattern.removeprefix("^")
    end = body.endswith("$") and not body.endswith("\\$")
    parts = None if len(pattern) > _LONGEST else _parts(body[:-1] if end else body)
    if not parts:
        return None
    said = ", then ".join(parts)
    match pattern.startswith("^"), end:
        case True, True:
            return f"be {said}"
        case True, False:
            return f"begin with {said}"
        case False, True:
            return f"end with {said}"
        case _:
            return f"contain {said}"


def _parts(body: str) -> list[str] | None:
    """Return each atom in words, letters in a row as one; None where something else stands among them."""
    parts: list[str] = []
    letters = ""
    position = 0
    while position < len(body):
        atom = _ATOM.match(body, position)
        if atom is None:
            return None
        position = atom.end()
        letter = atom["escaped"] or atom["letter"]
        if letter and not atom["times"]:
            letters += letter
            continue
        said = _times(atom, letter)
        if said is None:
            return None
        parts += [f'"{letters}"', said] if letters else [said]
        letters = ""
    return [*parts, f'"{letters}"'] if letters else parts


def _times(atom: re.Match[str], letter: str | None) -> str | None:
    one, many = (f'"{letter}"', f'"{letter}"') if letter else _members(atom)
    match re.findall("[0-9]+", atom["times"] or ""), atom["times"]:
        case [], None:
            return f"one {one}"
        case [], "+":
            return f"one or more {many}"
        case [], "*":
            return f"any number of {many.removeprefix('of ')}"
        case [], "?":
            return f"perhaps {one}" if letter else f"perhaps one {one}"
        case [least], times if "," not in str(times):
            return f"{least} {many if least != '1' else one}"
        case [least], _:
            return f"{least} or more {many}"
        case [least, most], _:
            return f"{least} to {most} {many}"
        case _:
            return None


def _members(atom: re.Match[str]) -> tuple[str, str]:
    """Return what a class holds, for one character of it and for many."""
    if atom["kind"]:
        return _KINDS[atom["kind"]]
    if not atom["not"] and atom["set"] in _SETS:
        return _SETS[atom["set"]]
    listed = list(_listed(atom["set"]))
    if atom["not"]:
        return f"character but {_joined(listed, 'or')}", f"characters but {_joined(listed, 'and')}"
    return f"of {_joined(listed, 'or')}", f"of {_joined(listed, 'and')}"


def _listed(members: str) -> Iterator[str]:
    for found in _IN_SET.finditer(members):
        text = found[0]
        if text in {"\\d", "\\w", "\\s"}:
            yield _KINDS[text[1]][1].removeprefix("of ")
        elif len(text) > 2 and "-" in text[1:-1]:
            yield text.replace("\\", "")
        else:
            yield f'"{text[-1]}"'


def _joined(words: list[str], last: str) -> str:
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)
