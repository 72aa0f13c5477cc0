"""The gate of generated pydantic classes: it judges a raw JSON value once, at the outermost model, in and out."""

from collections.abc import Callable, Iterable
from contextvars import ContextVar
from enum import Enum
from typing import Any, Final, TypeVar, final

from pydantic import (
    MISSING,
    BaseModel,
    ModelWrapValidatorHandler,
    SerializationInfo,
    SerializerFunctionWrapHandler,
    ValidationError,
)
from pydantic_core import (
    CoreSchema,
    InitErrorDetails,
    PydanticCustomError,
    PydanticSerializationError,
    SchemaSerializer,
    SchemaValidator,
    core_schema,
)

from schemakit.runtime.guard import Guard, Problem, Schemas
from schemakit.runtime.pydantic_shapes import Carried, Choice, choosing, judged
from schemakit.runtime.values import as_json

_M = TypeVar("_M", bound=BaseModel)

#: Set while a generated model is written that will be judged as a whole: no gate inside judges its part.
sending: ContextVar[bool] = ContextVar("sending", default=False)

#: Serialization context that asks for the defaults of absent properties.
WITH_DEFAULTS: Final = {"schemakit": "defaults"}

#: Writes models, wherever they are in a value, as what they send.
SENT: Final = SchemaSerializer(core_schema.any_schema())

#: Serialization context for what the door judges itself: no gate on the way does.
SENT_ONLY: Final = {"schemakit": "sent"}

#: What pydantic calls the error of a value that is nested too deep for it.
TOO_DEEP: Final = "recursion_depth_exceeded"


@final
class Gate:
    """What every value passes on the way into a generated class, and again on the way out."""

    __slots__ = ("_defaults", "_guard", "_holds_models", "_hook", "_shape", "_type")

    def __init__(self, type_: type[BaseModel], schemas: Schemas | None, carried: Carried, hook: object) -> None:
        """Judge what ``schemas`` say about the type, if they know it; ``hook``: by which pydantic calls ``judge``."""
        self._type = type_
        self._guard = None if schemas is None else schemas.guard(type_)
        self._holds_models = carried.holds_models and self._guard is not None and self._guard.covers
        self._hook = hook
        self._shape: Callable[[object], BaseModel] | None = None
        self._defaults = tuple(carried.defaults.items())
        carried.model.setdefault(
            "serialization", core_schema.wrap_serializer_function_ser_schema(self.send, info_arg=True)
        )

    def judge(self, value: object, fill: ModelWrapValidatorHandler[_M]) -> _M:
        """Fill the shape with a value that is valid, unless one around it was judged already."""
        guard = self._guard
        if guard is None or judged.get():
            return fill(value)
        choice = choosing.get()
        if choice is not None:
            return self._chosen(choice, guard, value, fill)
        if not guard.is_valid(value):
            value = self._built(guard, value)
        if not self._holds_models:
            return fill(value)
        token = judged.set(True)
        try:
            return fill(value)
        except RecursionError:
            deep = Problem(TOO_DEEP, "The value is nested deeper than pydantic goes; `load` takes it", (), value)
            raise refusal(self._type, [deep]) from None
        finally:
            judged.reset(token)

    def _built(self, guard: Guard, value: object) -> object:
        """Return what is built in Python, of models, enum members, UUIDs, as shapes take it: what it sends counts."""
        try:
            held = _held(value)
            sent = SENT.to_python(held, context=SENT_ONLY, warnings=False)
        except (PydanticSerializationError, RecursionError):  # nested too deep: it is judged as it is
            held = sent = value
        check(self._type, guard, sent)
        return held

    def _chosen(self, choice: Choice, guard: Guard, value: object, fill: ModelWrapValidatorHandler[_M]) -> _M:
        if choice.refuses(value, self._type, guard.is_valid):
            raise PydanticCustomError("another", "The value is of another type")
        token = judged.set(True)
        try:
            filled = fill(value)
        finally:
            judged.reset(token)
        choice.note(value)
        return filled

    def read(self, payload: object) -> BaseModel:
        """Return what a parser just made as an instance: as ``judge`` does, but straight into the shape."""
        guard = self._guard
        if guard is None or not guard.is_valid(payload):
            refused: BaseModel = self._type.__pydantic_validator__.validate_python(payload)
            return refused  # or not, where it was made by no parser
        fill = self._shape or self._alone()
        if not self._holds_models:
            return fill(payload)
        token = judged.set(True)
        try:
            return fill(payload)
        finally:
            judged.reset(token)

    def _alone(self) -> Callable[[object], BaseModel]:
        """Return the shape without the gate; with it where validators of somebody's subclass are before it."""
        schema: Any = self._type.__pydantic_core_schema__
        definitions: list[CoreSchema] = []
        if schema["type"] == "definitions":
            definitions, schema = schema["definitions"], schema["schema"]
        if schema["type"] == "definition-ref":
            schema = next(one for one in definitions if one.get("ref") == schema["schema_ref"])
        if schema["type"] == "function-wrap" and schema["function"]["function"] == self._hook:
            shape = SchemaValidator(core_schema.definitions_schema(schema["schema"], definitions))
            self._shape = shape.validate_python
        else:
            self._shape = self._type.__pydantic_validator__.validate_python
        return self._shape

    def send(self, model: object, write: SerializerFunctionWrapHandler, info: SerializationInfo) -> object:
        """Write what is there, without what only a default says; a model that is not valid any more is not sent.

        A part that was asked for (``include``, ``exclude``, attribute names) is sent as it is.
        """
        context = info.context
        judges = self._guard is not None and context is not SENT_ONLY and context is not WITH_DEFAULTS
        if not judges or info.include or info.exclude or info.by_alias is False or sending.get():
            return self._written(model, write, info)
        token = sending.set(self._holds_models)
        try:
            sent = self._written(model, write, info)
        finally:
            sending.reset(token)
        if self._guard is not None:
            check(self._type, self._guard, sent)
        return sent

    def _written(self, model: object, write: SerializerFunctionWrapHandler, info: SerializationInfo) -> object:
        sent = write(model)
        if self._defaults and info.context is not WITH_DEFAULTS and isinstance(model, BaseModel):
            present = model.__pydantic_fields_set__  # else put there behind our back
            for name, wire in self._defaults:
                if name not in present:
                    sent.pop(name if info.by_alias is False else wire, None)
        return sent


def _held(value: object) -> object:
    """Return a value that was built in Python as shapes take it: without ``MISSING``, UUIDs and dates as texts."""
    match value:
        case dict():
            return {name: _held(item) for name, item in value.items() if item is not MISSING}
        case list() | tuple():
            return [_held(item) for item in value]
        case None | str() | int() | float() | Enum() | BaseModel():
            return value
        case _:
            read = as_json(value)
            return value if read.refused else read.value


def check(type_: type, guard: Guard, value: object) -> None:
    """Raise ``ValidationError``, with a place for every problem, where a value is not valid."""
    if not guard.is_valid(value):
        raise refusal(type_, guard.problems(value))


def refusal(type_: type, problems: Iterable[Problem]) -> ValidationError:
    """Return pydantic's error for problems."""
    details = [
        InitErrorDetails(
            type=PydanticCustomError(problem.keyword, "{sentence}", {"sentence": problem.sentence}),
            loc=problem.path,
            input=problem.part,
        )
        for problem in problems
    ]
    return ValidationError.from_exception_data(type_.__name__, details)
