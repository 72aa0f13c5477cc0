"""``format: byte`` and ``format: binary`` (OpenAPI 3.0, section 4.4), which JSON Schema has content keywords for."""

from collections.abc import Mapping
from typing import Final

from schemakit.core.json import Json
from schemakit.core.pointer import Pointer
from schemakit.resolve.dialects.read import AcceptsNull, Mode, Note, Read
from schemakit.resolve.draft import Dialect, Draft

_CONTENT: Final[Mapping[Json, tuple[str, str]]] = {
    "byte": ("contentEncoding", "base64"),
    "binary": ("contentMediaType", "application/octet-stream"),
}


def read(so_far: Read, dialect: Dialect, _mode: Mode, _accepts_null: AcceptsNull) -> Read:
    """Translate the two formats; before 2019-09 content keywords may assert, so there the format stays as it is."""
    named = so_far.schema.get("format")
    translation = _CONTENT.get(named) if isinstance(named, str) else None
    if translation is None or dialect.draft < Draft.DRAFT2019_09:
        return so_far
    keyword, value = translation
    schema = {name: held for name, held in so_far.schema.items() if name != "format"}
    note = Note("format", f"format-{named}", f"`format: {named}` is `{keyword}: {value}`")
    origins = {Pointer(f"/{keyword}"): Pointer("/format")}
    return so_far.becomes({**schema, keyword: so_far.schema.get(keyword, value)}, note, origins=origins)
