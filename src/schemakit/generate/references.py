"""Which definitions refer to which."""

from collections.abc import Iterable, Iterator, Mapping

from schemakit.generate.shape import (
    AliasOf,
    ClassOf,
    Definition,
    Either,
    EnumOf,
    ListOf,
    MapOf,
    Named,
    RootOf,
    Shape,
    TupleOf,
)
from schemakit.ir.assertions import NodeId


def uses(definition: Definition) -> Iterator[NodeId]:
    """Yield the definitions that one refers to, each as often as it does."""
    match definition:
        case ClassOf(properties):
            for item in properties:
                yield from named(item.shape)
        case RootOf(shape) | AliasOf(shape):
            yield from named(shape)
        case EnumOf():
            pass


def named(shape: Shape) -> Iterator[NodeId]:
    """Yield the definitions in a shape."""
    match shape:
        case Named(node):
            yield node
        case ListOf(inner) | MapOf(inner):
            yield from named(inner)
        case Either(shapes) | TupleOf(shapes):
            for one in shapes:
                yield from named(one)
        case _:
            pass


def ordered(definitions: Mapping[NodeId, Definition], roots: Iterable[NodeId]) -> list[NodeId]:
    """Return the roots and all they are made of, each after those it uses, as far as they do not use each other."""
    done: dict[NodeId, None] = {}
    entered: set[NodeId] = set()
    work = [(node, False) for node in reversed(list(roots))]
    while work:
        node, leaving = work.pop()
        if leaving:
            done[node] = None
        elif node not in entered:
            entered.add(node)
            work.append((node, True))
            work.extend((one, False) for one in reversed(list(uses(definitions[node]))))
    return list(done)
