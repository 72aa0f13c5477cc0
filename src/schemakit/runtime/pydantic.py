"""What generated pydantic models have in common: exact on every way in, and on the way out.

A shape (the fields of a class) holds every valid value and carries it through unchanged; a gate in front of it judges
the raw JSON value once, at the outermost model, by the schema itself.
"""

import json
from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from decimal import Decimal
from typing import Any, ClassVar, Final, Self, TypeVar, cast, final

from pydantic import (
    MISSING,
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    ModelWrapValidatorHandler,
    RootModel,
    SerializationInfo,
    SerializerFunctionWrapHandler,
    TypeAdapter,
    ValidationError,
    ValidatorFunctionWrapHandler,
    model_validator,
)
from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError, SchemaSerializer, core_schema

from schemakit.core import errors
from schemakit.core.json import Json
from schemakit.runtime.guard import Guard, Problem, Schemas
from schemakit.runtime.text import read_json, write_json
from schemakit.runtime.values import as_json

T = TypeVar("T")
_M = TypeVar("_M", bound=BaseModel)

#: Set while a generated shape is filled with a value that is already judged: no gate inside judges again.
_judged: ContextVar[bool] = ContextVar("_judged", default=False)

#: Serialization context that asks for the defaults of absent properties.
_WITH_DEFAULTS: Final = {"schemakit": "defaults"}

#: Writes models, wherever they are in a value, as what they send.
_SENT: Final = SchemaSerializer(core_schema.any_schema())

#: Keys of a core schema below which there are no core schemas, or none that carries input.
_NO_SHAPES: Final = {"metadata", "config", "cls", "serialization", "default", "function", "expected", "members", "ref"}


def _carrying(shape: CoreSchema, handler: GetCoreSchemaHandler) -> CoreSchema:
    """Change the shape of a model, in place, so that it carries every JSON value through unchanged.

    pydantic's ``int`` refuses 1e30, its ``float`` rounds 9007199254740993, its ``bool`` takes 1.0. And what only a
    default says is not sent.
    """
    seen: set[str] = set()
    work: list[Any] = [shape]
    while work:
        part = work.pop()
        match part:
            case {"type": "definition-ref", "schema_ref": str(ref)} if ref not in seen:
                seen.add(ref)
                work.append(_alias(part, handler))
            case {"function": {"function": function}} if function in {_whole, _as_it_is}:
                pass  # done already: pydantic keeps the shape of a finished class
            case {"type": "int"}:
                part |= core_schema.no_info_before_validator_function(_whole, _moved(part))
            case {"type": "float"}:
                sent_as_it_is = core_schema.simple_ser_schema("any")
                part |= core_schema.no_info_wrap_validator_function(
                    _as_it_is, _moved(part), serialization=sent_as_it_is
                )
            case {"type": "bool"}:
                part["strict"] = True
            case {"type": "model", "schema": {"fields": dict(fields)}} if any(map(_has_default, fields.values())):
                part["serialization"] = core_schema.wrap_serializer_function_ser_schema(_present_only, info_arg=True)
                work.append(part["schema"])
            case dict():
                work.extend(value for key, value in part.items() if key not in _NO_SHAPES)
            case list() | tuple():
                work.extend(part)
            case _:
                pass
    return shape


def _alias(reference: CoreSchema, handler: GetCoreSchemaHandler) -> CoreSchema | None:
    """Return the shape a reference means where that is an alias, part of our shape; models carry for themselves."""
    try:
        target = handler.resolve_ref_schema(reference)
    except LookupError:  # a model around this one, which is not finished yet
        return None
    return None if target["type"] in {"model", "function-wrap"} else target


def _moved(part: dict[str, object]) -> CoreSchema:
    moved = dict(part)
    part.clear()
    return cast(CoreSchema, moved)


def _has_default(field: Mapping[str, Mapping[str, object]]) -> bool:
    schema = field["schema"]
    return schema["type"] == "default" and schema.get("default") is not MISSING


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


def _present_only(model: object, write: SerializerFunctionWrapHandler, info: SerializationInfo) -> object:
    sent = write(model)
    if info.context is not _WITH_DEFAULTS and isinstance(model, BaseModel):  # else put there behind our back
        present = model.__pydantic_fields_set__
        for name in type(model).model_fields.keys() - present:
            sent.pop(name if info.by_alias is False else _wire_name(type(model), name), None)
    return sent


def _judge(model: type[_M], schemas: Schemas | None, value: object, fill: ModelWrapValidatorHandler[_M]) -> _M:
    if schemas is None or _judged.get() or (guard := schemas.guard(model)) is None:
        return fill(value)
    if not guard.is_valid(value):
        # Or built in Python, of models, enum members, UUIDs; then what it sends is what counts.
        _check(model, guard, _SENT.to_python(_present(value), warnings=False))
    if not guard.covers:
        return fill(value)
    token = _judged.set(True)
    try:
        return fill(value)
    finally:
        _judged.reset(token)


def _present(value: object) -> object:
    return {name: item for name, item in value.items() if item is not MISSING} if isinstance(value, dict) else value


def _check(type_: type, guard: Guard, value: object) -> None:
    if not guard.is_valid(value):
        raise _refusal(type_, guard.problems(value))


