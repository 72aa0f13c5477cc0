"""Regular expressions: ECMA-262, section 22.2.1."""

import re
from typing import Final

from schemakit.formats.code_points import PatternError
from schemakit.formats.ecma262 import parse
from schemakit.formats.format import Format

#: Which Unicode properties there are changes with every year's ECMA-262: any name will do.
_PROPERTY: Final = re.compile(r"\\\\|\\[pP]\{[^}]*\}")


def why_no_regex(text: str) -> str | None:
    """Return why a string is no regular expression of ECMA-262, or None where it is one.

    Raises:
        RecursionError: it has hundreds of groups inside each other.
    """
    try:
        parse(_PROPERTY.sub(lambda match: match[0] if match[0] == r"\\" else "a", text))
    except PatternError as error:
        return str(error)
    return None


def is_regex(text: str) -> bool:
    """Tell whether a string is a regular expression of ECMA-262."""
    return why_no_regex(text) is None


REGEX: Final = Format(
    "regex",
    is_regex,
    None,
    ("^a+$", "[a-z]", "", "a|b", "(?=a)b", "\\d{2,}"),
    ("^(abc]", "*a", "[", "(", "\\Z", "a{2,1}"),
)
