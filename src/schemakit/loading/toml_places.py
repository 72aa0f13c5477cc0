"""Where the values and keys of a TOML document are in its text: tomllib keeps no positions."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, final

from schemakit.core.record import dataclass
from schemakit.loading.places import Stretch, item
from schemakit.loading.toml_structure import STRING

#: What means nothing: white space, line ends, comments.
_BLANK: Final = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_SPACE: Final = re.compile(r"[ \t]*+")

#: One part of a key (TOML 1.0, section Keys).
_PART: Final = re.compile(r""""(?:[^"\\\n]++|\\.)*+"|'[^'\n]*+'|[A-Za-z0-9_-]++""")

#: A value that holds no others. Dates may have a space before the time.
_SCALAR: Final = re.compile(
    rf"{STRING}|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}} [0-9]{{2}}:[^\s,\]}}#]*+|[^\s,\]}}#]++", re.DOTALL
)


@final
@dataclass(slots=True)
class _Node:
    """A value's place, what it is in, and what is in it."""

    start: int
    end: int
    parent: "_Node | None" = None
    members: "dict[str, tuple[Stretch, _Node]] | None" = None
    items: "list[_Node] | None" = None


@final
class TomlPlaces:
    """Finds stretches in a text that is known to be TOML.

    A table that has a header reaches from there to the end of the last value in it, a table that dotted keys make from
    what follows its own name.
    """

    def __init__(self, content: str) -> None:
        """Read the text once."""
        self._content = content
        self._root = _Node(0, 0, members={})
        table, offset = self._root, self._after(_BLANK, 0)
        while offset < len(content):
            if content[offset] == "[":
                table, offset = self._header(offset)
            else:
                offset = self._member(table, offset)
            offset = self._after(_BLANK, offset)

    def find(self, tokens: Sequence[str], *, key: bool) -> Stretch | None:
        """Return the stretch of the value that the tokens of a pointer lead to, or of its key."""
        name: Stretch | None = None
        node = self._root
        for token in tokens:
            name = None
            if node.members is not None and token in node.members:
                name, node = node.members[token]
            elif (found := item(node.items or (), token)) is not None:
                node = found
            else:
                return None
        return name if key else (node.start, node.end)

    def _after(self, pattern: re.Pattern[str], offset: int) -> int:
        match = pattern.match(self._content, offset)
        return match.end() if match else offset

    def _key(self, offset: int) -> tuple[list[tuple[str, Stretch]], int]:
        """Return the parts of a dotted key, each with its place, and the offset behind it and its space."""
        parts: list[tuple[str, Stretch]] = []
        while match := _PART.match(self._content, self._after(_SPACE, offset)):
            text = match[0]
            if text[0] in "\"'":
                text = tomllib.loads(f"key = {text}")["key"] if "\\" in text else text[1:-1]
            parts.append((text, match.span()))
            offset = self._after(_SPACE, match.end())
            if not self._content.startswith(".", offset):
                break
            offset += 1
        return parts, offset

    def _header(self, start: int) -> tuple[_Node, int]:
        """Return the table that ``[a.b]`` or ``[[a.b]]`` begins, and the offset behind the header."""
        is_item = self._content.startswith("[[", start)
        parts, offset = self._key(start + 1 + is_item)
        offset += 1 + is_item
        table = self._root
        for text, place in parts[:-1]:
            table = self._table(table, text, place, start)
        text, place = parts[-1]
        if is_item:
            members = table.members if table.members is not None else {}
            array = members.setdefault(text, (place, _Node(start, offset, table, items=[])))[1]
            table = _Node(start, offset, array, members={})
            if array.items is not None:
                array.items.append(table)
        else:
            table = self._table(table, text, place, start)
            table.start = start
            if table.parent is not None and table.parent.members is not None:
                table.parent.members[text] = (place, table)
        _stretch(table, offset)
        return table, offset

    def _table(self, table: _Node, text: str, place: Stretch, start: int) -> _Node:
        """Return a table in a table, the last one of an array of tables; make it where nothing said it yet."""
        members = table.members if table.members is not None else {}
        child = members.setdefault(text, (place, _Node(start, start, table, members={})))[1]
        return child.items[-1] if child.items else child

    def _member(self, table: _Node, start: int) -> int:
        """Read ``a.b = value``, however many values are in the value, and return the offset behind it."""
        opened: list[_Node] = []
        into, name, offset = self._name(table, start)
        while True:
            bracket = self._content[offset : offset + 1]
            if bracket in {"[", "{"}:
                node = _Node(offset, offset + 1, into, *(({}, None) if bracket == "{" else (None, [])))
                _put(into, name, node)
                opened.append(node)
                offset += 1
            elif bracket in {"]", "}"}:
                offset += 1
                _stretch(opened.pop(), offset)
            else:
                end = self._after(_SCALAR, offset)
                node = _Node(offset, end, into)
                _put(into, name, node)
                _stretch(node, end)
                offset = max(end, offset + 1)
            if not opened:
                return offset
            offset = self._after(_BLANK, offset)
            if self._content.startswith(",", offset):
                offset = self._after(_BLANK, offset + 1)
            into, name = opened[-1], None
            if into.members is not None and not self._content.startswith("}", offset):
                into, name, offset = self._name(into, offset)

    def _name(self, table: _Node, offset: int) -> tuple[_Node, tuple[str, Stretch] | None, int]:
        """Return the innermost table of a dotted key, its last part, and the offset of the value."""
        parts, offset = self._key(offset)
        for (text, place), (_, following) in pairwise(parts):
            table = self._table(table, text, place, following[0])
        return table, parts[-1] if parts else None, self._after(_BLANK, offset + 1)


def _put(parent: _Node, name: tuple[str, Stretch] | None, node: _Node) -> None:
    if parent.items is not None:
        parent.items.append(node)
    elif parent.members is not None and name is not None:
        parent.members[name[0]] = (name[1], node)


def _stretch(node: _Node, end: int) -> None:
    """Let a value, and all that it is in, reach as far as what is in it."""
    reached: _Node | None = node
    while reached is not None:
        reached.end = max(reached.end, end)
        reached = reached.parent


def places(content: str) -> Iterator[TomlPlaces]:
    """Yield the places of the one document in a TOML text."""
    yield TomlPlaces(content)
