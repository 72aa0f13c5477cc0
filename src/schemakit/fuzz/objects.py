"""Objects: which members there are, what they are called, what they hold."""

from functools import lru_cache
from typing import Final, final

from hypothesis import strategies as st

from schemakit.core.json import Json
from schemakit.fuzz.below import Below
from schemakit.fuzz.luck import Unlucky
from schemakit.fuzz.matching import between, compiled, draw_match, has_match
from schemakit.fuzz.object_terms import STRING, Wanted, named, without
from schemakit.fuzz.strings import unmatched
from schemakit.fuzz.terms import ExtraMember, MemberMatching, MemberNamed, Term

_TRIES: Final = 12

#: The most members that are made because there have to be so many: a draw has no room for many more. A
#: ``maxProperties`` of 2147483647 is not violated: whoever writes it means that there is none.
_MOST: Final = 1000
#: How many members are drawn before a value is said again where the same is asked of it.
_DRAWN: Final = 150

#: Which of two optional members are there: each in half of the draws, and in a few more here, because Hypothesis draws
#: the simplest more often. Few enough that shrinking tries all of them, and half as many draws as one for each member.
_PRESENT: Final = st.sampled_from(((False, False), (True, False), (False, True), (True, True)) * 2 + ((True, True),))
#: Whether a member that nobody asked for is added.
_EXTRA: Final = st.sampled_from((False, False, False, True))

#: Names that patterns of names have no room for.
_ODD_NAMES: Final = st.sampled_from(("", " ", "é", "\n", "$", "a b", "-", "0", "A", "_"))

_NAMES: Final = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyz_0123456789-$. é"), min_size=1, max_size=8)


@final
class _Making:
    """An object while it is drawn: members in the order they are decided on."""

    def __init__(self, left: Wanted, below: Below) -> None:
        self.left = left
        self.below = below
        self.terms: dict[str, tuple[Term, ...]] = {}

    def has_room(self, count: int) -> bool:
        return self.left.high is None or len(self.terms) + count <= self.left.high

    def admits(self, name: str) -> bool:
        """Tell whether a member of that name may be added, with all that it needs."""
        new = [other for other in self.left.closed(name) if other not in self.terms]
        return self.has_room(len(new)) and all(map(self._may_be, new))

    def _may_be(self, name: str) -> bool:
        left = self.left
        known = left.addable.get(name)
        if known is None:
            known = name not in left.absent and self.below.admits(left.names, name)
            left.addable[name] = known = known and self.below.possible(left.terms(name))
        return known

    def add(self, name: str) -> None:
        for other in self.left.closed(name):
            self.terms.setdefault(other, self.left.terms(other))


def object_(left: Wanted, below: Below) -> Json:
    """Draw an object."""
    if left.low > _MOST:
        raise Unlucky
    making = _Making(left, below)
    for name in left.required:
        making.add(name)
    for made in left.made:
        _make(making, made)
    if not below.minimal:
        _add_optional(making)
    _add_others(making)
    order = {name: place for place, name in enumerate(left.known)}
    names = sorted(making.terms, key=lambda name: order.get(name, len(order)))
    members: dict[str, Json] = {}
    known: dict[tuple[Term, ...], Json] = {}
    for name in names:
        terms = making.terms[name]
        if len(members) < _DRAWN or terms not in known:
            known[terms] = below.value(terms)
        members[name] = known[terms]
    return members


def _add_optional(making: _Making) -> None:
    optional = [name for name in making.left.known if name not in making.terms]
    for start in range(0, len(optional), 2):
        for name, present in zip(optional[start : start + 2], making.below.draw(_PRESENT), strict=False):
            if present and making.admits(name):
                making.add(name)


def _add_others(making: _Making) -> None:
    """Add members that are not known by name: as many as are missing, and now and then one more."""
    left, below = making.left, making.below
    for name in left.known:
        if len(making.terms) >= left.low:
            break
        if name not in making.terms and making.admits(name):
            making.add(name)
    while len(making.terms) < left.low:
        missing = _other(making)
        if missing is None:
            raise Unlucky
        making.add(missing)
    if not below.minimal and making.has_room(1) and (left.unnamed or below.draw(_EXTRA)):
        for _ in range(1 + bool(left.unnamed)):
            extra = _other(making, tries=1)
            if extra is not None:
                making.add(extra)


def _other(making: _Making, tries: int = _TRIES) -> str | None:
    """Draw a new name that may be added; None where none comes up."""
    for attempt in range(tries):
        name = _name(making, attempt)
        if name in making.terms and not making.left.unnamed:
            name = f"{name}{len(making.terms)}"  # a simple name again: tell the two apart
        if name is not None and name not in making.terms and making.admits(name):
            return name
    return None


def _name(making: _Making, attempt: int) -> str | None:
    left, below = making.left, making.below
    sources = len(left.unnamed) + 1
    source = below.draw(between(0, sources - 1)) if left.unnamed else 0
    if source < len(left.unnamed) and left.unnamed:
        pattern = compiled(left.unnamed[source])
        return None if pattern is None else draw_match(below.draw, pattern, 0, 12 + attempt)
    if left.names:
        name = below.value((STRING, *left.names))
        return name if isinstance(name, str) else None
    return below.draw(_NAMES)


def _make(making: _Making, made: MemberMatching | ExtraMember | MemberNamed) -> None:
    """Add the member that an assertion about names rather than about one name asks for."""
    left = making.left
    for attempt in range(_TRIES):
        name = _fitting(making, made, attempt)
        if name is None or name in left.absent:
            continue
        if isinstance(made, MemberNamed):
            making.terms.setdefault(name, left.terms(name))
            return
        terms = (*without(making.terms.get(name) or left.terms(name), made.instead), *made.terms)
        if making.below.possible(terms) and making.below.admits(left.names, name):
            making.add(name)
            making.terms[name] = terms
            return
    raise Unlucky


@lru_cache(maxsize=256)
def _unlike(patterns: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Return names of which most have no match of the first pattern, and some nearly have one."""
    return st.one_of(_ODD_NAMES, unmatched(patterns[0]))


def _fitting(making: _Making, made: MemberMatching | ExtraMember | MemberNamed, attempt: int) -> str | None:
    left, below = making.left, making.below
    match made:
        case MemberMatching(pattern):
            fitting = [name for name in left.known if has_match(pattern, name)]
            if attempt < len(fitting):
                return fitting[attempt]
            known = compiled(pattern)
            return None if known is None else draw_match(below.draw, known, 0, 12 + attempt)
        case MemberNamed():
            name = below.value(named(left, made))
            return name if isinstance(name, str) else None
        case ExtraMember(covered, patterns):
            others = left.others(made)
            if others and attempt % 2:
                return others[attempt // 2 % len(others)]
            name = below.draw(_unlike(patterns)) if patterns and attempt % 3 != 2 else _name(making, attempt)
            if name is None or name in covered or any(has_match(pattern, name) for pattern in patterns):
                return None
            return name
