"""From terms to cases: what terms mean is unfolded, and branches are chosen.

A search, not an enumeration: the conjunctive part is unfolded first, then one choice at a time is made, and what
cannot be completed is given up as early as it shows.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeAlias, final

from schemakit.core.json import JSON_TYPES, JsonType
from schemakit.core.record import dataclass, replace
from schemakit.fuzz.luck import Unlucky
from schemakit.fuzz.meaning import Choice, Meaning
from schemakit.fuzz.mutations.kinds import spread
from schemakit.fuzz.terms import Atom, Breaks, Fails, Holds, Lacks, Member, Reaches, Term, Way
from schemakit.ir.assertions import Required, TypeIs, ValueIn
from schemakit.ir.graph import SchemaGraph

#: Puts the ways of a choice in the order they are tried in.
Arrange: TypeAlias = Callable[[Choice], Sequence[Way]]

#: Tells whether anything may be left of a case; what is added to it later only takes more away.
Viable: TypeAlias = "Callable[[Case], bool]"

#: How many partial cases a search looks at before it gives up.
_STEPS: Final = 1500

_KINDS: Final = frozenset(JSON_TYPES)


@final
@dataclass(frozen=True, slots=True)
class Case:
    """A conjunction without choices: the types an instance may have, and everything else it has to satisfy."""

    kinds: frozenset[JsonType]
    atoms: tuple[Atom, ...]


@final
@dataclass(frozen=True, slots=True)
class _Partial:
    case: Case
    seen: frozenset[Term]
    choices: tuple[Choice, ...]


@final
class Expansion:
    """Searches the cases of terms over one graph."""

    def __init__(self, graph: SchemaGraph) -> None:
        """Index what references need."""
        self._meaning = Meaning(graph)

    def cases(self, terms: Way, arrange: Arrange = tuple, viable: "Viable | None" = None) -> Iterator[Case]:
        """Yield the cases of a conjunction of terms in the order of the arrangement; only those that are ``viable``.

        Raises:
            Unlucky: the search takes too long; there may be more.
        """
        start = self._unfolded(_Partial(Case(_KINDS, ()), frozenset(), ()), terms)
        stack = [] if start is None else [start]
        for _ in range(_STEPS):
            if not stack:
                return
            partial = stack.pop()
            if viable is not None and not viable(partial.case):
                continue
            if not partial.choices:
                yield partial.case
                continue
            choice, rest = partial.choices[0], partial.choices[1:]
            pending = replace(partial, choices=rest)
            grown = (self._unfolded(pending, way) for way in arrange(choice))
            stack.extend(reversed([one for one in grown if one is not None]))
        raise Unlucky

    def _unfolded(self, partial: _Partial, way: Way) -> _Partial | None:
        """Add a way to a partial case; None where no type is left."""
        unfolding = _Unfolding(partial)
        work = list(reversed(way))
        while work:
            part = work.pop()
            if isinstance(part, (Holds, Fails, Breaks, Reaches)):
                if part not in unfolding.seen:
                    unfolding.seen.add(part)
                    work.extend(reversed(self._meaning.parts(part, unfolding.choices)))
            elif not unfolding.add(part):
                return None
        return unfolding.done()


@final
class _Unfolding:
    """A partial case while it grows."""

    def __init__(self, partial: _Partial) -> None:
        self.seen = set(partial.seen)
        self.choices = list(partial.choices)
        self._kinds = partial.case.kinds
        self._atoms = list(partial.case.atoms)
        self._present = {name for atom in self._atoms if isinstance(atom, Required) for name in atom.names}
        self._absent = {name for atom in self._atoms if isinstance(atom, Lacks) for name in atom.names}

    def add(self, atom: Atom) -> bool:
        """Add an atom; tell whether a type is left."""
        match atom:
            case TypeIs(types):
                self._kinds &= spread(types)
                return bool(self._kinds)
            case ValueIn(()):
                return False
            case Required(names):
                self._present.update(names)
            case Lacks(names):
                self._absent.update(names)
            case Member(name):
                self._present.add(name)
            case _:
                pass
        self._atoms.append(atom)
        if isinstance(atom, (Required, Lacks, Member)) and self._present & self._absent:
            self._kinds -= {"object"}
        return bool(self._kinds)

    def done(self) -> _Partial:
        # choices with one way left cost nothing: they come first
        choices = tuple(sorted(self.choices, key=len))
        return _Partial(Case(self._kinds, tuple(self._atoms)), frozenset(self.seen), choices)
