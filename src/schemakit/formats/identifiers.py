"""Identifiers: RFC 4122, section 3."""

import re
from typing import Final

from schemakit.formats.format import Format

_UUID: Final = re.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}")


def is_uuid(text: str) -> bool:
    """Tell whether a string is a UUID, in capitals or not."""
    return _UUID.fullmatch(text) is not None


UUID: Final = Format(
    "uuid",
    is_uuid,
    "uuid.UUID",
    (
        "00000000-0000-0000-0000-000000000000",
        "2eb8aa08-aa98-11ea-b4aa-73b441d16380",
        "2EB8AA08-AA98-11EA-B4AA-73B441D16380",
        "ffffffff-ffff-ffff-ffff-ffffffffffff",
    ),
    (
        "2eb8aa08aa9811eab4aa73b441d16380",
        "{2eb8aa08-aa98-11ea-b4aa-73b441d16380}",
        "urn:uuid:2eb8aa08-aa98-11ea-b4aa-73b441d16380",
        "2eb8aa08-aa98-11ea-b4aa-73b441d1638",
        "2eb8aa08-aa98-11ea-b4aa-73b441d1638g",
        "2eb8-aa08-aa98-11ea-b4aa73b44-1d16380",
        "2eb8aa08-aa98-11ea-b4aa-73b441d16380\n",
        "",
    ),
)
