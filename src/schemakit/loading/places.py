"""What it means to find a value in a text, whatever the syntax."""

from collections.abc import Sequence
from typing import Protocol, TypeAlias, TypeVar

#: Part of a text: the offsets, in code points, of its first character and of the one behind its last.
Stretch: TypeAlias = tuple[int, int]

#: The way to a value, from the inside: its name or index, and the way to what it is in. Many values share what a
#: pointer for each of them would repeat, however long the names around them are.
Way: TypeAlias = "tuple[Way, str] | None"

T = TypeVar("T")


class Places(Protocol):
    """Finds stretches of one document in its text."""

    def find(self, tokens: Sequence[str], *, key: bool) -> Stretch | None:
        """Return where the value that the tokens of a pointer lead to is, or its name; None where nothing is."""
        ...


def item(items: Sequence[T], index: str) -> T | None:
    """Return the item of an array that a reference token names (RFC 6901, section 4), or None."""
    is_index = index == "0" or (index.isascii() and index.isdigit() and index[0] != "0")
    # A token of more digits than the length names nothing; int() refuses very long ones.
    if not is_index or len(index) > len(str(len(items))) or int(index) >= len(items):
        return None
    return items[int(index)]


def tokens_of(way: Way) -> list[str]:
    """Return the reference tokens of a way, from the outside."""
    tokens: list[str] = []
    while way is not None:
        way, token = way
        tokens.append(token)
    return tokens[::-1]
