"""JSON Pointers (RFC 6901) as plain strings, with the few operations the toolkit needs on them."""

import re
from collections.abc import Iterator
from typing import Final, NewType
from urllib.parse import quote, unquote

from schemakit.core.json import Json

#: The string form of RFC 6901, section 3: ``""`` is the whole document, ``"/a~1b/0"`` a place inside it.
Pointer = NewType("Pointer", str)

#: An array index (RFC 6901, section 4): no sign, no leading zero.
_INDEX: Final = re.compile(r"0|[1-9][0-9]*")

#: What is the same in a fragment, with ASCII letters and digits.
_UNRESERVED: Final = "/~!$&'()*+,;=:@-._?"

_PLAIN: Final = re.compile(rf"[A-Za-z0-9{re.escape(_UNRESERVED)}]*")

ROOT: Final = Pointer("")


def child(pointer: Pointer, *tokens: str | int) -> Pointer:
    """Return the pointer to a member (by name) or item (by index) below another, escaping as section 3 asks."""
    return Pointer(pointer + "".join("/" + str(token).replace("~", "~0").replace("/", "~1") for token in tokens))


def tokens(pointer: Pointer) -> tuple[str, ...]:
    """Return the unescaped reference tokens of a pointer."""
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:])


def parent(pointer: Pointer) -> Pointer:
    """Return the pointer without its last token; the root is its own parent."""
    return Pointer(pointer.rpartition("/")[0])


def is_within(pointer: Pointer, ancestor: Pointer) -> bool:
    """Tell whether a pointer names the place of another one or a place below it."""
    return pointer == ancestor or pointer.startswith(ancestor + "/")


def ancestors(pointer: Pointer) -> Iterator[Pointer]:
    """Yield the pointer itself, then each place around it, ending with the root."""
    while pointer:
        yield pointer
        pointer = parent(pointer)
    yield ROOT


def lookup(document: Json, pointer: Pointer) -> Json:
    """Return the value at a pointer.

    Raises:
        LookupError: nothing is there (RFC 6901, section 4; indexes with leading zeros or signs name nothing).
    """
    value = document
    for token in tokens(pointer):
        match value:
            case dict():
                value = value[token]
            # An index of more digits than the length names nothing; int() refuses very long ones.
            case list() if _INDEX.fullmatch(token) and len(token) <= len(str(len(value))):
                value = value[int(token)]
            case _:
                raise LookupError(token)
    return value


def to_fragment(pointer: Pointer) -> str:
    """Return the URI fragment, without ``#``, that names the pointer (RFC 6901, section 6); half a character, too."""
    return pointer if _PLAIN.fullmatch(pointer) else quote(pointer, safe=_UNRESERVED, errors="surrogatepass")


def from_fragment(fragment: str) -> Pointer | None:
    """Return the pointer that a URI fragment (without ``#``) holds, or None where it is a plain name (an anchor)."""
    try:
        decoded = unquote(fragment, errors="surrogatepass")
    except UnicodeDecodeError:
        decoded = unquote(fragment)
    return Pointer(decoded) if decoded == "" or decoded.startswith("/") else None
