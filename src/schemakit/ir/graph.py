"""What stage 3 hands on: nodes that refer to each other by id."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import final

from schemakit.core.json import Json
from schemakit.core.location import Location, Uri
from schemakit.core.pointer import Pointer
from schemakit.core.record import dataclass, field
from schemakit.ir.assertions import Assertion, NodeId
from schemakit.resolve.schema_set import Name

_NOTHING: Mapping[str, Json] = MappingProxyType({})


@final
@dataclass(frozen=True, slots=True)
class Annotations:
    """What a schema says without demanding it.

    ``values`` holds ``title``, ``description``, ``default``, ``examples``, ``deprecated``, ``readOnly``, ``writeOnly``,
    ``$comment`` and every keyword that is not of the draft (``x-...``, ``discriminator``), under its own name.
    """

    values: Mapping[str, Json] = field(default_factory=lambda: _NOTHING)

    def text(self, keyword: str) -> str | None:
        """Return a string annotation, or None where it is absent or no string."""
        value = self.values.get(keyword)
        return value if isinstance(value, str) else None

    def flag(self, keyword: str) -> bool:
        """Tell whether a boolean annotation is true."""
        return self.values.get(keyword) is True


@final
@dataclass(frozen=True, slots=True)
class Node:
    """One schema.

    Attributes:
        id: ``uri#pointer`` in the standard resource.
        place: the same as a location: canonical ``uri``, ``pointer`` in ``Resource.schema``. The author's place
            is ``SchemaSet.origin(place)``.
        assertions: all of which must hold; none at all is the ``true`` schema.
        notes: annotations.
        spelled: for keywords that the resource spells differently from 2020-12, from the 2020-12 path to the path in
            this schema: ``{"prefixItems": "items", "dependentRequired": "dependencies", "const": ...}``.
        resource: canonical URI of the innermost resource (``$id``) the schema belongs to: the dynamic scope.
        anchors: its ``$dynamicAnchor`` names.
    """

    id: NodeId
    place: Location
    assertions: tuple[Assertion, ...]
    notes: Annotations = Annotations()
    spelled: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    resource: Uri = field(default=Uri(""))
    anchors: tuple[str, ...] = ()

    def keyword_place(self, keyword: str) -> Location:
        """Return the place of a 2020-12 keyword of this node in the standard resource, as the engines report it."""
        return Location(self.place.uri, Pointer(f"{self.place.pointer}/{self.spelled.get(keyword, keyword)}"))


@final
@dataclass(frozen=True, slots=True)
class SchemaGraph:
    """Every schema that the roots reach, and the definitions around them that nothing refers to.

    Attributes:
        nodes: by id, in a deterministic order.
        roots: the named schemas.
    """

    nodes: Mapping[NodeId, Node]
    roots: Mapping[Name, NodeId]
