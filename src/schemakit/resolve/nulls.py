"""Whether a schema certainly accepts null, for readings that say "already"."""

from collections.abc import Callable, Mapping
from typing import Final, final

from schemakit.core.json import Json
from schemakit.core.location import Location
from schemakit.core.pointer import child
from schemakit.core.record import dataclass
from schemakit.resolve.dialects.nullable import SPELLINGS, spelling_in
from schemakit.resolve.schema_set import Reference

#: A chain of references longer than this is no constant of a framework.
_CHAIN: Final = 8
_SILENT: Final = frozenset({"type", "enum", *SPELLINGS, "title", "description", "default", "$id", "$schema"})


@final
@dataclass(frozen=True, slots=True)
class NullAcceptance:
    """A plain look at types and values, through references."""

    value: Callable[[Location], Json]
    bound: Mapping[Location, Reference]

    def verdict(self, parent: Location, path: tuple[str | int, ...]) -> bool | None:
        """Tell whether the subschema at a path below a place accepts null; None where a plain look does not tell."""
        place = Location(parent.uri, child(parent.pointer, *path))
        for _ in range(_CHAIN):
            schema = self.value(place)
            if not isinstance(schema, dict):
                return schema is True
            reference = self.bound.get(Location(place.uri, child(place.pointer, "$ref")))
            if reference is None or reference.target is None or len(schema) > 1:
                return _verdict(schema)
            place = reference.target
        return None


def _verdict(schema: dict[str, Json]) -> bool | None:
    types, values = schema.get("type"), schema.get("enum")
    typed = "null" in types if isinstance(types, list) else types == "null"
    spelling = spelling_in(schema)
    nullable = spelling is not None and schema[spelling] is True
    if "type" in schema and not typed and not nullable:
        return False
    if isinstance(values, list) and None not in values and not nullable:
        return False
    plain = not schema.keys() - _SILENT and ("type" in schema or "enum" in schema)
    return True if plain and ("enum" not in schema or (isinstance(values, list) and None in values)) else None
