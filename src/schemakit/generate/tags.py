"""Unions whose classes are told apart by one property: OpenAPI's ``discriminator``, or constants that differ."""

from collections.abc import Mapping

from schemakit.core.record import replace
from schemakit.generate.shape import AliasOf, ClassOf, Constants, Definition, Either, Named, Null, RootOf, Shape
from schemakit.ir.assertions import NodeId


def with_tags(definitions: Mapping[NodeId, Definition]) -> Mapping[NodeId, Definition]:
    """Return the definitions, their unions with tags where the values of a property that is always there decide."""
    return {node: _tagged(definition, definitions) for node, definition in definitions.items()}


def _tagged(definition: Definition, definitions: Mapping[NodeId, Definition]) -> Definition:
    match definition:
        case ClassOf(properties):
            shapes = [(item, _with_tag(item.shape, definitions)) for item in properties]
            return replace(definition, properties=tuple(replace(item, shape=shape) for item, shape in shapes))
        case RootOf(shape) | AliasOf(shape):
            return replace(definition, shape=_with_tag(shape, definitions))
        case _:
            return definition


def _with_tag(shape: Shape, definitions: Mapping[NodeId, Definition]) -> Shape:
    if not isinstance(shape, Either):
        return shape
    parts = [part for part in shape.shapes if not isinstance(part, Null)]
    classes = [definitions.get(part.node) for part in parts if isinstance(part, Named)]
    known = [one for one in classes if isinstance(one, ClassOf)]
    if len(known) < max(2, len(parts)):
        return shape
    constants = [_constants(one) for one in known]
    tags = (name for name in constants[0] if all(name in others for others in constants))
    decides = (name for name in tags if len({others[name] for others in constants}) == len(constants))
    return replace(shape, tag=next(decides, None))


def _constants(definition: ClassOf) -> Mapping[str, str]:
    """Return the properties that are always there with always the same text."""
    return {
        item.name: item.shape.values[0]
        for item in definition.properties
        if item.required
        and isinstance(item.shape, Constants)
        and len(item.shape.values) == 1
        and isinstance(item.shape.values[0], str)
    }
