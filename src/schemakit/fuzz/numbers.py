"""Numbers within bounds and of a multiple, computed exactly."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor, gcd, lcm
from sys import float_info
from typing import Final, final

from hypothesis import strategies as st

from schemakit.core.json import Json
from schemakit.core.record import dataclass
from schemakit.fuzz.luck import Unlucky
from schemakit.fuzz.matching import Draw
from schemakit.fuzz.terms import Atom, NotMultipleOf
from schemakit.ir.assertions import MultipleOf, Number, NumberBounds

#: Denominators of the fractions that people write.
_DENOMINATORS: Final = (2, 10, 100, 1000, 10**6, 10**12)

#: The greatest float.
_GREATEST: Final = Fraction(float_info.max)

#: Every integer below is a float.
_EXACT: Final = 2**53

#: How often a number is drawn again of which no neighbour fits: large floats are integers, all of them.
_TRIES: Final = 4

#: Whether an integer is written with a fraction of zero: 1.0 is one (Validation, section 6.1.1).
_AS_FLOAT: Final = st.sampled_from((False,) * 15 + (True,))


def exact(number: Number) -> Fraction:
    """Return what the JSON text of a number says: 0.1 is a tenth, not the float next to it."""
    return Fraction(Decimal(repr(number)) if isinstance(number, float) else number)


def as_json(value: Fraction) -> int | float:
    """Return the JSON number of a value that is an integer or ``is_writable``."""
    return value.numerator if value.denominator == 1 else float(value)


def is_writable(value: Fraction) -> bool:
    """Tell whether a Python number says exactly this value; a float near it is another value."""
    return value.denominator == 1 or (abs(value) <= _GREATEST and exact(float(value)) == value)


@final
@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers that bounds leave; None is no bound. ``step``: all are multiples of it."""

    low: Fraction | None = None
    high: Fraction | None = None
    open_low: bool = False
    open_high: bool = False
    step: Fraction | None = None

    def indexes(self, step: Fraction) -> tuple[int | None, int | None]:
        """Return the least and greatest k with k * step inside."""
        low = high = None
        if self.low is not None:
            quotient = self.low / step
            low = floor(quotient) + 1 if self.open_low else ceil(quotient)
        if self.high is not None:
            quotient = self.high / step
            high = ceil(quotient) - 1 if self.open_high else floor(quotient)
        return low, high

    def has(self, value: Fraction) -> bool:
        """Tell whether a number is inside."""
        above = self.low is None or value > self.low or (value == self.low and not self.open_low)
        below = self.high is None or value < self.high or (value == self.high and not self.open_high)
        return above and below and (self.step is None or (value / self.step).denominator == 1)


def interval(atoms: Iterable[Atom], *, integers: bool) -> Interval:
    """Return what the bounds and multiples of a conjunction leave together."""
    low = high = None
    open_low = open_high = False
    step = Fraction(1) if integers else None
    for atom in atoms:
        match atom:
            case NumberBounds():
                for bound, is_open in ((atom.minimum, False), (atom.exclusive_minimum, True)):
                    if bound is not None and (low is None or (exact(bound), is_open) > (low, open_low)):
                        low, open_low = exact(bound), is_open
                for bound, is_open in ((atom.maximum, False), (atom.exclusive_maximum, True)):
                    if bound is not None and (high is None or (-exact(bound), is_open) > (-high, open_high)):
                        high, open_high = exact(bound), is_open
            case MultipleOf(divisor):
                step = exact(divisor) if step is None else _common(step, exact(divisor))
            case _:
                pass
    return Interval(low, high, open_low, open_high, step)


def _common(one: Fraction, other: Fraction) -> Fraction:
    return Fraction(lcm(one.numerator, other.numerator), gcd(one.denominator, other.denominator))


def possible(atoms: Sequence[Atom], *, integers: bool) -> bool:
    """Tell whether any number is left."""
    left = interval(atoms, integers=integers)
    if left.step is not None:
        if divided(atoms, left.step) or (left.step.denominator == 1 and not integers):
            return False
        low, high = left.indexes(left.step)
        return low is None or high is None or low <= high
    return left.low is None or left.high is None or left.low < left.high


def divided(atoms: Iterable[Atom], value: Fraction) -> bool:
    """Tell whether a number is a multiple of what it must not be one of."""
    return any((value / exact(atom.divisor)).denominator == 1 for atom in atoms if isinstance(atom, NotMultipleOf))


def numbers(atoms: Sequence[Atom], *, integers: bool) -> st.SearchStrategy[Json]:
    """Return a strategy of the numbers that are left; ``integers``: 1 and 1.0, or only those with a fraction."""
    left = interval(atoms, integers=integers)
    made = _multiples(left, left.step) if left.step is not None else _fractions(left)
    nudges = _nudges(left, atoms)

    def fits(value: Fraction) -> bool:
        kind = integers or value.denominator != 1
        return kind and left.has(value) and is_writable(value) and not divided(atoms, value)

    @st.composite
    def fitting(draw: Draw) -> Json:
        # drawn for every integer: a large one must not take fewer choices than 3 does, which shrinking would prefer
        as_float = integers and draw(_AS_FLOAT)
        for _ in range(_TRIES):
            value = draw(made)
            found = next((value + nudge for nudge in nudges if fits(value + nudge)), None)
            if found is not None:
                break
        else:
            raise Unlucky
        return float(found) if as_float and abs(found) < _EXACT else as_json(found)

    return fitting()


def _nudges(left: Interval, atoms: Iterable[Atom]) -> tuple[Fraction, ...]:
    """Return what to add to a number that does not fit: one step, or a part of what it must not be a multiple of."""
    units = [left.step] if left.step is not None else [_unit(denominator) for denominator in _DENOMINATORS]
    units.extend(exact(atom.divisor) / 2 for atom in atoms if isinstance(atom, NotMultipleOf) and left.step is None)
    return (Fraction(0), *(sign * unit for unit in units for sign in (1, -1)))


def _multiples(left: Interval, step: Fraction) -> st.SearchStrategy[Fraction]:
    low, high = left.indexes(step)
    edges = [edge for edge in (low, high) if edge is not None]
    inside = st.integers(low, high)
    return (st.one_of(inside, st.sampled_from(edges)) if edges and low != high else inside).map(step.__mul__)


def _fractions(left: Interval) -> st.SearchStrategy[Fraction]:
    """Return fractions with few digits, and any float that lies about inside."""
    made = [_multiples(left, step) for step in map(_unit, _DENOMINATORS) if _wide(left, step)][:3]
    if all(bound is None or abs(bound) <= _GREATEST for bound in (left.low, left.high)):
        low = None if left.low is None else float(left.low)
        high = None if left.high is None else float(left.high)
        made.append(st.floats(low, high, allow_nan=False, allow_infinity=False).map(exact))
    return st.one_of(*made)


def _unit(denominator: int) -> Fraction:
    return Fraction(1, denominator)


def _wide(left: Interval, step: Fraction) -> bool:
    """Tell whether an interval has room for several multiples of a step."""
    low, high = left.indexes(step)
    return low is None or high is None or high - low >= 2  # one of two neighbours may be an integer
