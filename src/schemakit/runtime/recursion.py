"""Whether judging a value can go as deep as the value does: only then does its depth have to be known first."""

from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias, final

from schemakit.core.json import Json
from schemakit.core.pointer import from_fragment, lookup
from schemakit.core.uri import join, split

#: The absolute references inside a schema; None where only an engine can say what they are.
_Targets: TypeAlias = tuple[str, ...] | None

_DYNAMIC: Final = {"$dynamicRef", "$recursiveRef"}
_IDENTIFIERS: Final = {"$id", "id"}


@final
class References:
    """The references among the resources of one registry, looked at once each.

    Conservative wherever it takes the rules of identifiers to be sure: embedded ``$id``, anchors and dynamic references
    may recurse, and every string under a key ``$ref`` counts, even in data.
    """

    def __init__(self, resources: Mapping[str, Json]) -> None:
        """Remember the resources, by absolute URI without fragment."""
        self._resources = resources
        self._targets: dict[str, _Targets] = {}
        self._embeds: dict[str, bool] = {}

    def may_recurse(self, root: str) -> bool:
        """Tell whether the references reachable from ``root`` can form a cycle."""
        done: set[str] = set()
        path: set[str] = set()
        work = [(root, False)]
        while work:
            reference, leaving = work.pop()
            if leaving:
                path.discard(reference)
                done.add(reference)
            elif reference in path:
                return True
            elif reference not in done:
                targets = self._of(reference)
                if targets is None:
                    return True
                path.add(reference)
                work.append((reference, True))
                work.extend((target, False) for target in targets)
        return False

    def _of(self, reference: str) -> _Targets:
        if reference not in self._targets:
            self._targets[reference] = self._find(reference)
        return self._targets[reference]

    def _find(self, reference: str) -> _Targets:
        uri, fragment = split(reference)
        pointer = from_fragment(fragment)
        if uri not in self._resources or pointer is None or self._embeds_others(uri):
            return None
        try:
            schema = lookup(self._resources[uri], pointer)
        except LookupError:
            return ()  # dangling: the engine will not compile it
        members = [(name, text) for _, name, text in _texts(schema)]
        if any(name in _DYNAMIC for name, _ in members):
            return None
        return tuple(join(uri, text).rstrip("#") for name, text in members if name == "$ref")

    def _embeds_others(self, uri: str) -> bool:
        if uri not in self._embeds:
            texts = _texts(self._resources[uri])
            self._embeds[uri] = any(depth and name in _IDENTIFIERS for depth, name, _ in texts)
        return self._embeds[uri]


def _texts(schema: Json) -> Iterator[tuple[int, str, str]]:
    """Yield depth, key and value of every member, anywhere, whose value is a string."""
    work: list[tuple[int, Json]] = [(0, schema)]
    while work:
        depth, value = work.pop()
        match value:
            case dict():
                for name, member in value.items():
                    if isinstance(member, str):
                        yield depth, name, member
                    else:
                        work.append((depth + 1, member))
            case list():
                work.extend((depth + 1, item) for item in value)
            case _:
                pass
