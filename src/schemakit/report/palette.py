"""The few colours of a report."""

from typing import Final, Literal, TypeAlias

from schemakit.core.finding import Severity

Role: TypeAlias = Literal["error", "warning", "opinion", "gutter", "strong"]

#: Select Graphic Rendition parameters (ECMA-48, section 8.3.117); the sixteen colours every terminal has.
_PARAMETERS: Final[dict[Role, str]] = {
    "error": "1;31",
    "warning": "1;33",
    "opinion": "1;36",
    "gutter": "1;34",
    "strong": "1",
}

ROLES: Final[dict[Severity, Role]] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.OPINION: "opinion",
}


def paint(text: str, role: Role, *, color: bool) -> str:
    """Return the text in the colour of its role, or as it is."""
    return f"\x1b[{_PARAMETERS[role]}m{text}\x1b[0m" if color and text else text
