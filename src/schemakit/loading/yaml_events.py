"""The door of PyYAML: YAML text to events. Imported only when there is YAML to read.

Events, not PyYAML's own documents: its constructors follow YAML 1.1, and its composer recurses in C, where a deep
document ends the process. Events come one by one from a parser without recursion, so reading can stop at any limit.
"""

from collections.abc import Iterator
from typing import Final, final

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    ScalarEvent,
)

__all__ = [
    "AliasEvent",
    "CollectionEndEvent",
    "CollectionStartEvent",
    "DocumentStartEvent",
    "Event",
    "MappingStartEvent",
    "ScalarEvent",
    "YamlSyntaxError",
    "events",
    "stretch",
]

#: libyaml where PyYAML was built with it (every published wheel), or the same grammar in Python, thirty times slower.
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@final
class YamlSyntaxError(Exception):
    """The text is not YAML.

    Attributes:
        problem: what the parser says.
        context: what it was doing, or empty.
        offset: where it stopped.
    """

    def __init__(self, problem: str, context: str, offset: int) -> None:
        """Keep what is known."""
        super().__init__(problem)
        self.problem = problem
        self.context = context
        self.offset = offset


def events(content: str) -> Iterator[Event]:
    """Yield the events of a YAML stream; their marks count code points.

    Raises:
        YamlSyntaxError: after the events of all that is in front of the mistake.
    """
    try:
        yield from yaml.parse(content, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        offset = error.problem_mark.index if error.problem_mark else len(content)
        raise YamlSyntaxError(error.problem or "not YAML", error.context or "", offset) from error
    except yaml.reader.ReaderError as error:
        raise YamlSyntaxError(
            f"the character U+{_code(error):04X} may not stand in YAML", "", _offset(content, error)
        ) from error


def _code(error: yaml.reader.ReaderError) -> int:
    return error.character if isinstance(error.character, int) else ord(error.character)


def _offset(content: str, error: yaml.reader.ReaderError) -> int:
    """Return the offset in code points: libyaml counts the bytes of UTF-8, the parser in Python counts characters."""
    if _LOADER is yaml.SafeLoader:
        return int(error.position)
    return len(content.encode()[: error.position].decode(errors="ignore"))


def stretch(event: Event) -> tuple[int, int]:
    """Return where an event begins and ends, as offsets in code points."""
    start, end = event.start_mark, event.end_mark
    return (start.index, end.index) if start and end else (0, 0)
