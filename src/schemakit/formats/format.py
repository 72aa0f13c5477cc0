"""What is known about a format."""

from collections.abc import Callable
from typing import final

from schemakit.core.record import dataclass


@final
@dataclass(frozen=True, slots=True)
class Format:
    """A value of the ``format`` keyword.

    Attributes:
        name: as written.
        accepts: tells whether a string is of the format; true of every string where the format only annotates.
        python: dotted name of the Python type that holds such values best, or None where that is ``str``.
        examples: strings of the format, the plainest first.
        near_misses: strings that are not, and that careless code takes for it.
        asserts: whether the format refuses anything.
    """

    name: str
    accepts: Callable[[str], bool]
    python: str | None
    examples: tuple[str, ...]
    near_misses: tuple[str, ...]
    asserts: bool = True
