"""Fragments in ``$id`` below the root: from 2019-09 on an identifier has none (Core 2019-09, section 8.2.2)."""

from schemakit.core.pointer import Pointer
from schemakit.resolve.dialects.read import AcceptsNull, Mode, Note, Read
from schemakit.resolve.draft import Dialect, Draft


def read(so_far: Read, dialect: Dialect, _mode: Mode, _accepts_null: AcceptsNull) -> Read:
    """Translate ``$id: "#name"`` to ``$anchor`` and drop pointers; earlier drafts keep their plain-name fragments."""
    text = so_far.schema.get("$id")
    if dialect.draft < Draft.DRAFT2019_09 or not isinstance(text, str) or not text.startswith("#"):
        return so_far
    if len(text) < 2 or text.startswith("#/") or "$anchor" in so_far.schema:
        return so_far.without("$id", Note("$id", "fragment-id", f"`$id` {text!r} identifies no resource"))
    schema = {name: value for name, value in so_far.schema.items() if name != "$id"}
    note = Note("$id", "anchor-id", f"`$id` {text!r} is the plain name `$anchor` {text[1:]!r}")
    return so_far.becomes({**schema, "$anchor": text[1:]}, note, origins={Pointer("/$anchor"): Pointer("/$id")})
