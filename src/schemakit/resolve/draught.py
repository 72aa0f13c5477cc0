"""One root on its way to standard form."""

from typing import final

from schemakit.core.json import Json
from schemakit.core.location import Location, Uri
from schemakit.core.pointer import Pointer, ancestors
from schemakit.core.record import dataclass, field
from schemakit.resolve.detect import Root
from schemakit.resolve.schema_set import Reading


@final
@dataclass(frozen=True, slots=True)
class Standing:
    """A root and the canonical URI that it has in the set."""

    root: Root
    canonical: Uri


@final
@dataclass(slots=True)
class Draught:
    """One root being written: the new schema, where old places went, and which references still hold their old text."""

    standing: Standing
    schema: Json
    placed: dict[Pointer, Pointer] = field(default_factory=dict)
    origins: dict[Pointer, Location] = field(default_factory=dict)
    references: list[tuple[dict[str, Json], Location]] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    identifiers: list[tuple[dict[str, Json], str, Location]] = field(default_factory=list)

    def new_place(self, old: Pointer) -> Pointer:
        """Return where an author's place went."""
        for pointer in ancestors(old):
            if pointer in self.placed:
                return Pointer(self.placed[pointer] + old[len(pointer) :])
        return old
