"""Lines and columns of JSON Pointers, computed when somebody asks."""

from collections.abc import Iterable
from typing import final

from schemakit.core.location import Excerpt, Location, Span, Uri
from schemakit.core.pointer import Pointer, ancestors, tokens
from schemakit.core.record import replace
from schemakit.loading.decode import places
from schemakit.loading.places import Places
from schemakit.loading.source import Source
from schemakit.loading.text import Text


@final
class Positions:
    """The ``Locator`` of a run: keeps what it learned about a text, so that the second question is cheap."""

    def __init__(self, sources: Iterable[Source]) -> None:
        """Know the sources; none of their texts is looked at before a location in it is asked for."""
        self._sources = {source.uri: source for source in sources}
        self._streams: dict[int, _Stream] = {}

    def __call__(self, location: Location, /) -> Excerpt | None:
        """Return the excerpt of a location; where nothing is at its pointer, of the innermost value around it.

        None where the document has no text (made in memory), or is not of these sources.
        """
        if location.excerpt is not None:
            return location.excerpt
        if not self._has_text(location.uri):
            return None
        source = self._sources[location.uri]
        text, found = self._look_at(source)
        for pointer in ancestors(location.pointer):
            stretch = found.find(tokens(pointer), key=location.key and pointer == location.pointer)
            if stretch is not None:
                return replace(text.excerpt(*stretch), path=source.path)
        return None

    def span(self, location: Location) -> Span | None:
        """Return the span of a location; None where there is no such value or name, or no text."""
        if not self._has_text(location.uri):
            return None
        text, found = self._look_at(self._sources[location.uri])
        stretch = found.find(tokens(location.pointer), key=location.key)
        return None if stretch is None else text.span(*stretch)

    def _has_text(self, uri: Uri) -> bool:
        return uri in self._sources and bool(self._sources[uri].text)

    def _look_at(self, source: Source) -> tuple[Text, Places]:
        """Read a text once, and no further than the document that is asked about: a stream can have thousands."""
        stream = self._streams.setdefault(id(source.text), _Stream(source))
        return stream.text, stream.document(source.index)


@final
class _Stream:
    """One text and the places of its documents, as far as it was read; the sources keep the text's identity."""

    def __init__(self, source: Source) -> None:
        self.text = Text(source.text, path=source.path, uri=source.uri)
        self._rest = places(source.text, source.syntax)
        self._read: list[Places] = []

    def document(self, index: int) -> Places:
        while len(self._read) <= index:
            self._read.append(next(self._rest))
        return self._read[index]


def locate(source: Source, pointer: Pointer, *, key: bool = False) -> Span | None:
    """Return the span of one value, or of its name; for many, keep a ``Positions``."""
    return Positions((source,)).span(Location(source.uri, pointer, key))
