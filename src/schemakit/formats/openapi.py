"""Formats of OpenAPI 3 that annotate and refuse nothing (OpenAPI 3.0.3, section "Data Types")."""

from typing import Final

from schemakit.formats.format import Format


def _any(text: str) -> bool:
    del text
    return True


def _annotation(name: str, python: str | None, *examples: str) -> Format:
    return Format(name, _any, python, examples, (), asserts=False)


INT32: Final = _annotation("int32", None)
INT64: Final = _annotation("int64", None)
FLOAT: Final = _annotation("float", None)
DOUBLE: Final = _annotation("double", None)
BYTE: Final = _annotation("byte", None, "", "YQ==")
BINARY: Final = _annotation("binary", None, "")
PASSWORD: Final = _annotation("password", None, "secret")
