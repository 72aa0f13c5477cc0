"""One YAML document from its events: values by the core schema of YAML 1.2, aliases shared, keys as written."""

from collections.abc import Iterator
from typing import Final, final

from schemakit.core.finding import Kind
from schemakit.core.json import Json
from schemakit.core.pointer import Pointer, child
from schemakit.core.record import dataclass
from schemakit.loading import text_problems, yaml_problems
from schemakit.loading.limits import Limits
from schemakit.loading.numbers import HugeNumberError
from schemakit.loading.places import Stretch
from schemakit.loading.tally import Tally
from schemakit.loading.text import shorten
from schemakit.loading.yaml_events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    Event,
    MappingStartEvent,
    ScalarEvent,
    stretch,
)
from schemakit.loading.yaml_scalars import NonFiniteNumberError, Scalar, WrongTagError, plain, tagged

#: The prefix of the tags written ``!!int``.
STANDARD: Final = "tag:yaml.org,2002:"

#: The merge key, https://yaml.org/type/merge.html: no part of YAML 1.2, and read by every tool all the same.
MERGE: Final = "<<"


class LimitReachedError(Exception):
    """Reading cannot go on; the finding is in the tally."""


@final
@dataclass(slots=True)
class _Anchor:
    """What aliases of one name stand for from here on."""

    value: Json = None
    height: int = 0
    size: int = 1
    text: str | None = None  # of a scalar, for aliases that are keys
    is_open: bool = False


@final
@dataclass(slots=True)
class _Open:
    """An array or object that is not complete yet."""

    event: CollectionStartEvent
    value: list[Json] | dict[str, Json]
    names: dict[str, Event] | None  # of an object: where each name is
    anchor: _Anchor | None
    size_before: int
    is_key: bool
    height: int = 1
    key: str | None = None  # of an object: the name whose value comes next
    is_merge: bool = False
    merged: tuple[dict[str, Json], ...] = ()


