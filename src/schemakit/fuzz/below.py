"""What arrays and objects need to know to make what is inside them."""

from collections.abc import Callable
from typing import final

from schemakit.core.json import Json
from schemakit.core.record import dataclass
from schemakit.fuzz.matching import Draw
from schemakit.fuzz.terms import Way


@final
@dataclass(frozen=True, slots=True)
class Below:
    """The way to the next level.

    Attributes:
        draw: draws a value of a strategy.
        value: draws a value that satisfies terms.
        possible: tells whether any value may satisfy terms.
        admits: tells whether a string may satisfy terms, as far as that can be known without a judge.
        minimal: make nothing that need not be there.
    """

    draw: Draw
    value: Callable[[Way], Json]
    possible: Callable[[Way], bool]
    admits: Callable[[Way, str], bool]
    minimal: bool
