"""What becomes of pydantic's own shapes, so that a generated model carries every JSON value through unchanged.

pydantic's ``int`` refuses 1e30, its ``float`` rounds 9007199254740993, its ``bool`` takes 1.0.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final, cast, final

from pydantic import MISSING, BaseModel, GetCoreSchemaHandler, ValidatorFunctionWrapHandler
from pydantic_core import CoreSchema, core_schema

from schemakit.core.record import dataclass

#: Keys of a core schema below which there are no core schemas, or none that carries input.
_NO_SHAPES: Final = {"metadata", "config", "cls", "serialization", "default", "function", "expected", "members", "ref"}


@final
@dataclass(frozen=True, slots=True)
class Carried:
    """What was found in the shape of a model on the way.

    Attributes:
        model: the part that makes instances.
        holds_models: there are other models inside, or may be.
        defaults: the wire name of each attribute that is there by default, by its own name.
    """

    model: dict[str, Any]
    holds_models: bool
    defaults: Mapping[str, str]


def carry(own: type[BaseModel], shape: CoreSchema, handler: GetCoreSchemaHandler) -> Carried:
    """Change the shape of a model in place; those of other models in it are left as they are: they do this themselves.

    Doing it again changes nothing: pydantic keeps the shape of a finished class.
    """
    model: dict[str, Any] = {}
    holds_models = False
    seen: set[str] = set()
    work: list[Any] = [shape]
    while work:
        part = work.pop()
        match part:
            case {"type": "definition-ref", "schema_ref": str(ref)} if ref not in seen:
                seen.add(ref)
                alias = _alias(part, handler)
                holds_models = holds_models or alias is None
                work.append(alias)
            case {"type": "model", "cls": cls, "schema": inner}:
                if cls is own:
                    model = part
                    work.append(inner)
                else:
                    holds_models = True
            case dict() if not _carry_number(part):
                work.extend(value for key, value in part.items() if key not in _NO_SHAPES)
            case list() | tuple():
                work.extend(part)
            case _:
                pass
    return Carried(model, holds_models, _defaults(model))


def _alias(reference: CoreSchema, handler: GetCoreSchemaHandler) -> CoreSchema | None:
    """Return the shape a reference means where that is an alias, a part of this shape; None: it means a model."""
    try:
        target = handler.resolve_ref_schema(reference)
    except LookupError:  # a model around this one, which is not finished yet
        return None
    return None if target["type"] in {"model", "function-wrap"} else target


def _carry_number(part: dict[str, Any]) -> bool:
    """Change a part that holds numbers or booleans; False: it does not."""
    match part:
        case {"function": {"function": function}} if function in {_whole, _as_it_is}:
            pass
        case {"type": "int"}:
            part |= core_schema.no_info_before_validator_function(_whole, _moved(part))
        case {"type": "float"}:
            sent_as_it_is = core_schema.simple_ser_schema("any")
            part |= core_schema.no_info_wrap_validator_function(_as_it_is, _moved(part), serialization=sent_as_it_is)
        case {"type": "bool"}:
            part["strict"] = True
        case _:
            return False
    return True


def _moved(part: dict[str, Any]) -> CoreSchema:
    moved = dict(part)
    part.clear()
    return cast(CoreSchema, moved)


def _whole(value: object) -> object:
    """Return 1 for 1.0 (JSON Schema Core 2020-12, section 4.2.3: an integer)."""
    match value:
        case float() if value.is_integer():
            return int(value)
        case Decimal() if value == value.to_integral_value():
            return int(value)
        case _:
            return value


def _as_it_is(value: object, check: ValidatorFunctionWrapHandler) -> object:
    check(value)
    return value


def _defaults(model: Mapping[str, Any]) -> Mapping[str, str]:
    fields = model.get("schema", {}).get("fields", {})
    return {name: field.get("serialization_alias", name) for name, field in fields.items() if _has_default(field)}


def _has_default(field: Mapping[str, Mapping[str, object]]) -> bool:
    schema = field["schema"]
    return schema["type"] == "default" and schema.get("default") is not MISSING
