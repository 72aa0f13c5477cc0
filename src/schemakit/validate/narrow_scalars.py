"""Shapes of numbers and strings: what lies within all that is demanded of them."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from math import ceil, floor
from typing import Final

from schemakit.core.json import Json
from schemakit.ir.assertions import (
    Assertion,
    Content,
    FormatIs,
    MultipleOf,
    Number,
    NumberBounds,
    Pattern,
    StringLength,
    ValueIn,
)
from schemakit.validate.shapes import Integers, Numerals, Reals, Shape, Strings, Words

#: Beyond these, parsers compare integers by rules of their own.
_INT64: Final = range(-(2**63), 2**63)


def values(demands: Sequence[Assertion]) -> list[Json] | None:
    """Return the values that every enum and const has; None where there is neither. Only what is kept is compared."""
    listed = [one.values for one in demands if isinstance(one, ValueIn)]
    if not listed:
        return None
    plain = [{_key(value) for value in values} for values in listed]
    return [value for value in listed[0] if all(_key(value) in keys for keys in plain)]


def _key(value: Json) -> tuple[str, str]:
    """Return a key that only values have which are equal as JSON; equal ones may have two keys."""
    return type(value).__name__, str(value)


def integers(demands: Sequence[Assertion], values: list[Json] | None) -> Shape | None:
    """Return integers within all bounds, and of the ``values`` where there are some."""
    low, high = None, None
    for one in demands:
        match one:
            case MultipleOf() | FormatIs():
                return None
            case NumberBounds():
                lows = _present(one.minimum, ceil), _present(one.exclusive_minimum, lambda bound: floor(bound) + 1)
                highs = _present(one.maximum, floor), _present(one.exclusive_maximum, lambda bound: ceil(bound) - 1)
                low, high = _most(low, *lows), _least(high, *highs)
            case _:
                pass
    if values is None:
        fits = all(bound is None or bound in _INT64 for bound in (low, high))
        return Integers(low, high) if fits else None
    found = tuple(
        value
        for value in values
        if type(value) is int and value in _INT64 and (low is None or low <= value) and (high is None or value <= high)
    )
    return Numerals(found) if found else None


def reals(demands: Sequence[Assertion]) -> Reals | None:
    """Return numbers within all bounds, a little tighter where a bound is no ``float`` or one that is rounded to."""
    lows: list[tuple[float, bool]] = []
    highs: list[tuple[float, bool]] = []
    for one in demands:
        match one:
            case MultipleOf() | FormatIs():
                return None
            case NumberBounds():
                lows += _bounds(one.minimum, one.exclusive_minimum)
                highs += _bounds(one.maximum, one.exclusive_maximum)
            case _:
                pass
    if not all(-1e300 < bound < 1e300 for bound, _ in (*lows, *highs)):
        return None
    low = max(lows, key=lambda pair: (pair[0], not pair[1]), default=(None, False))
    high = min(highs, key=lambda pair: (pair[0], pair[1]), default=(None, False))
    return Reals(low[0], high[0], low[1], high[1])


def _bounds(inclusive: Number | None, exclusive: Number | None) -> Iterable[tuple[float, bool]]:
    """Yield bounds that are at least as tight: exclusive where the bound itself is not, or may be what is rounded to.

    A number that is too small for a ``float`` is read as zero, on either side of which it may be.
    """
    for bound, is_inclusive in ((inclusive, True), (exclusive, False)):
        if bound is not None:
            try:
                rounded = float(bound)
            except OverflowError:
                rounded = float("inf")
            exact = rounded not in {float("inf"), float("-inf")} and Decimal(rounded) == Decimal(bound)
            yield (rounded if exact else float("inf"), is_inclusive and bool(rounded))


def strings(demands: Sequence[Assertion], values: list[Json] | None) -> Shape | None:
    """Return strings within all bounds, and of the ``values`` where there are some."""
    is_uuid = False
    for one in demands:
        match one:
            case Pattern() | Content():
                return None
            case FormatIs(name="uuid"):
                is_uuid = True
            case FormatIs():
                return None
            case _:
                pass
    counts = [(one.minimum, one.maximum) for one in demands if isinstance(one, StringLength)]
    low, high = tightest(counts)
    if values is None:
        return Strings(low, high, is_uuid)
    words = [value for value in values if isinstance(value, str) and not is_uuid]
    found = tuple(word for word in words if (low or 0) <= len(word) and (high is None or len(word) <= high))
    return Words(found) if found else None


def _present(bound: Number | None, whole: Callable[[Number], int]) -> int | None:
    return None if bound is None else whole(bound)


def _most(*bounds: int | None) -> int | None:
    return max((bound for bound in bounds if bound is not None), default=None)


def _least(*bounds: int | None) -> int | None:
    return min((bound for bound in bounds if bound is not None), default=None)


def tightest(counts: Iterable[tuple[int | None, int | None]]) -> tuple[int | None, int | None]:
    """Return the largest minimum and the smallest maximum."""
    counts = list(counts)
    return _most(*(low for low, _ in counts)), _least(*(high for _, high in counts))
