"""What reading one schema object comes to."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Literal, TypeAlias, final

from schemakit.core.json import Json
from schemakit.core.pointer import Pointer
from schemakit.core.record import dataclass, field, replace

#: ``intent``: what the author meant; ``strict``: what the letters of the standard say.
Mode: TypeAlias = Literal["intent", "strict"]

#: Tells whether a subschema, given with its path from the schema being read, accepts null; None: it is not certain.
AcceptsNull: TypeAlias = Callable[[tuple[str | int, ...]], bool | None]


@final
@dataclass(frozen=True, slots=True)
class Note:
    """A change of reading: the author's keyword, the rule's stable name, why, and whether letters were dropped."""

    keyword: str
    rule: str
    reason: str
    lossy: bool = False


@final
@dataclass(frozen=True, slots=True)
class Read:
    """A schema object so far.

    ``origins``: pointers of ``schema`` whose content the author wrote elsewhere, relative to the same object.
    """

    schema: Mapping[str, Json]
    origins: Mapping[Pointer, Pointer] = field(default_factory=lambda: MappingProxyType({}))
    notes: tuple[Note, ...] = ()

    def becomes(
        self, schema: Mapping[str, Json], *notes: Note, origins: Mapping[Pointer, Pointer] | None = None
    ) -> "Read":
        """Return the reading with another schema, and with what is to be said about the change."""
        return replace(self, schema=schema, origins={**self.origins, **(origins or {})}, notes=(*self.notes, *notes))

    def without(self, keyword: str, *notes: Note) -> "Read":
        """Return the reading with a keyword taken away."""
        return self.becomes({name: value for name, value in self.schema.items() if name != keyword}, *notes)


def unchanged(schema: Mapping[str, Json]) -> Read:
    """Return the reading that changes nothing."""
    return Read(schema)
