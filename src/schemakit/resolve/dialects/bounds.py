"""Boolean ``exclusiveMinimum`` and ``exclusiveMaximum``: OpenAPI 3.0 and Swagger 2.0 took them from draft-04."""

from typing import Final

from schemakit.resolve.dialects.read import AcceptsNull, Mode, Note, Read
from schemakit.resolve.draft import Dialect, Draft

_PAIRS: Final = (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum"))


def read(so_far: Read, dialect: Dialect, _mode: Mode, _accepts_null: AcceptsNull) -> Read:
    """Translate the booleans to the bounds that every draft from 06 on has; draft-04 keeps its own."""
    if dialect.draft is Draft.DRAFT4:
        return so_far
    for exclusive, inclusive in _PAIRS:
        so_far = _read_pair(so_far, exclusive, inclusive)
    return so_far


def _read_pair(so_far: Read, exclusive: str, inclusive: str) -> Read:
    flag = so_far.schema.get(exclusive)
    if flag is False:
        return so_far.without(exclusive, Note(exclusive, "inclusive-bound", f"`{exclusive}: false` is the default"))
    if flag is not True:
        return so_far
    limit = so_far.schema.get(inclusive)
    if limit is None:
        reason = f"`{exclusive}: true` without `{inclusive}` bounds nothing: dropped"
        return so_far.without(exclusive, Note(exclusive, "boolean-bound-dropped", reason, lossy=True))
    schema = {name: value for name, value in so_far.schema.items() if name != inclusive}
    reason = f"`{exclusive}: true` makes `{inclusive}` exclusive"
    return so_far.becomes({**schema, exclusive: limit}, Note(exclusive, "boolean-bound", reason))
