"""The list of choices that drf-spectacular writes at the end of a description, read by a strict grammar.

The convention is one line ``* `value` - label`` for each choice, after the help text and a blank line or alone, with
``str(value)`` and the label written raw. Raw means that some lists can be read in two ways (a label with a newline
forges a bullet, a value may hold a backtick). A wrong list is worse than none, so whatever has a second reading is
refused, with the reason.
"""

import re
from enum import StrEnum
from typing import Final, TypeAlias, final

from schemakit.core.record import dataclass


class Reason(StrEnum):
    """Why a description gives no list of choices."""

    ABSENT = "the description holds no list of choices"
    NOT_APART = "the list does not begin after a blank line, so it is not known where it begins"
    TWO_LISTS = "there are two lists, and the second may be part of a label of the first"
    NOT_A_CHOICE = "a line of the list is no choice; a label or value may run over several lines"
    TWO_READINGS = "a line can be split into value and label in two ways"
    TWICE = "a value is listed twice"


@final
@dataclass(frozen=True, slots=True)
class Bullet:
    """One choice as written: ``value`` is ``str()`` of the real value, ``label`` is None where the line has none."""

    value: str
    label: str | None


@final
@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of choices, in order, each value once."""

    choices: tuple[Bullet, ...]


@final
@dataclass(frozen=True, slots=True)
class Refusal:
    """A description that is not read, and the line it fails at (empty where the reason is not in one line)."""

    reason: Reason
    line: str = ""


Reading: TypeAlias = Bullets | Refusal

_BEGIN: Final = re.compile(r"(?:\A|\n\n)(?=\* `)")
_CHOICE: Final = re.compile(r"\* `(?P<value>.*?)`(?: - (?P<label>.*))?")
_ANY_BULLET: Final = re.compile(r"^\* `", re.MULTILINE)
_SEPARATOR: Final = "` - "


def read_bullets(description: str) -> Reading:
    """Read the choices at the end of a description: the last block of bullets, every line of which must be a choice."""
    begins = [match.end() for match in _BEGIN.finditer(description)]
    if not begins:
        return Refusal(Reason.NOT_APART if _ANY_BULLET.search(description) else Reason.ABSENT)
    if len(begins) > 1:
        return Refusal(Reason.TWO_LISTS)
    # A newline at the very end belongs to the block scalar the text was written in, or to the last label.
    return _read_block(description[begins[0] :].rstrip("\n"))


def _read_block(block: str) -> Reading:
    choices: dict[str, Bullet] = {}
    for line in block.split("\n"):
        match = _CHOICE.fullmatch(line)
        if match is None:
            return Refusal(Reason.NOT_A_CHOICE, line)
        if line.count(_SEPARATOR) > 1:
            return Refusal(Reason.TWO_READINGS, line)
        if match["value"] in choices:
            return Refusal(Reason.TWICE, line)
        choices[match["value"]] = Bullet(match["value"], match["label"])
    return Bullets(tuple(choices.values()))
