"""What an absent property is, in types of libraries that have no such thing."""

from enum import Enum
from typing import Final, Literal, final


@final
class Absent(Enum):
    """The type of ``ABSENT``, for annotations; as it has one member, type checkers follow ``is ABSENT``."""

    # No JSON value, so that none can be mistaken for it where it does not belong.
    ABSENT = b"absent"

    def __bool__(self) -> Literal[False]:
        """Let ``if value.note`` skip what is not there."""
        return False

    def __repr__(self) -> str:
        """Return the name to write."""
        return "ABSENT"


ABSENT: Final = Absent.ABSENT
