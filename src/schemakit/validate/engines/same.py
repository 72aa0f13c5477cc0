"""The key under which an engine remembers what it made of a schema set."""

from typing import final

from schemakit.resolve.schema_set import SchemaSet


@final
class Same:
    """A schema set that is equal to nothing but itself: sets are too large to compare, and never change."""

    __slots__ = ("schemas",)

    def __init__(self, schemas: SchemaSet) -> None:
        """Hold the set, so that its identity is not given to another one."""
        self.schemas = schemas

    def __eq__(self, other: object) -> bool:
        """Tell whether the other holds the very same set."""
        return isinstance(other, Same) and self.schemas is other.schemas

    def __hash__(self) -> int:
        """Return a hash of the identity."""
        return id(self.schemas)
