"""Definitions that would be defined by themselves alone: ``A = A | int``."""

from collections.abc import Iterator, Mapping

from schemakit.generate.shape import AliasOf, Anything, Definition, Either, Named, RootOf
from schemakit.ir.assertions import NodeId


def break_cycles(definitions: Mapping[NodeId, Definition]) -> Mapping[NodeId, Definition]:
    """Return the definitions with ``Anything`` in the place of those that come back to themselves on the same value."""
    broken = dict(definitions)
    for node, definition in definitions.items():
        if isinstance(definition, (RootOf, AliasOf)) and _returns(broken, node):
            broken[node] = type(definition)(Anything(), definition.notes)
    return broken


def _returns(definitions: Mapping[NodeId, Definition], start: NodeId) -> bool:
    seen: set[NodeId] = set()
    work = [start]
    while work:
        for target in _same_value(definitions[work.pop()]):
            if target == start:
                return True
            if target not in seen:
                seen.add(target)
                work.append(target)
    return False


def _same_value(definition: Definition) -> Iterator[NodeId]:
    if isinstance(definition, (RootOf, AliasOf)):
        shape = definition.shape
        yield from (
            part.node for part in (shape.shapes if isinstance(shape, Either) else (shape,)) if isinstance(part, Named)
        )
