"""What people call a place in a value."""

from typing import Final

from schemakit.core.pointer import ROOT, Pointer, tokens
from schemakit.core.shown import plain

_SHOWN_INDEXES: Final = 4


def subject(pointer: Pointer) -> str:
    """Return what people call a place: the property, the item of a property, or the whole."""
    if pointer == ROOT:
        return "the value"
    names = tokens(pointer)
    indexes = 0
    while indexes < len(names) - 1 and names[-1 - indexes].isdigit():
        indexes += 1
    name = names[-1 - indexes]
    shown = names[len(names) - indexes :]
    items = "".join(f"[{index}]" for index in shown[:_SHOWN_INDEXES]) + ("..." if indexes > _SHOWN_INDEXES else "")
    return plain(name + items) if not name.isdigit() else f"item {name}{items}"


def container(pointer: Pointer) -> str:
    """Return what people call an object in which something is."""
    return subject(pointer) if pointer else "this object"
