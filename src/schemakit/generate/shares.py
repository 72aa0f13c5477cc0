"""Cuts a skeleton into parts that can be rendered apart: modules, with as much of the others as their types name."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias, final

from schemakit.core.json import Json
from schemakit.core.record import dataclass, field

#: The types of a skeleton by ``module.Type``.
Definitions: TypeAlias = Mapping[str, Json]

_REFERENCE: Final = "#/$defs/"


@final
@dataclass(frozen=True, slots=True)
class Share:
    """Modules that have to be rendered together, because they import each other; mostly one.

    Attributes:
        modules: their names.
        definitions: their types, and what these name; a class of another module has a name and no fields here.
    """

    modules: tuple[str, ...]
    definitions: Definitions


def shares(definitions: Definitions, ours: str) -> tuple[Share, ...]:
    """Cut definitions into shares, in the order of their first types; those of the module ``ours`` are in each."""
    always = dict.fromkeys(key for key in definitions if _module(key) == ours)
    used = {key: tuple(dict.fromkeys(_named(schema))) for key, schema in definitions.items()}
    edges: dict[str, dict[str, None]] = {}
    members: dict[str, list[str]] = {}
    for key, names in used.items():
        if key not in always:
            members.setdefault(_module(key), []).append(key)
            edges.setdefault(_module(key), {}).update((_module(name), None) for name in names if name not in always)
    places = {key: place for place, key in enumerate(definitions)}
    return tuple(
        Share(group, dict(sorted(held, key=lambda item: places[item[0]])))
        for group in _cycles(edges)
        for held in [_with_what_they_name(group, members, definitions, used, always).items()]
    )


def together(parts: Sequence[Share]) -> Share:
    """Return shares as one: what is stubbed in one and whole in another is whole."""
    definitions: dict[str, Json] = {}
    own: dict[str, Json] = {}
    for part in parts:
        definitions.update(part.definitions)
        own.update((key, schema) for key, schema in part.definitions.items() if _module(key) in part.modules)
    return Share(tuple(module for part in parts for module in part.modules), {**definitions, **own})


def evenly(parts: Sequence[Share], number: int) -> list[tuple[Share, ...]]:
    """Deal shares out to so many hands, about the same work to each; the same shares go the same way every time."""
    hands: list[list[int]] = [[] for _ in range(number)]
    loads = [0] * number
    sizes = [len(part.definitions) for part in parts]
    for index in sorted(range(len(parts)), key=lambda index: (-sizes[index], index)):
        least = loads.index(min(loads))
        hands[least].append(index)
        loads[least] += sizes[index]
    return [tuple(parts[index] for index in sorted(hand)) for hand in hands if hand]


def _with_what_they_name(
    group: tuple[str, ...],
    members: Mapping[str, list[str]],
    definitions: Definitions,
    used: Mapping[str, tuple[str, ...]],
    always: Iterable[str],
) -> Definitions:
    needed = dict.fromkeys((*always, *(key for module in group for key in members[module])))
    work = list(reversed(needed))
    while work:
        key = work.pop()
        is_stub = _module(key) not in group and _is_class(definitions[key])
        for name in () if is_stub else used[key]:
            if name not in needed:
                needed[name] = None
                work.append(name)
    inside = frozenset(group)
    return {
        key: definitions[key] if _module(key) in inside or key in always else _stub(definitions[key]) for key in needed
    }


def _is_class(schema: Json) -> bool:
    return isinstance(schema, dict) and "properties" in schema


def _stub(schema: Json) -> Json:
    if not isinstance(schema, dict) or not _is_class(schema):
        return schema  # enums have the members that defaults name, aliases what they stand for
    return {name: schema[name] for name in ("type", "customBasePath") if name in schema} | {"properties": {}}


def _module(key: str) -> str:
    return key.partition(".")[0]


def _named(schema: Json) -> Iterator[str]:
    work = [schema]
    while work:
        value = work.pop()
        match value:
            case dict():
                target = value.get("$ref")
                if isinstance(target, str):
                    yield target.removeprefix(_REFERENCE)
                work.extend(reversed(value.values()))
            case list():
                work.extend(reversed(value))
            case _:
                pass


@final
@dataclass(slots=True)
class _Search:
    """The strongly connected components of a graph, by Tarjan's algorithm without recursion."""

    edges: Mapping[str, Iterable[str]]
    index: dict[str, int] = field(default_factory=dict)
    lowest: dict[str, int] = field(default_factory=dict)
    open: list[str] = field(default_factory=list)
    found: list[frozenset[str]] = field(default_factory=list)

    def visit(self, start: str) -> None:
        path = [(start, self._enter(start))]
        while path:
            node, rest = path[-1]
            following = next(rest, None)
            if following is None:
                path.pop()
                self._leave(node)
                if path:
                    around = path[-1][0]
                    self.lowest[around] = min(self.lowest[around], self.lowest[node])
            elif following not in self.index:
                path.append((following, self._enter(following)))
            elif following in self.open:
                self.lowest[node] = min(self.lowest[node], self.index[following])

    def _enter(self, node: str) -> Iterator[str]:
        self.index[node] = self.lowest[node] = len(self.index)
        self.open.append(node)
        return iter(self.edges.get(node, ()))

    def _leave(self, node: str) -> None:
        if self.lowest[node] == self.index[node]:
            start = self.open.index(node)
            self.found.append(frozenset(self.open[start:]))
            del self.open[start:]


def _cycles(edges: Mapping[str, Iterable[str]]) -> list[tuple[str, ...]]:
    """Return each node alone, but those that circles lead through together; all in the order given."""
    search = _Search(edges)
    for node in edges:
        if node not in search.index:
            search.visit(node)
    order = {node: number for number, node in enumerate(edges)}
    # The renderer has one module for all that circles: whatever does is rendered in one go.
    alone = [group for group in search.found if len(group) == 1]
    circles = [frozenset[str]().union(*(group for group in search.found if len(group) > 1))]
    groups = [tuple(sorted(group, key=order.__getitem__)) for group in (*alone, *circles) if group]
    return sorted(groups, key=lambda group: order[group[0]])
