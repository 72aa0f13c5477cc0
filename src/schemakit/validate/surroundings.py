"""What schemas and values say around the place of a violation: names, descriptions, the author's own places."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, final

from schemakit.core.described import pattern_asked
from schemakit.core.json import Json
from schemakit.core.location import Location
from schemakit.core.pointer import Pointer, lookup, parent, tokens
from schemakit.core.shown import one_of, plain
from schemakit.core.violation import Violation
from schemakit.resolve.schema_set import SchemaSet, Via
from schemakit.validate.applicable import Applicable
from schemakit.validate.places_said import subject
from schemakit.validate.suggest import likeliest_first, name_like

_SHOWN_NAMES: Final = 12
_SHOWN_PATTERNS: Final = 3
_LONGEST_DESCRIPTION: Final = 200


@final
class Surroundings:
    """What is around the places of one value."""

    def __init__(self, schemas: SchemaSet, applicable: Applicable, value: Json) -> None:
        """Hold the value and the schemas that may apply to it."""
        self._schemas = schemas
        self._applicable = applicable
        self._value = value

    def misspelt(self, violation: Violation, value: Json) -> Iterator[str]:
        """Yield the misspelt names that are there in the place of missing ones."""
        if violation.keyword in {"required", "dependentRequired"} and isinstance(value, dict):
            known = set(self._names(violation.instance))
            spare = [name for name in value if name not in known]
            for missing in violation.members:
                near = name_like(missing, spare)
                if near is not None:
                    yield f"{plain(near)} may be meant to be {plain(missing)}"

    def way_out_of_null(self, violation: Violation, value: Json) -> Iterator[str]:
        """Yield the way out for null in the place of a property that may be absent."""
        if violation.keyword != "type" or value is not None or not violation.instance:
            return
        around, name = parent(violation.instance), tokens(violation.instance)[-1]
        needed = [self._applicable.schema(place).get("required") for place in self._applicable.at(self._value, around)]
        if isinstance(self.at(around), dict) and not any(isinstance(names, list) and name in names for names in needed):
            yield f"leave {plain(name)} out instead of writing null"

    def known_names(self, violation: Violation, name: str, free: Sequence[str]) -> Iterator[str]:
        """Yield what an object can have, the names that are ``free``, in the place of one that it must not have."""
        names = likeliest_first(name, free) if len(free) > _SHOWN_NAMES else free
        if names:
            yield f"what else it can have: {one_of(map(plain, names), _SHOWN_NAMES)}"
        patterns = self.holder(violation).get("patternProperties")
        for pattern in list(patterns if isinstance(patterns, dict) else ())[:_SHOWN_PATTERNS]:
            yield f"{'other names' if names else 'a name'} must {pattern_asked(pattern)}"

    def background(self, violation: Violation) -> tuple[str, ...]:
        """Return the name of the schema where it is not the one asked for, and its author's words."""
        lines = []
        resource = violation.schema.uri
        name = next((str(name) for name, uri in self._schemas.names.items() if uri == resource), None)
        if name is not None and resource != self._applicable.root.uri:
            recovered = any(
                reference.via is Via.RECOVERED
                for reference in self._schemas.references
                if reference.target is not None and reference.target.uri == self._schemas.origin(violation.schema).uri
            )
            lines.append(f"defined by {name}{' (recovered)' if recovered else ''}")
        if violation.instance:
            description = self._description(violation.instance)
            if description:
                lines.append(f"{subject(violation.instance)}: {description}")
        return tuple(lines)

    def _description(self, pointer: Pointer) -> str:
        for place in self._applicable.at(self._value, pointer):
            words = self._applicable.schema(place).get("description")
            if isinstance(words, str) and words.strip():
                paragraph = words.strip().partition("\n")[0].strip()
                cut = len(paragraph) > _LONGEST_DESCRIPTION
                return f"{paragraph[:_LONGEST_DESCRIPTION]}..." if cut else paragraph
        return ""

    def related(self, violation: Violation) -> tuple[Location, ...]:
        """Return the author's place of the keyword, after the place that refers to it from another document."""
        own = self._schemas.origin(violation.schema)
        around = self._applicable.at(self._value, violation.instance)
        first = self._schemas.origin(around[0]) if around else own
        return (own,) if first.uri == own.uri else (first, own)

    def _names(self, pointer: Pointer) -> Iterator[str]:
        for place in self._applicable.at(self._value, pointer):
            properties = self._applicable.schema(place).get("properties")
            if isinstance(properties, dict):
                yield from properties

    def free_names(self, pointer: Pointer) -> list[str]:
        """Return the names of properties that an object can have and does not have yet."""
        value = self.at(pointer)
        taken = value if isinstance(value, dict) else {}
        return [name for name in dict.fromkeys(self._names(pointer)) if name not in taken]

    def holder(self, violation: Violation) -> Mapping[str, Json]:
        """Return the schema that holds the keyword of a violation; a boolean one has no keywords."""
        pointer = violation.schema.pointer if violation.keyword == "false" else parent(violation.schema.pointer)
        return self._applicable.schema(Location(violation.schema.uri, pointer))

    def at(self, pointer: Pointer) -> Json:
        """Return the part of the value at a place."""
        return lookup(self._value, pointer)
