"""Limits of strings, numbers and arrays that a type can show, because they say exactly what the schema says."""

from collections.abc import Iterable

from schemakit.generate.reading import Reading
from schemakit.generate.shape import Bounds, Either, ListOf, Numeric, Shape, Text, either
from schemakit.ir.assertions import ItemCount, NodeId, Number, NumberBounds, StringLength

#: Between here, floats hold every integer exactly, and comparing with a bound means what it says.
_EXACT = 2**53


def text(reading: Reading, node: NodeId) -> Text:
    """Return the shape of strings, with the tightest of all lengths that hold."""
    return Text(*counts(reading.all_of(node, StringLength)))


def counts(limits: Iterable[StringLength | ItemCount]) -> tuple[int | None, int | None]:
    """Return the tightest of several counts, smallest and largest."""
    held = tuple(limits)
    fewest = max((limit.minimum for limit in held if limit.minimum is not None), default=None)
    most = min((limit.maximum for limit in held if limit.maximum is not None), default=None)
    return fewest, most


def numeric(reading: Reading, node: NodeId, *, whole: bool, bounded: bool) -> Numeric:
    """Return the shape of numbers; ``whole``: integers; ``bounded``: with the bounds that every value must keep."""
    limits = reading.all_of(node, NumberBounds) if bounded else []
    bounds = [
        bound
        for limit in limits
        for bound in (limit.minimum, limit.exclusive_minimum, limit.maximum, limit.exclusive_maximum)
    ]
    if not all(bound is None or _is_exact(bound) for bound in bounds):
        return Numeric(whole)
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
