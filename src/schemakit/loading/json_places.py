"""Where the values and names of a JSON document are in its text."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from json.decoder import scanstring  # type: ignore[attr-defined]  # in every Python; the stubs leave it out
from typing import Final, final

from schemakit.core.pointer import ROOT, Pointer, child
from schemakit.loading.json_structure import STRING, closing
from schemakit.loading.places import Stretch, Way, item, tokens_of

#: The next thing directly inside an array or object, after white space, commas and colons.
_ELEMENT: Final = re.compile(rf'[ \t\n\r,:]*+({STRING}|[\[\]{{}}]|[^ \t\n\r,:"\[\]{{}}]++)', re.DOTALL)


@final
class JsonPlaces:
    """Finds stretches in a text that is known to be JSON (NaN and infinities included).

    One linear pass notes where each bracket closes; after that an array or object is looked into only when a pointer
    leads through it, and skipping the values in it costs nothing.
    """

    def __init__(self, content: str) -> None:
        """Keep the text."""
        self._content = content
        self._members: dict[int, dict[str, tuple[Stretch, Stretch]]] = {}
        self._items: dict[int, list[Stretch]] = {}

    def find(self, tokens: Sequence[str], *, key: bool) -> Stretch | None:
        """Return the stretch of the value that the tokens of a pointer lead to, or of its name."""
        name: Stretch | None = None
        value = self._root
        for token in tokens:
            name = None
            start = value[0]
            match self._content[start]:
                case "{":
                    if token not in self._object(start):
                        return None
                    name, value = self._object(start)[token]
                case "[":
                    found = item(self._array(start), token)
                    if found is None:
                        return None
                    value = found
                case _:
                    return None
        return name if key else value

    def duplicates(self) -> Iterator[tuple[Pointer, Stretch, tuple[Stretch, ...]]]:
        """Yield each name that occurs twice in its object: its pointer, its first place, the other places."""
        to_visit: list[tuple[Way, int]] = [(None, self._root[0])]
        while to_visit:
            way, start = to_visit.pop()
            inside: list[tuple[str, Stretch]] = []
            if self._content[start] == "{":
                places: dict[str, list[Stretch]] = {}
                for name, name_place, value in self._pairs(start):
                    places.setdefault(name, []).append(name_place)
                    inside.append((name, value))
                for name, (first, *others) in places.items():
                    if others:
                        yield child(ROOT, *tokens_of(way), name), first, tuple(others)
            elif self._content[start] == "[":
                inside = [(str(index), value) for index, value in enumerate(self._array(start))]
            to_visit.extend(
                ((way, token), value[0]) for token, value in reversed(inside) if self._content[value[0]] in "[{"
            )

    @cached_property
    def _closing(self) -> dict[int, int]:
        return closing(self._content)

    @cached_property
    def _root(self) -> Stretch:
        return next(self._elements(0))

    def _object(self, start: int) -> dict[str, tuple[Stretch, Stretch]]:
        """Return the members of the object at an offset; of equal names the last one, as the parser does."""
        if start not in self._members:
            self._members[start] = {name: (place, value) for name, place, value in self._pairs(start)}
        return self._members[start]

    def _array(self, start: int) -> list[Stretch]:
        if start not in self._items:
            self._items[start] = list(self._elements(start + 1))
        return self._items[start]

    def _pairs(self, start: int) -> Iterator[tuple[str, Stretch, Stretch]]:
        elements = self._elements(start + 1)
        for name in elements:
            text: str = scanstring(self._content, name[0] + 1, True)[0]
            yield text, name, next(elements)

    def _elements(self, offset: int) -> Iterator[Stretch]:
        """Yield the strings, literals, arrays and objects from an offset to the bracket that closes around it."""
        while match := _ELEMENT.match(self._content, offset):
            start, offset = match.span(1)
            if match[1] in "]}":
                return
            if match[1] in "[{":
                offset = self._closing[start] + 1
            yield start, offset


def places(content: str) -> Iterator[JsonPlaces]:
    """Yield the places of the one document in a JSON text."""
    yield JsonPlaces(content)
