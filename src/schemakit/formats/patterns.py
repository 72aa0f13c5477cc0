"""Regular expressions: ECMA-262, section 22.2.1."""

from typing import Final

from schemakit.formats.code_points import PatternError
from schemakit.formats.ecma262 import parse
from schemakit.formats.format import Format


def is_regex(text: str) -> bool:
    """Tell whether a string is a regular expression of ECMA-262."""
    try:
        parse(text)
    except PatternError:
        return False
    return True


REGEX: Final = Format(
    "regex",
    is_regex,
    None,
    ("^a+$", "[a-z]", "", "a|b", "(?=a)b", "\\d{2,}"),
    ("^(abc]", "*a", "[", "(", "\\Z", "a{2,1}"),
)
