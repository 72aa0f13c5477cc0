"""What a conjunction asks of an object, and whether any object can be that."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Final, final

from schemakit.core.record import dataclass
from schemakit.fuzz.matching import has_match
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
    Way,
)
from schemakit.ir.assertions import (
    DependentRequired,
    NodeId,
    Properties,
    PropertyCount,
    PropertyNames,
    Required,
    TypeIs,
    Unevaluated,
)

#: What a name is, whatever the schema of names may allow besides.
STRING: Final = TypeIs(frozenset({"string"}))

#: Stands for all names that nothing says anything about.
_UNHEARD_OF: Final = "\ue000"


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
                held = without(held, member.instead)
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
        return (*without(self.terms(name), made.instead), *made.terms)

    def closed(self, needed: str) -> tuple[str, ...]:
        """Return the names that a member needs beside it, itself first."""
        found = [needed]
        for name in found:  # grows while it is read
            found.extend(other for needs in self.needs for other in needs.names.get(name, ()) if other not in found)
        return tuple(found)


def without(held: Iterable[Term], instead: NodeId | None) -> list[Term]:
    """Return the terms but for those that say the schema ``instead`` holds."""
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
    may: Callable[[Way], bool],
    admits: Callable[[Way, str], bool],
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
    if left.names and (left.low or left.present) and not may((STRING, *left.names)):
        return False
    if not all(_may_be_made(left, made, may) for made in left.made):
        return False
    return all(may(left.terms(name)) and admits(left.names, name) for name in left.present)


def _may_be_made(left: Wanted, made: MemberMatching | ExtraMember | MemberNamed, may: Callable[[Way], bool]) -> bool:
    if isinstance(made, MemberNamed):
        return may(named(left, made))
    if not isinstance(made, ExtraMember):
        return may(made.terms)
    return any(may(left.replaced(name, made)) for name in (*left.others(made), *_fresh(made)))


def named(left: Wanted, made: MemberNamed) -> Way:
    """Return what the name of a member has to satisfy that is made for an assertion about names."""
    return (STRING, *without(left.names, made.instead), *made.terms)


def _fresh(made: ExtraMember) -> tuple[str, ...]:
    return () if any(has_match(pattern, _UNHEARD_OF) for pattern in made.patterns) else (_UNHEARD_OF,)