def _refusal(type_: type, problems: Iterable[Problem]) -> ValidationError:
    details = [
        InitErrorDetails(
            type=PydanticCustomError(problem.keyword, "{sentence}", {"sentence": problem.sentence}),
            loc=problem.path,
            input=problem.part,
        )
        for problem in problems
    ]
    return ValidationError.from_exception_data(type_.__name__, details)


def _plain(sent: object) -> Json:
    """Return what was judged as plain JSON values, without enum members and whatever else Python has."""
    try:
        plain: Json = json.loads(json.dumps(sent))  # both in C: a fifth of what walking through it costs
    except (TypeError, ValueError, RecursionError):  # Decimal, UUID, integers of thousands of digits, great depth
        return as_json(sent).value
    return plain


def _wire_name(model: type[BaseModel], name: str) -> str:
    field = model.model_fields.get(name)
    return name if field is None else field.alias or name


def _members(model: BaseModel) -> dict[str, Any]:
    """Return what is there, by wire name, instances as they are."""
    there = {**model.__dict__, **(model.__pydantic_extra__ or {})}
    return {_wire_name(type(model), name): there[name] for name in there if name in model.__pydantic_fields_set__}


class ExactModel(BaseModel):
    """An object that obeys its schema, whichever way it is made: parsed, built by keywords, assigned to, copied.

    Absent properties are ``MISSING``, or read as the schema's ``default``; either way they are not sent.
    """

    model_config = ConfigDict(extra="allow", serialize_by_alias=True)

    __schemas__: ClassVar[Schemas | None] = None

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Let the shape carry numbers as JSON has them."""
        return _carrying(handler(source), handler)

    @model_validator(mode="wrap")
    @classmethod
    def _judge(cls, value: object, fill: ModelWrapValidatorHandler[Self]) -> Self:
        return _judge(cls, cls.__schemas__, value, fill)

    def __setattr__(self, name: str, value: object) -> None:
        """Assign, where the object stays valid.

        Raises:
            ValidationError: it would not.
        """
        if name.startswith("_") or isinstance(getattr(type(self), name, None), property):
            super().__setattr__(name, value)
        else:
            changed = type(self).model_validate({**_members(self), _wire_name(type(self), name): value})
            super().__setattr__(name, getattr(changed, name, MISSING))

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Copy the object; ``update`` names attributes.

        Raises:
            ValidationError: the updated copy would not be valid.
        """
        copied = super().model_copy(deep=deep)
        if not update:
            return copied
        updated = {_wire_name(type(self), name): value for name, value in update.items()}
        return type(self).model_validate({**_members(copied), **updated})


class ExactRoot(RootModel[Any]):
    """A value that is no object, or not only, and obeys its schema; it is in ``root``."""

    __schemas__: ClassVar[Schemas | None] = None

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Let the shape carry numbers as JSON has them."""
        return _carrying(handler(source), handler)

    @model_validator(mode="wrap")
    @classmethod
    def _judge(cls, value: object, fill: ModelWrapValidatorHandler[Self]) -> Self:
        return _judge(cls, cls.__schemas__, value, fill)

    def __setattr__(self, name: str, value: object) -> None:
        """Assign ``root``, where the value is valid.

        Raises:
            ValidationError: it is not.
        """
        super().__setattr__(name, type(self).model_validate(value).root if name == "root" else value)


@final
class Door:
    """The way into and out of the types of one generated package."""

    def __init__(self, schemas: Schemas) -> None:
        """Remember the schemas of the package."""
        self._schemas = schemas
        self._adapters: dict[type, TypeAdapter[Any]] = {}

    def load(self, type_: type[T], payload: Json) -> T:
        """Return a JSON value as a value of the type.

        Raises:
            schemakit.ValidationError: it is not valid.
            TypeError: the type is none of this package.
        """
        adapter = self._adapters.get(type_) or self._adapters.setdefault(type_, TypeAdapter(type_))
        try:
            if not issubclass(type_, (ExactModel, ExactRoot)):  # an enum, which has no hook to judge by itself
                _check(type_, self._guard(type_), payload)
            loaded: T = adapter.validate_python(payload)
        except ValidationError as error:
            raise errors.ValidationError(str(error)) from error
        return loaded

    def loads(self, type_: type[T], text: str | bytes) -> T:
        """Return a JSON text as a value of the type.

        Raises:
            schemakit.ValidationError: it is not valid, or no JSON.
            TypeError: the type is none of this package.
        """
        try:
            payload = read_json(text)
        except ValueError as error:
            raise errors.ValidationError(f"no JSON: {error}") from error
        return self.load(type_, payload)

    def dump(self, value: object, *, defaults: bool = False) -> Json:
        """Return the JSON value of a value of the package; ``defaults``: with those of absent properties.

        Raises:
            schemakit.ValidationError: it is not valid any more (something was appended to a list in it).
            TypeError: the value is of no type of this package.
        """
        sent = _SENT.to_python(value, context=_WITH_DEFAULTS if defaults else None, warnings=False)
        try:
            _check(type(value), self._guard(type(value)), sent)
        except ValidationError as error:
            raise errors.ValidationError(str(error)) from error
        return _plain(sent)

    def dumps(self, value: object, *, defaults: bool = False) -> str:
        """Return the JSON text of a value of the package; raises as ``dump`` does."""
        return write_json(self.dump(value, defaults=defaults))

    def _guard(self, type_: type) -> Guard:
        guard = self._schemas.guard(type_)
        if guard is None:
            raise TypeError(f"{type_.__name__} is no type of this package")
        return guard
