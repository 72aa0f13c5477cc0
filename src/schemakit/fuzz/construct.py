"""Values that satisfy terms, made level by level."""

from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property
from itertools import islice
from random import Random
from typing import Final, final

from hypothesis import strategies as st

from schemakit.core.json import JSON_TYPES, Json, JsonType, json_key, json_type
from schemakit.core.record import dataclass
from schemakit.fuzz import arrays, numbers, object_terms, objects, strings
from schemakit.fuzz.below import Below
from schemakit.fuzz.expand import Case, Expansion
from schemakit.fuzz.heights import heights
from schemakit.fuzz.luck import Unlucky
from schemakit.fuzz.matching import Draw
from schemakit.fuzz.meaning import Choice
from schemakit.fuzz.terms import Atom, Excludes, Holds, Way
from schemakit.ir.assertions import ItemCount, MultipleOf, NumberBounds, Pattern, PropertyCount, StringLength, ValueIn
from schemakit.ir.graph import SchemaGraph

#: Below this many levels, or after this many values, nothing is made that need not be there.
_DEPTH, _VALUES = 6, 150
#: Required levels beyond which an attempt is given up.
_DEEPEST: Final = 200
#: How many cases of a conjunction are listed, and how many of an arrangement are looked at for a possible one.
_CASES: Final = 40
#: Orders of the choices, for conjunctions with more cases than that: the first is the one they are written in.
_ARRANGEMENTS: Final = st.integers(0, 255)
_TRIES: Final = 8


@final
@dataclass(frozen=True)  # no slots: what drawing needs is made when it is first drawn, and kept
class Ready:
    """A case that is possible.

    Attributes:
        kinds: the types to choose from.
        values: where the values are listed, those that may do.
        excluded: keys of values that it must not be.
        atoms: all that it has to satisfy.
    """

    kinds: tuple[JsonType, ...]
    values: tuple[Json, ...] | None
    excluded: frozenset[object]
    atoms: tuple[Atom, ...]

    @cached_property
    def value(self) -> st.SearchStrategy[Json]:
        """A strategy of the listed values."""
        return st.sampled_from(self.values or (None,))

    @cached_property
    def kind(self) -> st.SearchStrategy[JsonType]:
        """A strategy of the types, of those that the assertions are about more often."""
        about = _about(self.atoms)
        return st.sampled_from((*self.kinds, *(tuple(kind for kind in self.kinds if kind in about) * 3)))

    @cached_property
    def array(self) -> arrays.Wanted:
        """What is asked of an array."""
        return arrays.wanted(self.atoms)

    @cached_property
    def object(self) -> object_terms.Wanted:
        """What is asked of an object."""
        return object_terms.wanted(self.atoms)

    @cached_property
    def _scalars(self) -> dict[JsonType, st.SearchStrategy[Json]]:
        return {}

    def scalar(self, kind: JsonType) -> st.SearchStrategy[Json]:
        """Return a strategy of the values of a type without insides."""
        if kind not in self._scalars:
            self._scalars[kind] = _scalar(kind, self.atoms)
        return self._scalars[kind]


@final
class Budget:
    """How many more values one payload may have before it becomes minimal."""

    __slots__ = ("_left",)

    def __init__(self) -> None:
        """Start full."""
        self._left = _VALUES

    def spend(self) -> bool:
        """Take one value; tell whether there are more."""
        self._left -= 1
        return self._left > 0


