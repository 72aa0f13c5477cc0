"""What the keywords of OpenAPI dialects mean in standard JSON Schema: one file per family of keywords, one table.

A reader looks at one schema object at a time, never below it, and returns it in standard form. It sees neither names of
``properties`` nor data under ``default``, ``enum``, ``const`` or ``example``, because only schemas are handed to it.
"""

from collections.abc import Callable
from typing import Final

from schemakit.core.json import Json
from schemakit.resolve.dialects import bounds, content, example, identifiers, nullable, siblings
from schemakit.resolve.dialects.read import AcceptsNull, Mode, Read, unchanged
from schemakit.resolve.draft import Dialect

#: In order: siblings of a reference are settled before ``nullable`` looks at them.
READERS: Final[tuple[Callable[[Read, Dialect, Mode, AcceptsNull], Read], ...]] = (
    identifiers.read,
    siblings.read,
    bounds.read,
    content.read,
    example.read,
    nullable.read,
)


def read_schema(schema: dict[str, Json], dialect: Dialect, mode: Mode, accepts_null: AcceptsNull) -> Read:
    """Read one schema object of a dialect; nothing of the given object is changed."""
    read = unchanged(schema)
    for reader in READERS:
        read = reader(read, dialect, mode, accepts_null)
    return read
