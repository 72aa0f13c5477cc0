"""Walks one schema as its author wrote it: identifiers, anchors and references, with the base URI in force at each.

Core, sections 8.2 (2020-12) and 8.2 to 8.3 (draft-07): an embedded ``$id`` begins a resource with its own base,
plain-name fragments are anchors, and beside a ``$ref`` nothing else counts up to draft-07.
"""

from collections.abc import Callable
from typing import Final, final

from schemakit.core import uri
from schemakit.core.json import Json
from schemakit.core.location import Location, Uri
from schemakit.core.pointer import Pointer, child
from schemakit.core.record import dataclass
from schemakit.resolve.detect import dialect_of
from schemakit.resolve.draft import Dialect, Draft
from schemakit.resolve.vocabulary import ignores_siblings, keyword_in, subschemas

REFERENCE_KEYWORDS: Final = ("$ref", "$dynamicRef", "$recursiveRef")


@final
@dataclass(frozen=True, slots=True)
class Found:
    """A reference before its target is known; ``base`` is the base URI in force where it stands."""

    location: Location
    keyword: str
    text: str
    base: Uri


@final
@dataclass(frozen=True, slots=True)
class Embedded:
    """A schema with an identifier of its own; ``text`` as written, empty where the file's URI identifies it."""

    uri: Uri
    location: Location
    dialect: Dialect
    text: str


def identifier(schema: dict[str, Json], draft: Draft) -> str | None:
    """Return the schema's identifier keyword as written, where the draft heeds it."""
    if ignores_siblings(schema, draft):
        return None
    text = schema.get(identifier_keyword(draft))
    return text if isinstance(text, str) else None


def identifier_keyword(draft: Draft) -> str:
    """Return what the keyword is called that identifies a schema."""
    return "id" if draft is Draft.DRAFT4 else "$id"


@final
class Identified:
    """What walking has met so far; grows as references lead to places no keyword of the draft does.

    ``repeated`` are the places of identifiers that another schema has already; ``metaschema`` finds the custom
    metaschema that a ``$schema`` names.
    """

    def __init__(self, metaschema: Callable[[Uri], Json] = lambda _: None) -> None:
        """Begin with nothing."""
        self.resources: dict[Uri, Embedded] = {}
        self.anchors: dict[tuple[Uri, str], Location] = {}
        self.dialects: dict[Location, tuple[Dialect, Uri]] = {}
        self.references: list[Found] = []
        self.repeated: list[tuple[Uri, Location]] = []
        self._metaschema = metaschema

    def walk(self, schema: Json, location: Location, dialect: Dialect, base: Uri) -> None:
        """Walk a schema and everything below it that has not been walked yet."""
        work: list[tuple[Json, Pointer, Dialect, Uri]] = [(schema, location.pointer, dialect, base)]
        while work:
            value, pointer, dialect, base = work.pop()
            here = Location(location.uri, pointer)
            if here in self.dialects:
                continue
            if isinstance(value, dict):
                text = identifier(value, dialect.draft)
                if text is not None and not text.startswith("#"):
                    # Only where a resource begins may the dialect change (Core, section 8.1.1).
                    dialect = dialect_of(value, dialect, self._metaschema)[0]
                    base = self._begin_resource(text, here, dialect, base)
                self._note_anchors(value, here, dialect.draft, base)
                self._note_references(value, here, dialect.draft, base)
            self.dialects[here] = (dialect, base)
            below = [(held, child(pointer, *path), dialect, base) for path, held in subschemas(value, dialect.draft)]
            work.extend(reversed(below))

    def _begin_resource(self, text: str, here: Location, dialect: Dialect, base: Uri) -> Uri:
        absolute, fragment = uri.split(uri.join(base, text))
        if fragment.startswith("/"):
            return absolute  # names a part of a document that is not here: a base, and no resource
        known = self.resources.get(absolute)
        if known is None:
            self.resources[absolute] = Embedded(absolute, here, dialect, text)
        elif known.location != here:
            self.repeated.append((absolute, here))
        if fragment and dialect.draft <= Draft.DRAFT7:
            self.anchors.setdefault((absolute, fragment), here)
        return absolute

    def _note_anchors(self, schema: dict[str, Json], here: Location, draft: Draft, base: Uri) -> None:
        if draft >= Draft.DRAFT2019_09:
            for keyword in ("$anchor", "$dynamicAnchor"):
                name = schema.get(keyword)
                if isinstance(name, str):
                    self.anchors.setdefault((base, name), here)
        text = identifier(schema, draft)
        if text is not None and text.startswith("#") and len(text) > 1:
            self.anchors.setdefault((base, text[1:]), here)

    def _note_references(self, schema: dict[str, Json], here: Location, draft: Draft, base: Uri) -> None:
        for keyword in REFERENCE_KEYWORDS:
            text = schema.get(keyword)
            if isinstance(text, str) and keyword_in(keyword, draft):
                self.references.append(Found(Location(here.uri, child(here.pointer, keyword)), keyword, text, base))