@final
class Construction:
    """Makes values for the schemas of one graph; what it learns about a conjunction it keeps."""

    def __init__(self, graph: SchemaGraph) -> None:
        """Index the graph."""
        self._expansion = Expansion(graph)
        self._heights = heights(graph)
        self._ready: dict[tuple[Way, int], Ready | None] = {}
        self._listed: dict[Way, tuple[Ready, ...] | None] = {}
        self._possible: dict[Way, bool] = {}
        #: Terms with more cases than were looked at.
        self._cut: set[Way] = set()

    def value(self, draw: Draw, terms: Way, depth: int, budget: Budget) -> Json:
        """Draw a value that most likely satisfies the terms; only a judge knows.

        Raises:
            Unlucky: this attempt leads nowhere.
        """
        minimal = not budget.spend() or depth >= _DEPTH
        if depth > _DEEPEST:
            raise Unlucky
        ready = self._chosen(draw, terms, minimal=minimal)
        if ready.values is not None:
            return draw(ready.value)
        below = Below(
            draw,
            lambda inside: self.value(draw, inside, depth + 1, budget),
            self.possible,
            self._admits,
            minimal,
        )
        for _ in range(_TRIES):
            made = self._drawn(ready, below)
            if not ready.excluded or json_key(made) not in ready.excluded:
                return made
        raise Unlucky

    def _drawn(self, ready: Ready, below: Below) -> Json:
        kinds = ready.kinds
        match kinds[0] if len(kinds) == 1 or below.minimal else below.draw(ready.kind):
            case "array":
                return arrays.array(ready.array, below)
            case "object":
                return objects.object_(ready.object, below)
            case kind:
                return below.draw(ready.scalar(kind))

    def _chosen(self, draw: Draw, terms: Way, *, minimal: bool) -> Ready:
        """Return a case of the terms: the flattest where little is left, else one that is drawn."""
        if minimal:
            ready = self._case(terms, -1) or self._case(terms, 0)
        elif (every := self._every(terms)) is not None:
            ready = draw(st.sampled_from(every)) if len(every) > 1 else every[0] if every else None
        else:
            ready = self._case(terms, draw(_ARRANGEMENTS)) or self._case(terms, 0)
        if ready is None:
            raise Unlucky
        return ready

    def possible(self, terms: Way) -> bool:
        """Tell whether a value may satisfy the terms; True where it cannot be ruled out."""
        known = self._possible.get(terms)
        if known is None:
            self._possible[terms] = True  # while the answer is looked for: a schema that contains itself
            self._possible[terms] = known = self._case(terms, 0) is not None or terms in self._cut
        return known

    def _admits(self, terms: Way, text: str) -> bool:
        """Tell whether a string may satisfy terms; True where it cannot be ruled out."""
        if not terms:
            return True
        try:
            for count, case in enumerate(self._expansion.cases(terms)):
                known = "string" in case.kinds and _lists(case, text) and strings.admits(case.atoms, text)
                if known or count == _CASES:
                    return True
        except Unlucky:
            return True
        return False

    def _every(self, terms: Way) -> tuple[Ready, ...] | None:
        """Return every possible case of the terms as written; None where there are too many to list."""
        if terms not in self._listed:
            self._listed[terms] = None
            with suppress(Unlucky):
                cases = list(islice(self._expansion.cases(terms), _CASES + 1))
                if len(cases) <= _CASES:
                    ready = map(self._prepared, cases)
                    self._listed[terms] = tuple(one for one in ready if one is not None)
        return self._listed[terms]

    def _case(self, terms: Way, seed: int) -> Ready | None:
        """Return the first possible case in an arrangement of the choices: 0 as written, -1 the flattest first."""
        key = (terms, seed)
        if key not in self._ready:
            self._ready[key] = None
            self._ready[key] = self._searched(terms, seed)
        return self._ready[key]

    def _searched(self, terms: Way, seed: int) -> Ready | None:
        random = Random(seed)  # noqa: S311 - an order that is the same in every run

        def arrange(choice: Choice) -> Sequence[Way]:
            if seed < 0:
                return sorted(choice, key=self._height)
            return random.sample(choice, len(choice)) if seed else choice

        # Looking at a case before all its choices are made costs more than it saves, but where it has to be done:
        # exactly one of twenty branches that share their members.
        for viable in (None, self._is_viable):
            cases = self._expansion.cases(terms, arrange, viable)
            try:
                for case in islice(cases, _CASES):
                    ready = self._prepared(case)
                    if ready is not None:
                        return ready
                if next(cases, None) is None:
                    return None
            except Unlucky:
                pass
        self._cut.add(terms)
        return None

    def _is_viable(self, case: Case) -> bool:
        return self._prepared(case) is not None

    def _height(self, way: Way) -> int:
        return max((self._heights[part.node] for part in way if isinstance(part, Holds)), default=0)

    def _prepared(self, case: Case) -> Ready | None:
        """Return what a case needs to be drawn, or None where it is impossible."""
        excluded = frozenset(json_key(value) for one in case.atoms if isinstance(one, Excludes) for value in one.values)
        values = _values(case, excluded)
        kinds = tuple(kind for kind in JSON_TYPES if kind in case.kinds and self._may_be(kind, case.atoms))
        if values == () or (values is None and not kinds):
            return None
        return Ready(kinds, values, excluded, case.atoms)

    def _may_be(self, kind: JsonType, atoms: tuple[Atom, ...]) -> bool:
        match kind:
            case "integer" | "number":
                return numbers.possible(atoms, integers=kind == "integer")
            case "string":
                return strings.possible(atoms)
            case "array":
                return arrays.possible(atoms, self.possible)
            case "object":
                return object_terms.possible(atoms, self.possible, self._admits)
            case _:
                return True


