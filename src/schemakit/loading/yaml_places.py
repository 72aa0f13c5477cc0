"""Where the values and keys of a YAML document are in its text."""

from collections.abc import Iterator, Sequence
from typing import final

from schemakit.core.record import dataclass
from schemakit.loading.places import Stretch, item
from schemakit.loading.yaml_builder import MERGE
from schemakit.loading.yaml_events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    ScalarEvent,
    events,
    stretch,
)


@final
@dataclass(slots=True)
class _Node:
    """A value's place, and what is inside it; aliases share the inside of what they stand for."""

    start: int
    end: int
    members: dict[str, tuple[Stretch, "_Node"]] | None = None
    items: list["_Node"] | None = None
    text: str | None = None


@final
@dataclass(slots=True)
class _Open:
    """An array or object that is not complete yet."""

    node: _Node
    is_flow: bool
    key: tuple[str, Stretch] | None = None
    is_merge: bool = False
    merged: tuple[_Node, ...] = ()


@final
class YamlPlaces:
    """Finds stretches in one document of a stream that is known to be readable."""

    def __init__(self, content: str, stream: Iterator[Event]) -> None:
        """Read a document from a stream of events that has just begun it."""
        self._content = content
        self._stack: list[_Open] = []
        self._anchors: dict[str, _Node] = {}
        self._root = _Node(0, 0)
        self._read(stream)

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

    def _read(self, stream: Iterator[Event]) -> None:
        for event in stream:
            if isinstance(event, ScalarEvent):
                self._take_scalar(event)
            elif isinstance(event, CollectionEndEvent):
                self._close(event)
            elif isinstance(event, AliasEvent):
                self._take_alias(event)
            elif isinstance(event, CollectionStartEvent):
                self._open(event)
            if not self._stack:
                break

    def _take_scalar(self, event: ScalarEvent) -> None:
        start, end = stretch(event)
        if event.style in {"|", ">"}:  # their end is where the next token begins
            end = start + len(self._content[start:end].rstrip())
        node = _Node(start, end, text=event.value)
        if event.anchor is not None:
            self._anchors[event.anchor] = node
        if self._expects_key():
            self._take_key(event.value, (start, end), is_merge=event.value == MERGE and event.implicit[0])
        else:
            self._attach(node)

    def _take_alias(self, event: AliasEvent) -> None:
        # Without an anchor it is a mistake, in a document that is read past to those behind it.
        target = self._anchors.get(event.anchor or "") or _Node(0, 0)
        if self._expects_key():
            self._take_key(target.text or "", stretch(event), is_merge=False)
        else:
            self._attach(_Node(*stretch(event), target.members, target.items))

    def _open(self, event: CollectionStartEvent) -> None:
        is_mapping = isinstance(event, MappingStartEvent)
        node = _Node(*stretch(event), {} if is_mapping else None, None if is_mapping else [])
        if event.anchor is not None:
            self._anchors[event.anchor] = node
        self._stack.append(_Open(node, bool(event.flow_style)))

    def _close(self, event: CollectionEndEvent) -> None:
        done = self._stack.pop()
        if done.is_flow:
            done.node.end = stretch(event)[1]
        if done.node.members is not None:
            for other in done.merged:
                for name, place in (other.members or {}).items():
                    done.node.members.setdefault(name, place)
        self._attach(done.node)

    def _expects_key(self) -> bool:
        return bool(self._stack) and self._stack[-1].node.members is not None and self._stack[-1].key is None

    def _take_key(self, text: str, place: Stretch, *, is_merge: bool) -> None:
        top = self._stack[-1]
        top.key, top.is_merge = (text, place), is_merge
        top.node.end = place[1]

    def _attach(self, node: _Node) -> None:
        if not self._stack:
            self._root = node
            return
        top = self._stack[-1]
        top.node.end = max(top.node.end, node.end)
        if top.node.items is not None:
            top.node.items.append(node)
        elif top.is_merge:
            top.merged += (node,) if node.items is None else tuple(node.items)
        elif top.node.members is not None and top.key is not None:
            text, place = top.key
            top.node.members[text] = (place, node)
        top.key = None


def places(content: str) -> Iterator[YamlPlaces]:
    """Yield the places of each document of a YAML stream, as far as it can be read."""
    stream = events(content)
    for event in stream:
        if isinstance(event, DocumentStartEvent):
            yield YamlPlaces(content, stream)
