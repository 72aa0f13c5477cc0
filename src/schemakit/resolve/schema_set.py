"""What stage 2 hands on: standard JSON Schema, and where each part of it came from."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NewType, final

from schemakit.core.json import Json
from schemakit.core.location import Location, Uri
from schemakit.core.pointer import Pointer, ancestors, is_within, lookup
from schemakit.core.record import dataclass, field
from schemakit.loading.source import Source
from schemakit.resolve.draft import Dialect

#: What people call a root schema: ``TaskRunResumeRequestSchema``.
Name = NewType("Name", str)


class Via(StrEnum):
    """How a reference found its target."""

    SPECIFICATION = "specification"  # by the rules of JSON Schema alone
    SIBLING = "sibling"  # another file whose ``$id`` is the text of the reference
    DOCUMENT = "document"  # a component of an OpenAPI document
    RECOVERED = "recovered"  # an enum rebuilt from descriptions, not written to a file yet
    CONSTANT = "constant"  # BlankEnum and NullEnum of drf-spectacular


@final
@dataclass(frozen=True, slots=True)
class Reference:
    """A ``$ref``, ``$dynamicRef`` or ``$recursiveRef`` edge.

    Attributes:
        location: the keyword's place, as the author wrote it.
        keyword: ``$ref``, ``$dynamicRef`` or ``$recursiveRef``.
        text: as written.
        target: the author's place it means, or None where it dangles (RECOVERED targets are places too).
        via: how it was found; None where it dangles.
    """

    location: Location
    keyword: str
    text: str
    target: Location | None
    via: Via | None


@final
@dataclass(frozen=True, slots=True)
class Reading:
    """A place where the standard form says something else than the letters of the author's document.

    Attributes:
        location: the author's keyword.
        rule: short stable name of the rule: ``nullable-type``, ``boolean-bound``.
        reason: one sentence for a person.
        lossy: the letters were dropped or contradict the standard (worth a warning); else a plain translation.
    """

    location: Location
    rule: str
    reason: str
    lossy: bool = False


@final
@dataclass(frozen=True, slots=True)
class Resource:
    """One schema document in standard form.

    Attributes:
        uri: canonical, absolute, without fragment; the root ``$id`` of ``schema`` where that is an object.
        location: the place its author wrote it at (a file's root, or a component of an OpenAPI document).
        dialect: after reading; its draft is what ``schema`` conforms to.
        schema: the standard form; every reference in it resolves among the resources of the set (or dangles, and is
            then listed in ``SchemaSet.references`` without a target).
        origins: pointers of ``schema`` that come from elsewhere, each with the author's place; a place below
            one of them moves with it, and all other places are where they always were, below ``location``.
    """

    uri: Uri
    location: Location
    dialect: Dialect
    schema: Json
    origins: Mapping[Pointer, Location] = field(default_factory=lambda: MappingProxyType({}))


@final
@dataclass(frozen=True, slots=True)
class SchemaSet:
    """Every schema of a run, resolved: the only input of the judges, and what the graph is lowered from.

    Attributes:
        sources: the documents as published, by URI; recovered enums are sources too.
        resources: their schemas in standard form, by canonical URI.
        names: root schemas a person can ask for, in document order, by canonical URI.
        references: every reference edge, in document order.
        readings: every place where a dialect was translated, in document order.
    """

    sources: Mapping[Uri, Source]
    resources: Mapping[Uri, Resource]
    names: Mapping[Name, Uri]
    references: tuple[Reference, ...]
    readings: tuple[Reading, ...]

    def origin(self, place: Location) -> Location:
        """Return the author's place of a place in a resource: canonical ``uri``, ``pointer`` in ``Resource.schema``."""
        resource = self.resources.get(place.uri)
        if resource is None:
            return place
        for pointer in ancestors(place.pointer) if resource.origins else ():
            moved = resource.origins.get(pointer)
            if moved is not None:
                return Location(moved.uri, Pointer(moved.pointer + place.pointer[len(pointer) :]), place.key)
        return Location(resource.location.uri, Pointer(resource.location.pointer + place.pointer), place.key)

    def standard(self, uri: Uri, pointer: Pointer) -> Pointer | None:
        """Return where an author's place below a resource's root stands in its standard form; None: nowhere."""
        resource = self.resources[uri]
        written = Location(resource.location.uri, Pointer(resource.location.pointer + pointer))
        moved = (
            Pointer(new + written.pointer[len(old.pointer) :])
            for new, old in resource.origins.items()
            if old.uri == written.uri and is_within(written.pointer, old.pointer)
        )
        return next((place for place in (pointer, *moved) if _exists(resource.schema, place)), None)


def _exists(schema: Json, pointer: Pointer) -> bool:
    try:
        lookup(schema, pointer)
    except LookupError:
        return False
    return True
