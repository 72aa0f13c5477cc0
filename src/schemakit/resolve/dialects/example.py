"""``example`` of OpenAPI: one of the ``examples`` of JSON Schema (Validation, section 9.5)."""

from schemakit.core.pointer import Pointer
from schemakit.resolve.dialects.read import AcceptsNull, Mode, Note, Read
from schemakit.resolve.draft import Dialect, Draft


def read(so_far: Read, dialect: Dialect, _mode: Mode, _accepts_null: AcceptsNull) -> Read:
    """Translate ``example`` where the draft has ``examples``."""
    if "example" not in so_far.schema or dialect.draft < Draft.DRAFT6:
        return so_far
    given = so_far.schema.get("examples", [])
    if not isinstance(given, list):  # OpenAPI's media types have a map of this name; a schema has not
        return so_far
    schema = {name: value for name, value in so_far.schema.items() if name != "example"}
    note = Note("example", "example", "`example` is one of `examples`")
    origins = {Pointer(f"/examples/{len(given)}"): Pointer("/example")}
    if not given:
        origins[Pointer("/examples")] = Pointer("/example")
    return so_far.becomes({**schema, "examples": [*given, so_far.schema["example"]]}, note, origins=origins)
