"""Defaults that a type can show: values of the right type, as annotations (Validation 2020-12, section 9.2)."""

from schemakit.core.json import Json, json_type
from schemakit.generate.literals import is_literal
from schemakit.generate.reading import Reading
from schemakit.generate.shape import Anything, Default, Either, ListOf, MapOf, Named, Null, Shape, TupleOf
from schemakit.ir.assertions import NodeId


def default_of(reading: Reading, node: NodeId, shape: Shape, *, is_enum: bool) -> Default | None:
    """Return the default of a property, or None where there is none, or none that its shape can hold as it is.

    Only scalars, and members of the enum that the shape is. What is appended to the list of an absent property would
    not be sent; objects of classes would have to be built, and some build each other for ever.
    """
    for one in reading.conjuncts(node):
        if "default" in one.notes.values:
            value = one.notes.values["default"]
            fits = (
                is_literal(value) and json_type(value) in reading.types(node) and _holds(shape, value, is_enum=is_enum)
            )
            known = reading.values(node)
            return Default(_written(value)) if fits and (known is None or value in known) else None
    return None


def _written(value: Json) -> Json:
    """Return 2 for 2.0, which type checkers would not take for an ``int``."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _holds(shape: Shape, value: Json, *, is_enum: bool) -> bool:
    match shape, value:
        case Either(shapes), _:
            names = any(isinstance(one, Named) for one in shapes)
            return value is None if names else any(_holds(one, value, is_enum=False) for one in shapes)
        case Named(), _:
            return is_enum and value is not None
        case _, (list() | dict()):
            return False
        case ((Null() | Anything()), None):
            return True
        case ((Null() | ListOf() | TupleOf() | MapOf()), _):
            return False
        case _:
            return value is not None
