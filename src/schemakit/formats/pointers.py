"""JSON Pointers: RFC 6901, section 3, and relative ones (draft-bhutton-relative-json-pointer-00, section 3)."""

import re
from typing import Final

from schemakit.formats.format import Format

_POINTER: Final = r"(?:/(?:[^~/]|~[01])*)*"
_ABSOLUTE: Final = re.compile(_POINTER, re.DOTALL)
_RELATIVE: Final = re.compile(rf"(?:0|[1-9][0-9]*)(?:[+-](?:0|[1-9][0-9]*))?(?:\#|{_POINTER})", re.DOTALL)


def is_json_pointer(text: str) -> bool:
    """Tell whether a string is a JSON Pointer, not as a URI fragment."""
    return _ABSOLUTE.fullmatch(text) is not None


def is_relative_json_pointer(text: str) -> bool:
    """Tell whether a string is a relative JSON Pointer."""
    return _RELATIVE.fullmatch(text) is not None


JSON_POINTER: Final = Format(
    "json-pointer", is_json_pointer, None, ("", "/a", "/a~1b/0", "/~0", "//"), ("a", "#/a", "/~", "/~2", "a/b")
)
RELATIVE_JSON_POINTER: Final = Format(
    "relative-json-pointer",
    is_relative_json_pointer,
    None,
    ("1", "0/a", "2#", "0#"),
    ("/a", "-1/a", "+1/a", "01/a", "1##", ""),
)
