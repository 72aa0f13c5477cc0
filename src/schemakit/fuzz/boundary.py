"""Where an assertion still just holds: the values that careless code gets wrong, and every listed one."""

from collections.abc import Iterator

from schemakit.formats import FORMATS
from schemakit.fuzz.mutations.bounds import NUMBERS
from schemakit.fuzz.mutations.counts import ARRAYS, OBJECTS
from schemakit.fuzz.mutations.texts import STRINGS
from schemakit.fuzz.terms import Atom, Lacks, Way
from schemakit.ir.assertions import (
    Assertion,
    Contains,
    FormatIs,
    ItemCount,
    Items,
    MultipleOf,
    NumberBounds,
    Properties,
    PropertyCount,
    StringLength,
    TypeIs,
    ValueIn,
)


def edges(assertion: Assertion) -> tuple[Way, ...]:
    """Return what an instance can satisfy besides so that it lies at an edge of the assertion."""
    return tuple(_edges(assertion))


def _edges(assertion: Assertion) -> Iterator[Way]:  # noqa: C901, PLR0912 - one case for each assertion
    match assertion:
        case TypeIs(types) if len(types) > 1:
            yield from ((TypeIs(frozenset({kind})),) for kind in sorted(types))
        case ValueIn(values) if len(values) > 1:
            yield from ((ValueIn((value,)),) for value in values)
        case NumberBounds(minimum, _, maximum, _):
            for bound in (minimum, maximum):
                if bound is not None:
                    yield NUMBERS, NumberBounds(minimum=bound, maximum=bound)
        case MultipleOf():
            yield NUMBERS, NumberBounds(minimum=0, maximum=0)
        case FormatIs(name) if name in FORMATS:
            yield from ((ValueIn((example,)),) for example in FORMATS[name].examples)
        case StringLength(minimum, maximum):
            yield from _sized(STRINGS, (minimum, maximum), StringLength)
        case ItemCount(minimum, maximum):
            yield from _sized(ARRAYS, (minimum, maximum), ItemCount)
        case PropertyCount(minimum, maximum):
            yield from _sized(OBJECTS, (minimum, maximum), PropertyCount)
        case Items() | Contains():
            yield ARRAYS, ItemCount(maximum=0)
        case Properties(named):
            for name in named:
                yield OBJECTS, Lacks((name,))
            yield OBJECTS, PropertyCount(minimum=len(named))
        case _:
            pass


def _sized(
    kind: TypeIs, counts: tuple[int | None, int | None], sized: type[StringLength | ItemCount | PropertyCount]
) -> Iterator[tuple[Atom, ...]]:
    for count in dict.fromkeys(counts):
        if count is not None:
            yield kind, sized(count, count)
