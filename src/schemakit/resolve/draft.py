"""The drafts of JSON Schema, and the dialects that people write in."""

from enum import IntEnum
from typing import Final, final

from schemakit.core.location import Uri
from schemakit.core.record import dataclass


class Draft(IntEnum):
    """A published draft; the numbers order them in time."""

    DRAFT4 = 4
    DRAFT6 = 6
    DRAFT7 = 7
    DRAFT2019_09 = 2019
    DRAFT2020_12 = 2020

    @property
    def metaschema(self) -> Uri:
        """The URI that ``$schema`` holds, without an empty fragment."""
        return METASCHEMAS[self]


METASCHEMAS: Final = {
    Draft.DRAFT4: Uri("http://json-schema.org/draft-04/schema"),
    Draft.DRAFT6: Uri("http://json-schema.org/draft-06/schema"),
    Draft.DRAFT7: Uri("http://json-schema.org/draft-07/schema"),
    Draft.DRAFT2019_09: Uri("https://json-schema.org/draft/2019-09/schema"),
    Draft.DRAFT2020_12: Uri("https://json-schema.org/draft/2020-12/schema"),
}


@final
@dataclass(frozen=True, slots=True)
class Dialect:
    """What the keywords of a document mean.

    Attributes:
        name: the short name people use: ``2020-12``, ``draft-07``, ``openapi-3.0``.
        draft: the draft its keywords belong to once the dialect's own keywords are translated.
        vocabularies: the vocabulary URIs a custom metaschema switches on (Core, section 8.1.2); None: all of the draft.
        metaschema: what ``$schema`` names, where that is not the draft's own.
    """

    name: str
    draft: Draft
    vocabularies: frozenset[str] | None = None
    metaschema: Uri | None = None


DIALECTS: Final = {
    dialect.name: dialect
    for dialect in (
        Dialect("2020-12", Draft.DRAFT2020_12),
        Dialect("2019-09", Draft.DRAFT2019_09),
        Dialect("draft-07", Draft.DRAFT7),
        Dialect("draft-06", Draft.DRAFT6),
        Dialect("draft-04", Draft.DRAFT4),
        Dialect("openapi-3.0", Draft.DRAFT2020_12),
        Dialect("openapi-3.1", Draft.DRAFT2020_12),
        Dialect("swagger-2.0", Draft.DRAFT2020_12),
    )
}