def _lists(case: Case, value: Json) -> bool:
    """Tell whether the listed and refused values of a case leave a value."""
    key = json_key(value)
    for atom in case.atoms:
        match atom:
            case ValueIn(values) if key not in map(json_key, values):
                return False
            case Excludes(values) if key in map(json_key, values):
                return False
            case _:
                pass
    return True


def _values(case: Case, excluded: frozenset[object]) -> tuple[Json, ...] | None:
    """Return the listed values that nothing refuses which can be told from the value alone; None: no list."""
    lists = [atom.values for atom in case.atoms if isinstance(atom, ValueIn)]
    if not lists:
        return None
    allowed = [frozenset(map(json_key, values)) for values in lists[1:]]
    return tuple(
        value
        for value in lists[0]
        if json_type(value) in case.kinds
        and (key := json_key(value)) not in excluded
        and all(key in keys for keys in allowed)
        and _admits(value, case.atoms)
    )


def _admits(value: Json, atoms: tuple[Atom, ...]) -> bool:
    match value:
        case bool() | None:
            return True
        case str():
            return strings.admits(atoms, value)
        case list():
            left = arrays.wanted(atoms)
            return left.low <= len(value) and (left.high is None or len(value) <= left.high)
        case dict():
            made = object_terms.wanted(atoms)
            return not made.absent & value.keys() and all(name in value for name in made.present)
        case _:
            number = numbers.exact(value)
            return numbers.interval(atoms, integers=False).has(number) and not numbers.divided(atoms, number)


def _about(atoms: tuple[Atom, ...]) -> frozenset[JsonType]:
    """Return the types that the assertions of a conjunction are about."""
    found: set[JsonType] = set()
    for atom in atoms:
        match atom:
            case NumberBounds() | MultipleOf():
                found |= {"integer", "number"}
            case StringLength() | Pattern():
                found |= {"string"}
            case ItemCount():
                found |= {"array"}
            case PropertyCount():
                found |= {"object"}
            case _:
                pass
    if arrays.wanted(atoms) != arrays.wanted(()):
        found |= {"array"}
    if object_terms.wanted(atoms) != object_terms.wanted(()):
        found |= {"object"}
    return frozenset(found)


def _scalar(kind: JsonType, atoms: tuple[Atom, ...]) -> st.SearchStrategy[Json]:
    match kind:
        case "null":
            return st.none()
        case "boolean":
            return st.booleans()
        case "string":
            return strings.strings(atoms)
        case _:
            return numbers.numbers(atoms, integers=kind == "integer")
