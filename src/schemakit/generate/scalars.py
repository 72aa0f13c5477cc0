"""Limits of strings, numbers and arrays that a type can show, because they say exactly what the schema says."""

import math
import re
from collections.abc import Iterable
from typing import Final

from schemakit.generate.reading import Reading
from schemakit.generate.shape import Bounds, Either, ListOf, Numeric, Shape, Text, either
from schemakit.ir.assertions import ItemCount, MultipleOf, NodeId, Number, NumberBounds, Pattern, StringLength

#: Between here, floats hold every integer exactly, and comparing with a bound means what it says.
_EXACT: Final = 2**53

#: What every engine reads alike: letters and digits of ASCII, punctuation that means nothing, escaped punctuation, sets
#: of these, groups, alternatives, repetition. Not ``.``, ``\d``, ``\w`` or ``\s``: engines disagree about Unicode.
#: No other ``(?`` than ``(?:``: for those, models would get an engine whose ``$`` takes a line end besides. And no
#: second way to read it, which would double the work with each.
_SAME: Final = re.compile(
    r"""(?x)
    (?: [A-Za-z0-9\ _\-/:,;=!~@#%&'"<>^$|]
      | \\[.\-/+*?()\[\]{}|^$\\]
      | \[\^? (?: [A-Za-z0-9\ _./:,;=!@\#%+*?$()'"<>{}|] | [A-Za-z0-9]-[A-Za-z0-9] | \\[.\-/+*?()\[\]{}|^$\\] )+ -? \]
      | \((?:\?:)?(?!\?) | \) | [*+?] | (?<=[\])A-Za-z0-9]) \{ [0-9]{1,4} (?:,[0-9]{0,4})? \}
    )+"""
)
_REPEATED: Final = re.compile(r"\{([0-9]+)(?:,([0-9]*))?\}")

#: Copies of its parts that a compiled pattern may need; the engine of pydantic refuses to compile those that are huge.
_MOST_COPIES: Final = 2_000


def text(reading: Reading, node: NodeId) -> Text:
    """Return the shape of strings, with the tightest of all lengths that hold, and the pattern where there is one."""
    patterns = reading.all_of(node, Pattern)
    pattern = patterns[0].pattern if len(patterns) == 1 and _means_the_same(patterns[0].pattern) else None
    return Text(*counts(reading.all_of(node, StringLength)), pattern)


def _means_the_same(pattern: str) -> bool:
    if not _SAME.fullmatch(pattern):
        return False
    copies = math.prod(int(most or least or 1) or 1 for least, most in _REPEATED.findall(pattern))
    return copies <= _MOST_COPIES


def counts(limits: Iterable[StringLength | ItemCount]) -> tuple[int | None, int | None]:
    """Return the tightest of several counts, smallest and largest; none that libraries in C cannot count to."""
    held = tuple(limits)
    fewest = (count for limit in held if (count := limit.minimum) is not None and count < _EXACT)
    most = (count for limit in held if (count := limit.maximum) is not None and count < _EXACT)
    return max(fewest, default=None), min(most, default=None)


def numeric(reading: Reading, node: NodeId, *, whole: bool, bounded: bool) -> Numeric:
    """Return the shape of numbers; ``whole``: integers; ``bounded``: with the bounds that every value must keep."""
    limits = reading.all_of(node, NumberBounds) if bounded else []
    bounds = [
        bound
        for limit in limits
        for bound in (limit.minimum, limit.exclusive_minimum, limit.maximum, limit.exclusive_maximum)
    ]
    steps = reading.all_of(node, MultipleOf) if bounded and whole else []
    step = steps[0].divisor if len(steps) == 1 else None
    known = step if isinstance(step, int) and 0 < step < _EXACT else None
    if not all(bound is None or _is_exact(bound) for bound in bounds):
        return Numeric(whole, step=known)
    return Numeric(
        whole,
        Bounds(
            at_least=max((limit.minimum for limit in limits if limit.minimum is not None), default=None),
            more_than=max(
                (limit.exclusive_minimum for limit in limits if limit.exclusive_minimum is not None), default=None
            ),
            at_most=min((limit.maximum for limit in limits if limit.maximum is not None), default=None),
            less_than=min(
                (limit.exclusive_maximum for limit in limits if limit.exclusive_maximum is not None), default=None
            ),
        ),
        known,
    )


def _is_exact(bound: Number) -> bool:
    return isinstance(bound, (int, float)) and abs(bound) < _EXACT


def unlimited(shape: Shape) -> Shape:
    """Return the shape without limits of its own."""
    match shape:
        case Text():
            return Text()
        case Numeric(whole=whole):
            return Numeric(whole)
        case ListOf(items):
            return ListOf(items)
        case Either(shapes):
            return either(map(unlimited, shapes))
        case _:
            return shape
