"""Objects: which members there are, what they are called, what they hold."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Final, final

from hypothesis import strategies as st

from schemakit.core.json import Json
from schemakit.core.record import dataclass
from schemakit.fuzz.below import Below
from schemakit.fuzz.luck import Unlucky
from schemakit.fuzz.matching import between, compiled, draw_match, has_match
from schemakit.fuzz.terms import (
    Atom,
    ExtraMember,
    Holds,
    Lacks,
    Member,
    MemberMatching,
    MemberNamed,
    Scope,
    Scoped,
    Term,
)
from schemakit.ir.assertions import (
    DependentRequired,
    NodeId,
    Properties,
    PropertyCount,
    PropertyNames,
    Required,
    Unevaluated,
)

_TRIES: Final = 12

#: Stands for all names that nothing says anything about.
_UNHEARD_OF: Final = "\ue000"

#: Which of two optional members are there: each in half of the draws. Few enough that shrinking tries all of them, and
#: half as many draws as one for each member.
_PRESENT: Final = st.sampled_from(((False, False), (True, False), (False, True), (True, True)))
#: Whether a member that nobody asked for is added.
_EXTRA: Final = st.sampled_from((False, False, False, True))

_NAMES: Final = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyz_0123456789-$. é"), min_size=1, max_size=8)


@final
@dataclass(frozen=True)  # no slots: what is found once about a conjunction is kept
class Wanted:
    """What a conjunction asks of an object."""

    low: int
    high: int | None
    required: tuple[str, ...]
    absent: frozenset[str]
    needs: tuple[DependentRequired, ...]
    properties: tuple[tuple[Properties, Scope], ...]
    names: tuple[Holds, ...]
    unevaluated: tuple[Holds, ...]
    members: tuple[Member, ...]
    made: tuple[MemberMatching | ExtraMember | MemberNamed, ...]

    @cached_property
    def known(self) -> tuple[str, ...]:
        """The names that anything says something about, in the order of the schema."""
        named = (name for properties, _ in self.properties for name in properties.named)
        return tuple(dict.fromkeys((*named, *self.required)))

    @cached_property
    def unnamed(self) -> tuple[str, ...]:
        """The patterns of names."""
        return tuple(dict.fromkeys(pattern for properties, _ in self.properties for pattern in properties.patterns))

    @cached_property
    def present(self) -> tuple[str, ...]:
        """The names that have to be there, with those they need."""
        found = list(self.required)
        for name in found:  # grows while it is read
            found.extend(other for needs in self.needs for other in needs.names.get(name, ()) if other not in found)
        return tuple(dict.fromkeys(found))

    @cached_property
    def _terms(self) -> dict[str, tuple[Term, ...]]:
        return {}

    @cached_property
    def addable(self) -> dict[str, bool]:
        """Whether a member may ever be there, as far as that has been found out."""
        return {}

    def terms(self, name: str) -> tuple[Term, ...]:
        """Return what the value of a member has to satisfy for its name."""
        found = self._terms.get(name)
        if found is None:
            found = self._terms[name] = self._asked(name)
        return found

    def _asked(self, name: str) -> tuple[Term, ...]:
        held: list[Term] = []
        covered = False
        for properties, scope in self.properties:
            nodes = tuple(_nodes(properties, name))
            covered = covered or bool(nodes)
            held.extend(Holds(node, scope) for node in nodes)
        if not covered:
            held.extend(self.unevaluated)
        for member in self.members:
            if member.name == name:
                held = _without(held, member.instead)
                held.extend(member.terms)
        return tuple(dict.fromkeys(held))

    def others(self, made: ExtraMember) -> tuple[str, ...]:
        """Return the known names that may be the extra member: other assertions know them."""
        return tuple(
            name
            for name in self.known
            if name not in made.names and not any(has_match(pattern, name) for pattern in made.patterns)
        )

    def replaced(self, name: str, made: MemberMatching | ExtraMember) -> tuple[Term, ...]:
        """Return what the value of a member has to satisfy that is made for an assertion."""
        return (*_without(self.terms(name), made.instead), *made.terms)

    def closed(self, needed: str) -> tuple[str, ...]:
        """Return the names that a member needs beside it, itself first."""
        found = [needed]
        for name in found:  # grows while it is read
            found.extend(other for needs in self.needs for other in needs.names.get(name, ()) if other not in found)
        return tuple(found)


def _without(held: Iterable[Term], instead: NodeId | None) -> list[Term]:
    return [term for term in held if not (isinstance(term, Holds) and term.node == instead)]


def _nodes(properties: Properties, name: str) -> Iterator[NodeId]:
    covered = name in properties.named
    if covered:
        yield properties.named[name]
    for pattern, node in properties.patterns.items():
        if has_match(pattern, name):
            covered = True
            yield node
    if not covered and properties.additional is not None:
        yield properties.additional


def wanted(atoms: Iterable[Atom]) -> Wanted:  # noqa: C901 - one case for each kind of atom
    """Collect what a conjunction asks of an object."""
    low, high = 0, None
    required: list[str] = []
    absent: set[str] = set()
    needs, properties, names, unevaluated, members, made = [], [], [], [], [], []
    for atom in atoms:
        match atom:
            case PropertyCount(minimum, maximum):
                low = max(low, minimum or 0)
                high = maximum if high is None else high if maximum is None else min(high, maximum)
            case Required(held):
                required.extend(held)
            case Lacks(held):
                absent.update(held)
            case DependentRequired():
                needs.append(atom)
            case Scoped(Properties() as one, scope):
                properties.append((one, scope))
            case Scoped(PropertyNames(node), scope):
                names.append(Holds(node, scope))
            case Scoped(Unevaluated(properties=node), scope) if node is not None:
                unevaluated.append(Holds(node, scope))
            case Member():
                required.append(atom.name)
                members.append(atom)
            case MemberMatching() | ExtraMember() | MemberNamed():
                made.append(atom)
            case _:
                pass
    return Wanted(
        low, high, tuple(dict.fromkeys(required)), frozenset(absent), tuple(needs), tuple(properties), tuple(names),
        tuple(unevaluated), tuple(members), tuple(made),
    )  # fmt: skip


def possible(
    atoms: Sequence[Atom],
    may: Callable[[tuple[Term, ...]], bool],
    admits: Callable[[tuple[Term, ...], str], bool],
) -> bool:
    """Tell whether any object may be left; ``may``: whether a member with these terms may be."""
    left = wanted(atoms)
    if left.high is not None and max(left.low, len(left.present)) > left.high:
        return False
    if any(name in left.absent for name in left.present):
        return False
    covers_all = any(properties.additional is not None for properties, _ in left.properties)
    if covers_all and any(isinstance(made, ExtraMember) and made.unevaluated for made in left.made):
        return False
    if left.made and left.high is not None and left.high < 1:
        return False
    if not all(_may_be_made(left, made, may) for made in left.made):
        return False
    return all(may(left.terms(name)) and admits(left.names, name) for name in left.present)


def _may_be_made(
    left: Wanted, made: MemberMatching | ExtraMember | MemberNamed, may: Callable[[tuple[Term, ...]], bool]
) -> bool:
    if not isinstance(made, ExtraMember):
        return may(made.terms)
    return any(may(left.replaced(name, made)) for name in (*left.others(made), *_fresh(made)))


def _fresh(made: ExtraMember) -> tuple[str, ...]:
    return () if any(has_match(pattern, _UNHEARD_OF) for pattern in made.patterns) else (_UNHEARD_OF,)


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
    return {name: below.value(making.terms[name]) for name in names}


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
        name = below.value(left.names)
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
        terms = (*_without(making.terms.get(name) or left.terms(name), made.instead), *made.terms)
        if making.below.possible(terms) and making.below.admits(left.names, name):
            making.add(name)
            making.terms[name] = terms
            return
    raise Unlucky


def _fitting(making: _Making, made: MemberMatching | ExtraMember | MemberNamed, attempt: int) -> str | None:
    left, below = making.left, making.below
    match made:
        case MemberMatching(pattern):
            named = [name for name in left.known if has_match(pattern, name)]
            if named and attempt < len(named):
                return named[attempt]
            known = compiled(pattern)
            return None if known is None else draw_match(below.draw, known, 0, 12 + attempt)
        case MemberNamed(terms, instead):
            held = tuple(term for term in left.names if term.node != instead)
            name = below.value((*held, *terms))
            return name if isinstance(name, str) else None
        case ExtraMember(covered, patterns):
            others = left.others(made)
            if others and attempt % 2:
                return others[attempt // 2 % len(others)]
            name = _name(making, attempt)
            if name is None or name in covered or any(has_match(pattern, name) for pattern in patterns):
                return None
            return name