@final
class Builder:
    """Builds one document; what cannot be used is in the tally.

    Attributes:
        is_usable: nothing was met that has no JSON value.
        is_empty: there was no node at all, not even the word ``null``.
    """

    def __init__(self, tally: Tally, limits: Limits) -> None:
        """Start with nothing; anchors do not reach from one document into the next."""
        self.is_usable = True
        self.is_empty = False
        self._tally = tally
        self._limits = limits
        self._root: Json = None
        self._stack: list[_Open] = []
        self._anchors: dict[str, _Anchor] = {}
        self._size = 0  # values so far, aliases written out
        self._aliased = 0  # values that aliases and merge keys added

    def build(self, stream: Iterator[Event]) -> Json:
        """Take the events of one document off the stream.

        Raises:
            LimitReachedError: too deep, or too many values by aliases.
            YamlSyntaxError: from the stream.
        """
        for event in stream:
            if isinstance(event, ScalarEvent):
                self._take_scalar(event)
            elif isinstance(event, CollectionEndEvent):
                self._close()
            elif isinstance(event, AliasEvent):
                self._take_alias(event)
            elif isinstance(event, CollectionStartEvent):
                self._open(event)
            if not self._stack:
                break
        return self._root

    # Nodes

    def _take_scalar(self, event: ScalarEvent) -> None:
        self._size += 1
        if self._expects_key():
            value: Scalar = event.value
            if event.anchor is not None:
                value = self._value(event)  # for aliases that are values; the key itself is the text that was written
            elif event.tag is not None and event.tag != "!" and not event.tag.startswith(STANDARD):
                self._refuse_tag(event, event.tag)
            self._take_key(event.value, event, is_merge=event.value == MERGE and event.implicit[0])
        else:
            value = self._value(event)
            if not self._stack:
                self.is_empty = event.value == "" and event.implicit[0] and event.anchor is None
            self._attach(value, 0)
        if event.anchor is not None:
            self._anchors[event.anchor] = _Anchor(value, text=event.value)

    def _take_alias(self, event: AliasEvent) -> None:
        anchor = self._anchors.get(event.anchor or "")
        place = stretch(event)
        if anchor is None:
            message = f"not YAML: no anchor `&{event.anchor}` stands before this alias"
            self._refuse(yaml_problems.INVALID_YAML, place, message, subject=event.anchor)
            anchor = _Anchor()
        elif anchor.is_open:
            message = f"the alias `*{event.anchor}` stands inside the value it repeats"
            self._refuse(yaml_problems.RECURSIVE_ALIAS, place, message, subject=event.anchor)
            anchor = _Anchor()
        if self._expects_key():
            if anchor.text is None:
                self._refuse_complex_key(place)
            self._take_key(anchor.text or "", event, is_merge=False)
            return
        self._check_depth(len(self._stack) + anchor.height, event)
        self._size += anchor.size
        self._count_aliased(anchor.size, event)
        self._attach(anchor.value, anchor.height)

    def _open(self, event: CollectionStartEvent) -> None:
        if len(self._stack) >= self._limits.depth:
            self._check_depth(len(self._stack) + 1, event)
        is_mapping = isinstance(event, MappingStartEvent)
        if event.tag is not None and event.tag not in {"!", STANDARD + ("map" if is_mapping else "seq")}:
            self._refuse_tag(event, event.tag)
        is_key = self._expects_key()
        if is_key:
            self._refuse_complex_key(stretch(event))
        anchor: _Anchor | None = None
        if event.anchor is not None:
            anchor = self._anchors[event.anchor] = _Anchor(is_open=True)
        opened = _Open(event, {} if is_mapping else [], {} if is_mapping else None, anchor, self._size, is_key)
        self._stack.append(opened)
        self._size += 1

    def _close(self) -> None:
        done = self._stack.pop()
        value = done.value
        if done.merged and isinstance(value, dict):
            merged: dict[str, Json] = {}
            for other in done.merged:  # of several, the first to be named wins
                for name, inherited in other.items():
                    merged.setdefault(name, inherited)
            value = merged | value
        if done.anchor is not None:
            done.anchor.value, done.anchor.height = value, done.height
            done.anchor.size, done.anchor.is_open = self._size - done.size_before, False
        if done.is_key:
            self._take_key("", done.event, is_merge=False)
        else:
            self._attach(value, done.height)

    # Members and items

    def _expects_key(self) -> bool:
        if not self._stack:
            return False
        top = self._stack[-1]
        return top.key is None and top.names is not None

    def _take_key(self, text: str, event: Event, *, is_merge: bool) -> None:
        top = self._stack[-1]
        top.key, top.is_merge = text, is_merge
        if top.names is not None and top.names.setdefault(text, event) is not event:
            self._report_duplicate(top.names[text], event, text)

    def _report_duplicate(self, first: Event, again: Event, name: str) -> None:
        if self._tally.is_full(text_problems.DUPLICATE_KEY, first):
            return
        self._tally.add(
            text_problems.DUPLICATE_KEY,
            stretch(again),
            f"{shorten(repr(name))} occurs more than once in one mapping; the last value counts",
            subject=first,
            pointer=self._pointer(),
            key=True,
            also=(stretch(first),),
            note="the same name again",
        )

    def _attach(self, value: Json, height: int) -> None:
        if not self._stack:
            self._root = value
            return
        top = self._stack[-1]
        if isinstance(top.value, list):
            top.value.append(value)
        elif top.key is not None:
            if top.is_merge:
                self._merge(top, value)
            else:
                top.value[top.key] = value
            top.key = None
        if height >= top.height:
            top.height = height + 1

    def _merge(self, top: _Open, value: Json) -> None:
        place = top.names[MERGE] if top.names else top.event
        others = value if isinstance(value, list) else [value]
        for other in others:
            if not isinstance(other, dict):
                message = "not YAML: the merge key `<<` takes a mapping or a list of mappings"
                self._refuse(yaml_problems.INVALID_YAML, stretch(place), message, subject=MERGE)
                return
            self._count_aliased(len(other), place)
        top.merged += tuple(other for other in others if isinstance(other, dict))

    def _value(self, event: ScalarEvent) -> Scalar:
        """Return the value of a scalar; None where it has none, after saying so."""
        if event.tag is None and not event.implicit[0]:
            return event.value
        try:
            if event.tag is None:
                return plain(event.value, self._limits.digits)
            if event.tag == "!":
                return event.value
            return tagged(event.value, event.tag.removeprefix(STANDARD), self._limits.digits)
        except NonFiniteNumberError:
            message = f"`{event.value}` is no JSON value: JSON has no numbers that are infinite or not a number"
            self._refuse(text_problems.NON_FINITE_NUMBER, stretch(event), message)
        except HugeNumberError:
            message = f"a number needs more than {self._limits.digits:,} digits when written out"
            self._refuse(text_problems.HUGE_NUMBER, stretch(event), message)
        except WrongTagError:
            self._refuse_tag(event, event.tag or "")
        return None

    # Limits and refusals

    def _check_depth(self, depth: int, event: Event) -> None:
        if depth > self._limits.depth:
            message = f"more than {self._limits.depth} arrays and objects inside each other"
            self._tally.add(text_problems.TOO_DEEP, stretch(event), message, note="one level too many")
            raise LimitReachedError

    def _count_aliased(self, values: int, event: Event) -> None:
        self._aliased += values
        if self._aliased > self._limits.alias_values:
            message = f"the aliases in this document stand for more than {self._limits.alias_values:,} values"
            self._tally.add(yaml_problems.ALIAS_EXPANSION, stretch(event), message, note="this one exceeds the limit")
            raise LimitReachedError

    def _refuse_tag(self, event: ScalarEvent | CollectionStartEvent, tag: str) -> None:
        shown = "!!" + tag.removeprefix(STANDARD) if tag.startswith(STANDARD) else tag
        if tag.removeprefix(STANDARD) in {"null", "bool", "int", "float"} and isinstance(event, ScalarEvent):
            message = f"`{shorten(event.value)}` is not what its tag `{shown}` says"
        else:
            message = f"the tag `{shorten(shown)}` has no meaning in JSON"
        help_ = ("remove the tag; quote the text if a string is meant",)
        self._refuse(yaml_problems.UNSUPPORTED_TAG, stretch(event), message, subject=message, help_=help_)

    def _refuse_complex_key(self, place: Stretch) -> None:
        self._refuse(
            yaml_problems.COMPLEX_KEY, place, "a mapping's key is a list or a mapping; in JSON, names are strings"
        )

    def _refuse(
        self, kind: Kind, place: Stretch, message: str, *, subject: str | None = None, help_: tuple[str, ...] = ()
    ) -> None:
        """Say that the document has no JSON value; reading goes on, for there may be more to say."""
        self.is_usable = False
        self._tally.add(kind, place, message, subject=subject, help=help_)

    def _pointer(self) -> Pointer:
        tokens = (len(node.value) if isinstance(node.value, list) else node.key or "" for node in self._stack)
        return child(Pointer(""), *tokens)
