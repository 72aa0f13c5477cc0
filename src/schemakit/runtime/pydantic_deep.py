"""Values that are nested deeper than pydantic goes: 255 levels, or as many as Python has frames for.

They are filled and sent without recursion, by what does so for the types of the other libraries.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final, final

from pydantic import MISSING, BaseModel, RootModel, ValidationError

from schemakit.core.json import Json
from schemakit.runtime.guard import Schemas
from schemakit.runtime.parts import Parts
from schemakit.runtime.pydantic_gate import TOO_DEEP
from schemakit.runtime.records import Attribute, Library, Sender
from schemakit.runtime.structure import Builder

#: No attribute of any class.
_EXTRAS: Final = ""


def is_about_depth(error: ValidationError) -> bool:
    """Tell whether pydantic refuses a value because of its depth alone."""
    return all(one["type"] == TOO_DEEP for one in error.errors(include_url=False, include_input=False))


@final
class Deep:
    """Fills and sends the models of one package."""

    def __init__(self, schemas: Schemas) -> None:
        """Remember the schemas of a package, which is being imported."""
        self._schemas = schemas
        self._builder = Builder(Parts(schemas.package, _LIBRARY), _LIBRARY, self._accepts)
        self._sender = Sender(_LIBRARY, _members)

    def load(self, type_: type, payload: Json) -> object:
        """Return a value that is judged already as one of the type."""
        return self._builder.build(type_, payload)

    def sent(self, value: object, *, defaults: bool) -> object:
        """Return what a value sends; ``defaults``: with those of absent properties."""
        return self._sender.sent(value, defaults=defaults)

    def _accepts(self, type_: type, value: object) -> bool:
        guard = self._schemas.guard(type_)
        return guard is not None and guard.is_valid(value)


def _attributes(type_: type[BaseModel]) -> Iterator[Attribute]:
    for name, field in type_.model_fields.items():
        yield Attribute(name, field.alias or name, MISSING)  # pydantic itself knows what is there by default only


def _made(type_: type[BaseModel], given: Mapping[str, Any]) -> BaseModel:
    """Make an instance as pydantic does once all is validated; ``model_construct`` takes unknown names for fields."""
    made = type_.__new__(type_)
    fields = {
        name: given[name] if name in given else field.get_default(call_default_factory=True)
        for name, field in type_.model_fields.items()
    }
    object.__setattr__(made, "__dict__", fields)
    object.__setattr__(made, "__pydantic_fields_set__", set(given) - {_EXTRAS})
    extras = given.get(_EXTRAS, {}) if type_.model_config.get("extra") == "allow" else None
    object.__setattr__(made, "__pydantic_extra__", extras)
    object.__setattr__(made, "__pydantic_private__", None)
    return made


def _members(model: BaseModel, *, defaults: bool) -> dict[str, Any]:
    there = model.__dict__.keys() if defaults else model.__pydantic_fields_set__
    named = {
        field.alias or name: model.__dict__[name] for name, field in type(model).model_fields.items() if name in there
    }
    return {name: value for name, value in named.items() if value is not MISSING} | (model.__pydantic_extra__ or {})


_LIBRARY: Final = Library(BaseModel, RootModel, MISSING, _attributes, extras=_EXTRAS, make=_made)
