"""The schemas of one side of the exchanges: who judges a payload, who makes payloads, what may not be shown."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice
from typing import Final, final

from schemakit.core.json import Json, json_key
from schemakit.core.location import Location
from schemakit.core.pointer import Pointer, lookup, tokens
from schemakit.core.violation import Violation
from schemakit.fuzz.construct import Construction
from schemakit.fuzz.coverage import Coverage
from schemakit.fuzz.draws import drawn
from schemakit.fuzz.invalid import label
from schemakit.fuzz.payload import Payload
from schemakit.fuzz.sweep import Sweep
from schemakit.fuzz.valid import valid_payloads
from schemakit.ir.assertions import ValueIn
from schemakit.ir.graph import SchemaGraph
from schemakit.ir.lower import lower
from schemakit.resolve.schema_set import Name, SchemaSet
from schemakit.runtime.text import write_json
from schemakit.runtime.values import as_json
from schemakit.validate.engine import Explains, Judge, explainer, judge

#: How many values of other enums are tried at one place.
_NEIGHBOURS: Final = 24
_STARS: Final = "***"
#: What a parameter is if it can be, and how many values are drawn if not.
_PLAINEST: Final[tuple[Json, ...]] = (1, "1", "a", True)
_DRAWN: Final = 24


@final
class Body:
    """One schema."""

    def __init__(self, schemas: SchemaSet, graph: SchemaGraph, name: str, *, formats: bool) -> None:
        """Compile it.

        Raises:
            BrokenSchemaError: it cannot be.
        """
        self.name = name
        self._schemas = schemas
        self._graph = graph
        self._formats = formats
        self._root = schemas.names[Name(name)]
        self._fast = judge(schemas, self._root, formats=formats)

    def accepts(self, value: Json) -> bool:
        """Tell whether a value is valid."""
        return self._fast.is_valid(value)

    def violations(self, value: Json) -> Iterable[Violation]:
        """Yield what a value violates, as the reference engine has it: it knows why branches were refused."""
        return self._reference.violations(value)

    @property
    def place(self) -> Location:
        """Where its author wrote it."""
        return self.origin(self._graph.nodes[self._graph.roots[Name(self.name)]].place)

    def origin(self, place: Location) -> Location:
        """Return the author's place of a place in the standard form."""
        return self._schemas.origin(place)

    def payloads(self, max_examples: int, seed: int) -> tuple[tuple[Payload, ...], Coverage]:
        """Return valid and labelled invalid payloads, and what they cover.

        At the place of an ``enum``, values of the other enums in the schemas are tried, too: a service that takes the
        wrong enum takes those.
        """
        root = self._graph.roots[Name(self.name)]
        sweep = Sweep(self._graph, root, self.accepts, self.violations, self._formats)
        swept = sweep.run(max_examples, seed)
        return tuple(_distinct((*swept.payloads, *self._neighbours(swept.payloads)))), swept.coverage

    def text(self) -> str | None:
        """Return a valid value as it stands in a path, a query or a header; None where none is found."""
        return next(filter(None, map(_as_text, self._plain())), None)

    def _plain(self) -> Iterator[Json]:
        yield from (value for value in _PLAINEST if self.accepts(value))
        root = self._graph.roots[Name(self.name)]
        yield from drawn(valid_payloads(Construction(self._graph), root, self.accepts), _DRAWN, 0)

    def first_violation(self, value: Json) -> Violation | None:
        """Return what a value violates first, as the fast engine has it; None where it is valid."""
        return None if self._fast.is_valid(value) else next(iter(self._fast.violations(value)), None)

    def sentences(self, value: Json) -> list[str]:
        """Say what is wrong with a value, the first three things."""
        violations = islice(self._fast.violations(value), 3)
        return [one.message for one in self._explains.findings(violations, as_json(value).value, self.place.uri)]

    def shown(self, value: Json) -> tuple[Json, bool]:
        """Return a value with stars where it is secret, and whether any of it is."""
        places = self._explains.secrets(value, self.place.uri)
        for place in places:
            value = _replaced(value, place.pointer, _STARS)
        return value, bool(places)

    @cached_property
    def _reference(self) -> Judge:
        return judge(self._schemas, self._root, engine="reference", formats=self._formats)

    @cached_property
    def _explains(self) -> Explains:
        return explainer(self._schemas, self._root)

    @cached_property
    def _listed(self) -> tuple[str, ...]:
        """The texts that any enum of the schemas lists."""
        assertions = (one for node in self._graph.nodes.values() for one in node.assertions)
        values = (value for one in assertions if isinstance(one, ValueIn) for value in one.values)
        return tuple(dict.fromkeys(value for value in values if isinstance(value, str)))

    def _neighbours(self, payloads: Iterable[Payload]) -> Iterator[Payload]:
        seen: set[tuple[Location, object]] = set()
        for payload in payloads:
            violation = payload.violation
            if violation is None or violation.keyword not in {"enum", "const"}:
                continue
            if not isinstance(_at(payload.value, violation.instance), str):
                continue
            fresh = (value for value in self._listed if (violation.schema, value) not in seen)
            for value in islice(fresh, _NEIGHBOURS):
                seen.add((violation.schema, value))
                candidate = _replaced(payload.value, violation.instance, value)
                named = label(self.violations(candidate), frozenset({violation.schema}))
                if named is not None and named[1]:
                    yield Payload(candidate, named[0])


@final
class Bodies:
    """All schemas of one side, each compiled when it is first asked for."""

    def __init__(self, schemas: SchemaSet, *, formats: bool) -> None:
        """Know the set."""
        self._schemas = schemas
        self._formats = formats
        self._known: dict[str, Body] = {}

    def of(self, name: str) -> Body:
        """Return one of them."""
        if name not in self._known:
            self._known[name] = Body(self._schemas, self._graph, name, formats=self._formats)
        return self._known[name]

    @cached_property
    def _graph(self) -> SchemaGraph:
        return lower(self._schemas)


def _at(value: Json, pointer: Pointer) -> Json:
    try:
        return lookup(value, pointer)
    except LookupError:
        return None


def _as_text(value: Json) -> str:
    """Return a value as the text of a parameter; empty where it cannot be one everywhere."""
    text = value if isinstance(value, str) else write_json(value) if isinstance(value, (bool, int, float)) else ""
    return text if text.isascii() and text.isprintable() and "/" not in text and text.strip(" .") else ""


def _replaced(value: Json, pointer: Pointer, new: Json) -> Json:
    """Return a copy of a value with another one at a place of it."""
    names = tokens(pointer)
    if not names:
        return new
    around: list[tuple[Json, str]] = []
    for name in names:
        around.append((value, name))
        value = value[name] if isinstance(value, dict) else value[int(name)] if isinstance(value, list) else None
    for holder, name in reversed(around):
        if isinstance(holder, dict):
            new = {**holder, name: new}
        elif isinstance(holder, list):
            new = [*holder[: int(name)], new, *holder[int(name) + 1 :]]
    return new


def _distinct(payloads: Iterable[Payload]) -> Iterator[Payload]:
    """Yield payloads, each value once."""
    seen = set()
    for payload in payloads:
        key = (json_key(payload.value), payload.violation is None)
        if key not in seen:
            seen.add(key)
            yield payload
