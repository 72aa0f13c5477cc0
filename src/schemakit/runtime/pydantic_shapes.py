"""What becomes of pydantic's own shapes, so that a generated model carries every JSON value through unchanged.

pydantic's ``int`` refuses 1e30, its ``float`` rounds 9007199254740993, its ``bool`` takes 1.0. Its unions take a model
whose fields fit, whatever else the schema of that model says.
"""

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from decimal import Decimal
from typing import Any, Final, cast, final

from pydantic import MISSING, BaseModel, GetCoreSchemaHandler, ValidationError, ValidatorFunctionWrapHandler
from pydantic_core import CoreSchema, core_schema

from schemakit.core.record import dataclass

#: Set while a generated shape is filled with a value that is already judged: no gate inside judges again.
judged: ContextVar[bool] = ContextVar("judged", default=False)


@final
class Choice:
    """A union that looks for its model: one is enough, or the work would double with every level of unions.

    Attributes:
        value: what it is for; what is inside of that is no choice.
        strict: it has to be one whose own schema takes the value.
        made: there is one.
    """

    __slots__ = ("made", "strict", "value")

    def __init__(self, value: object, *, strict: bool) -> None:
        """Begin to look; nothing is found yet."""
        self.value = value
        self.strict = strict
        self.made = False

    def refuses(self, value: object, type_: type, is_valid: Callable[[object], bool]) -> bool:
        """Tell whether no model of a type, whose own schema tells what is valid, is to be made of a value."""
        if value is not self.value:
            return False
        return self.made or (self.strict and not isinstance(value, type_) and not is_valid(value))

    def note(self, value: object) -> None:
        """Remember that a model was made of a value."""
        self.made = self.made or value is self.value


#: The choice that a model is filled for.
choosing: ContextVar[Choice | None] = ContextVar("choosing", default=None)

#: Core schemas that hold no objects.
_NO_OBJECTS: Final = {"str", "int", "float", "bool", "none", "literal", "enum", "list", "tuple", "missing-sentinel"}

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
            case {"type": "union", "choices": [*choices]} if sum(map(_may_be_object, choices)) > 1:
                _replace(part, core_schema.no_info_wrap_validator_function(_by_its_own, _copied(part)))
                work.extend(choices)
            case {"function": {"function": function}, "schema": {"choices": [*choices]}} if function is _by_its_own:
                work.extend(choices)
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
            _replace(part, core_schema.no_info_before_validator_function(_whole, _copied(part)))
        case {"type": "float"}:
            sent_as_it_is = core_schema.simple_ser_schema("any")
            around = core_schema.no_info_wrap_validator_function
            _replace(part, around(_as_it_is, _copied(part), serialization=sent_as_it_is))
        case {"type": "bool"}:
            part["strict"] = True
        case _:
            return False
    return True


def _may_be_object(choice: Any) -> bool:  # noqa: ANN401 - a core schema, or one with a label
    return not (isinstance(choice, dict) and choice["type"] in _NO_OBJECTS)


def _by_its_own(value: object, fill: ValidatorFunctionWrapHandler) -> object:
    """Take the first model whose own schema takes the value; where none does, the first whose fields fit."""
    try:
        return _choose(Choice(value, strict=True), fill)
    except ValidationError:
        pass  # built in Python, of values that mean the same
    return _choose(Choice(value, strict=False), fill)


def _choose(choice: Choice, fill: ValidatorFunctionWrapHandler) -> object:
    was_judged, was_choosing = judged.set(False), choosing.set(choice)
    try:
        return fill(choice.value)
    finally:
        choosing.reset(was_choosing)
        judged.reset(was_judged)


def _copied(part: Mapping[str, Any]) -> CoreSchema:
    """Return a part as it is, but for the name that others refer to it by."""
    return cast(CoreSchema, {key: value for key, value in part.items() if key != "ref"})


def _replace(part: dict[str, Any], by: CoreSchema) -> None:
    named = {"ref": part["ref"]} if "ref" in part else {}
    part.clear()
    part |= {**by, **named}


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
