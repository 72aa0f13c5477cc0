"""Arrays: positions, the rest, counts, matches, repetition."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final, final

from hypothesis import strategies as st

from schemakit.core.json import Json, json_key
from schemakit.core.record import dataclass
from schemakit.fuzz.below import Below
from schemakit.fuzz.luck import Unlucky
from schemakit.fuzz.matching import between
from schemakit.fuzz.terms import Atom, Fails, Holds, ItemAt, RepeatsItems, Scope, Scoped, Term
from schemakit.ir.assertions import Contains, ItemCount, Items, Unevaluated, UniqueItems

#: How many items more than needed an array gets, how often a repeated item is drawn again, how long arrays get.
_FREE, _TRIES, _LONGEST = 4, 12, 5000

#: How many items are drawn before one is said again where it may be; the most that are made, and that are drawn.
#: A ``maxItems`` of 2147483647 is not violated: whoever writes it means that there is none.
_DRAWN, _MOST, _MOST_DRAWN = 150, 20_000, 1000

_MORE: Final = st.sampled_from((False, True, True))


@final
@dataclass(frozen=True, slots=True)
class Wanted:
    """What a conjunction asks of an array."""

    low: int
    high: int | None
    items: tuple[tuple[Items, Scope], ...]
    contains: tuple[tuple[Contains, Scope], ...]
    unevaluated: tuple[Holds, ...]
    placed: tuple[ItemAt, ...]
    unique: bool
    repeats: bool

    def _matched(self) -> tuple[Holds, ...]:
        """Return what makes an item evaluated that would otherwise have to satisfy ``unevaluatedItems``."""
        matched = (Holds(contains.schema, scope) for contains, scope in self.contains if contains.evaluates)
        return tuple(matched)[:1] if self.unevaluated else ()

    def covers(self, index: int) -> bool:
        """Tell whether ``prefixItems`` or ``items`` applies to the item at an index."""
        return any(index < len(items.prefix) or items.rest is not None for items, _ in self.items)

    def terms(self, index: int) -> tuple[Term, ...]:
        """Return what an item has to satisfy for its position."""
        held: list[Term] = []
        covered = False
        for items, scope in self.items:
            node = items.prefix[index] if index < len(items.prefix) else items.rest
            if node is not None:
                covered = True
                held.append(Holds(node, scope))
        if not covered:
            held.extend(self._matched() or self.unevaluated)
        for placed in self.placed:
            if placed.index == index:
                held = [term for term in held if not (isinstance(term, Holds) and term.node == placed.instead)]
                held.extend(placed.terms)
        return tuple(held)


def wanted(atoms: Iterable[Atom]) -> Wanted:
    """Collect what a conjunction asks of an array."""
    low, high = 0, None
    items, contains, unevaluated, placed = [], [], [], []
    unique = repeats = False
    for atom in atoms:
        match atom:
            case ItemCount(minimum, maximum):
                low = max(low, minimum or 0)
                high = maximum if high is None else high if maximum is None else min(high, maximum)
            case Scoped(Items() as one, scope):
                items.append((one, scope))
            case Scoped(Contains() as match_, scope):
                contains.append((match_, scope))
            case Scoped(Unevaluated(items=node), scope) if node is not None:
                unevaluated.append(Holds(node, scope))
            case ItemAt(index):
                placed.append(atom)
                low = max(low, index + 1)
            case UniqueItems():
                unique = True
            case RepeatsItems():
                repeats = True
                low = max(low, 2)
            case _:
                pass
    return Wanted(low, high, tuple(items), tuple(contains), tuple(unevaluated), tuple(placed), unique, repeats)


def possible(atoms: Sequence[Atom], may: Callable[[tuple[Term, ...]], bool]) -> bool:
    """Tell whether any array may be left; ``may``: whether an item with these terms may be."""
    left = wanted(atoms)
    matches = max((_fewest(contains) for contains, _ in left.contains), default=0)
    if left.high is not None and max(left.low, matches) > left.high:
        return False
    if any(placed.unevaluated and left.covers(placed.index) for placed in left.placed):
        return False
    positions = {min(index, _last(left)) for index in range(min(max(left.low, matches), _last(left) + 1))}
    return all(may(left.terms(index)) for index in positions)


def _fewest(contains: Contains) -> int:
    return 1 if contains.minimum is None else contains.minimum


def _last(left: Wanted) -> int:
    """Return the first index from which on all items have to satisfy the same."""
    prefixes = [len(items.prefix) for items, _ in left.items]
    return max((*prefixes, *(placed.index + 1 for placed in left.placed)), default=0)


def array(left: Wanted, below: Below) -> Json:
    """Draw an array."""
    matches = _matches(left, below)
    low = max(left.low, len(matches) and max(matches) + 1)
    if low > (_MOST_DRAWN if left.unique else _MOST):
        raise Unlucky
    high = min(low + _FREE if left.high is None else left.high, max(low, _LONGEST))
    found: list[Json] = []
    keys: set[object] = set()
    before: tuple[Term, ...] = ()
    while len(found) < low or (len(found) < high and not below.minimal and below.draw(_MORE)):
        index = len(found)
        terms = (*left.terms(index), *matches.get(index, ()), *_no_match(left, matches, index))
        if index >= low and not below.possible(terms):
            break
        is_again = index >= _DRAWN and terms == before and not left.unique
        item, before = (found[-1],) if is_again else _item(left, below, terms, keys), terms
        if item is None:
            if index < low:
                raise Unlucky
            break
        found.extend(item)
    return _with_repeat(found, below) if left.repeats else found


def _item(left: Wanted, below: Below, terms: tuple[Term, ...], keys: set[object]) -> tuple[Json] | None:
    """Draw the next item; None where only items that are there already come up, which is told by their keys."""
    if not left.unique:
        return (below.value(terms),)
    for _ in range(_TRIES):
        item = below.value(terms)
        key = json_key(item)
        if key not in keys:
            keys.add(key)
            return (item,)
    return None


def _matches(left: Wanted, below: Below) -> dict[int, tuple[Term, ...]]:
    """Decide which items are to match which ``contains``: as late as need be, so that fixed positions stay free."""
    chosen: dict[int, tuple[Term, ...]] = {}
    for contains, scope in left.contains:
        term = Holds(contains.schema, scope)
        missing = _fewest(contains)
        index = 0
        limit = _LONGEST if left.high is None else min(left.high, _LONGEST)
        while missing and index < limit:
            together = (*left.terms(index), *chosen.get(index, ()), term)
            if below.possible(together):
                chosen[index] = (*chosen.get(index, ()), term)
                missing -= 1
            index += 1
            if index > _last(left) + len(left.contains) + _fewest(contains) + 1:
                break
        if missing:
            raise Unlucky
    return chosen


def _no_match(left: Wanted, matches: dict[int, tuple[Term, ...]], index: int) -> tuple[Term, ...]:
    """Return the refusals of what enough other items match already."""
    refused: list[Term] = []
    for contains, scope in left.contains:
        term = Holds(contains.schema, scope)
        if contains.maximum is not None and term not in matches.get(index, ()):
            taken = sum(term in terms for terms in matches.values())
            if taken >= contains.maximum or index >= left.low:
                refused.append(Fails(contains.schema, scope))
    return tuple(refused)


def _with_repeat(found: list[Json], below: Below) -> list[Json]:
    """Make one item equal to another one."""
    source = below.draw(between(0, len(found) - 2)) if len(found) > 2 else 0
    return [*found[:-1], found[source]]
