"""What generated pydantic models have in common: exact on every way in, and on the way out.

A shape (the fields of a class) holds every valid value and carries it through unchanged; a gate in front of it judges
the raw JSON value once, at the outermost model, by the schema itself.
"""

import json
import re
from collections.abc import Mapping
from typing import Any, ClassVar, Final, Self, TypeVar, cast, final

from pydantic import (
    MISSING,
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    ModelWrapValidatorHandler,
    RootModel,
    TypeAdapter,
    ValidationError,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticSerializationError, from_json
from typing_extensions import TypeAliasType  # which pydantic requires, and knows in every version of Python

from schemakit.core import errors
from schemakit.core.json import Json
from schemakit.runtime.guard import Guard, Problem, Schemas
from schemakit.runtime.pydantic_deep import Deep, is_about_depth
from schemakit.runtime.pydantic_gate import SENT, SENT_ONLY, WITH_DEFAULTS, Gate, check, refusal
from schemakit.runtime.pydantic_shapes import carry
from schemakit.runtime.refusal import judge, parsed, plain
from schemakit.runtime.text import read_json, write_json

__all__ = ["Door", "ExactModel", "ExactRoot", "TypeAliasType"]

T = TypeVar("T")

_WRITE: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


#: A number that may be zero as a float and is not: by its exponent, or by all the zeros that it begins with. Patterns
#: that begin with a letter are searched for several times as quickly, and letters alone more quickly still.
_tiny: Final = re.compile(r"e-[0-9]{3}").search
_tiny_in_capitals: Final = re.compile(r"E-[0-9]{3}").search
_tiny_in_bytes: Final = re.compile(rb"[eE]-[0-9]{3}|0{30}").search
_ZEROS: Final = "0" * 30


def _from_text(type_: type[BaseModel], gate: Gate, text: Any) -> BaseModel:  # noqa: ANN401 - what is no text, too
    may_underflow: object
    if isinstance(text, str):
        may_underflow = ("e-" in text and _tiny(text)) or _ZEROS in text or ("E-" in text and _tiny_in_capitals(text))
    elif isinstance(text, (bytes, bytearray)):
        may_underflow = _tiny_in_bytes(text)
    else:  # None, mostly; pydantic has an error for it
        refused: BaseModel = type_.__pydantic_validator__.validate_json(text)
        return refused
    if not may_underflow:
        try:
            return gate.read(from_json(text, allow_inf_nan=False))
        except (ValueError, TypeError):  # refused, or no JSON; a number that is infinite as a float; half a character
            pass
    return gate.read(_exactly(type_, text))


def _exactly(model: type[BaseModel], text: str | bytes | bytearray) -> Json:
    try:
        return read_json(text)
    except ValueError as error:
        raise refusal(model, [Problem("json_invalid", f"Invalid JSON: {error}", (), text)]) from None


def _wire_name(model: type[BaseModel], name: str) -> str:
    field = model.model_fields.get(name)
    return name if field is None else field.alias or name


def _attribute(model: type[BaseModel], wire: str) -> str | None:
    return next((name for name, field in model.model_fields.items() if field.alias == wire), None)


def _is_pydantics(model: type[BaseModel], name: str) -> bool:
    """Tell whether an attribute is no property of the object: private, a property in Python's sense, of the class."""
    return name.startswith("_") or name in model.__class_vars__ or isinstance(getattr(model, name, None), property)


def _members(model: BaseModel) -> dict[str, Any]:
    """Return what is there, by wire name, instances as they are."""
    fields = {name: value for name, value in model.__dict__.items() if name in model.__pydantic_fields_set__}
    return {_wire_name(type(model), name): value for name, value in fields.items()} | (model.__pydantic_extra__ or {})


class ExactModel(BaseModel):
    """An object that obeys its schema, whichever way it is made: parsed, built by keywords, assigned to, copied.

    Absent properties are ``MISSING``, or read as the schema's ``default``; either way they are not sent. What was
    changed behind its back (a list appended to, ``model_construct``) is judged when it is dumped.
    """

    # No namespace is protected: no field is called like what models have, and ``model_dump_2`` is as good as any.
    model_config = ConfigDict(extra="allow", serialize_by_alias=True, protected_namespaces=())

    __schemas__: ClassVar[Schemas | None] = None
    __gate__: ClassVar[Gate]

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Let the shape carry numbers as JSON has them, and put a gate before it."""
        shape = handler(source)
        cls.__gate__ = Gate(cls, cls.__schemas__, carry(cls, shape, handler), cls._judge)
        return shape

    @model_validator(mode="wrap")
    @classmethod
    def _judge(cls, value: object, fill: ModelWrapValidatorHandler[Self]) -> Self:
        return cls.__gate__.judge(value, fill)

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **options: Any) -> Self:  # noqa: ANN401 - any option
        """Return a JSON text as an instance; ``options`` are pydantic's.

        Raises:
            ValidationError: it is not valid, or no JSON.
        """
        if options:
            return super().model_validate_json(json_data, **options)
        return cast(Self, _from_text(cls, cls.__gate__, json_data))

    def __setattr__(self, name: str, value: object) -> None:
        """Assign, where the object stays valid; ``MISSING``: the property is not there any more.

        Raises:
            ValidationError: it would not.
        """
        if _is_pydantics(type(self), name) or self.model_config.get("frozen"):
            super().__setattr__(name, value)
            return
        wire = _wire_name(type(self), name)
        changed = type(self).model_validate({**_members(self), wire: value})
        attribute = name if name in type(self).model_fields else _attribute(type(self), name)
        extra, held = self.__pydantic_extra__, changed.__pydantic_extra__ or {}
        if attribute:
            super().__setattr__(attribute, changed.__dict__[attribute])
            if attribute not in changed.__pydantic_fields_set__:  # MISSING, so that it reads as its default
                self.__pydantic_fields_set__.discard(attribute)
        elif extra is not None and name in held:
            extra[name] = held[name]
        elif extra:
            extra.pop(name, None)

    def __delattr__(self, name: str) -> None:
        """Assign ``MISSING``; raises as assignment does."""
        if _is_pydantics(type(self), name):
            super().__delattr__(name)
        else:
            setattr(self, name, MISSING)

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
    __gate__: ClassVar[Gate]

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Let the shape carry numbers as JSON has them, and put a gate before it."""
        shape = handler(source)
        cls.__gate__ = Gate(cls, cls.__schemas__, carry(cls, shape, handler), cls._judge)
        return shape

    @model_validator(mode="wrap")
    @classmethod
    def _judge(cls, value: object, fill: ModelWrapValidatorHandler[Self]) -> Self:
        return cls.__gate__.judge(value, fill)

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **options: Any) -> Self:  # noqa: ANN401 - any option
        """Return a JSON text as an instance; ``options`` are pydantic's.

        Raises:
            ValidationError: it is not valid, or no JSON.
        """
        if options:
            return super().model_validate_json(json_data, **options)
        return cast(Self, _from_text(cls, cls.__gate__, json_data))

    def __setattr__(self, name: str, value: object) -> None:
        """Assign ``root``, where the value is valid.

        Raises:
            ValidationError: it is not.
        """
        super().__setattr__(name, type(self).model_validate(value).root if name == "root" else value)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Copy the object; ``update`` may name ``root``.

        Raises:
            ValidationError: the updated copy would not be valid.
        """
        copied = super().model_copy(deep=deep)
        return copied if not update else type(self).model_validate(update.get("root", copied.root))


@final
class Door:
    """The way into and out of the types of one generated package.

    Attributes:
        deep: fills and sends what is nested deeper than pydantic goes.
    """

    def __init__(self, schemas: Schemas) -> None:
        """Remember the schemas of the package."""
        self._schemas = schemas
        self.deep = Deep(schemas)
        self._adapters: dict[type, TypeAdapter[Any]] = {}

    def load(self, type_: type[T], payload: Json) -> T:
        """Return a JSON value as a value of the type.

        Raises:
            schemakit.ValidationError: it is not valid.
            TypeError: the type is none of this package.
        """
        guard = self._guard(type_)
        try:
            if issubclass(type_, (ExactModel, ExactRoot)):
                return cast(T, type_.__gate__.read(payload))
            check(type_, guard, payload)  # an enum, which has no hook to judge by itself
            adapter = self._adapters.get(type_) or self._adapters.setdefault(type_, TypeAdapter(type_))
            return cast(T, adapter.validate_python(payload))
        except ValidationError as error:
            if not is_about_depth(error):
                raise errors.ValidationError(str(error)) from error
        except RecursionError:
            pass
        judge(guard, type_.__name__, payload)
        if not guard.covers:
            raise errors.ValidationError(f"nested deeper than pydantic goes, and {type_.__name__} may validate more")
        return cast(T, self.deep.load(type_, plain(payload)))

    def loads(self, type_: type[T], text: str | bytes) -> T:
        """Return a JSON text as a value of the type.

        Raises:
            schemakit.ValidationError: it is not valid, or no JSON.
            TypeError: the type is none of this package.
        """
        return self.load(type_, parsed(text))

    def dump(self, value: object, *, defaults: bool = False) -> Json:
        """Return the JSON value of a value of the package; ``defaults``: with those of absent properties.

        Raises:
            schemakit.ValidationError: it is not valid any more (something was appended to a list in it).
            TypeError: the value is of no type of this package.
        """
        return plain(self._sent(value, defaults=defaults))

    def dumps(self, value: object, *, defaults: bool = False) -> str:
        """Return the JSON text of a value of the package; raises as ``dump`` does."""
        sent = self._sent(value, defaults=defaults)
        try:
            return _WRITE(sent)
        except (TypeError, ValueError, RecursionError):  # what plain() is for
            return write_json(plain(sent))

    def _sent(self, value: object, *, defaults: bool) -> object:
        try:
            sent = SENT.to_python(value, context=WITH_DEFAULTS if defaults else SENT_ONLY, warnings=False)
        except (PydanticSerializationError, RecursionError):
            if not self._guard(type(value)).covers:
                raise
            sent = self.deep.sent(value, defaults=defaults)
        try:
            check(type(value), self._guard(type(value)), sent)
        except ValidationError as error:
            raise errors.ValidationError(str(error)) from error
        return sent

    def _guard(self, type_: type) -> Guard:
        guard = self._schemas.guard(type_)
        if guard is None:
            raise TypeError(f"{getattr(type_, '__name__', type_)} is no type of this package")
        return guard
