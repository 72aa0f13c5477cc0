"""The way into and out of generated TypedDicts, whose values are plain JSON values."""

from typing import Any, Protocol, TypeVar, final, overload

from schemakit.core.errors import ValidationError
from schemakit.core.json import Json
from schemakit.runtime.guard import Guard, Schemas
from schemakit.runtime.refusal import judge, parsed
from schemakit.runtime.text import write_json
from schemakit.runtime.values import plain

__all__ = ["Door"]

T = TypeVar("T")


class Alias(Protocol):
    """A name for a type that is no class: ``TypeAliasType`` of ``typing`` or ``typing_extensions``."""

    @property
    def __name__(self) -> str:
        """Return the name."""

    @property
    def __value__(self) -> Any:  # noqa: ANN401 - any type form
        """Return what it stands for."""


@final
class Door:
    """Judges raw JSON values, and gives them back with their type."""

    def __init__(self, schemas: Schemas) -> None:
        """Remember the schemas of a package."""
        self._schemas = schemas

    @overload
    def load(self, type_: type[T], payload: Json) -> T: ...
    @overload
    def load(self, type_: Alias, payload: Json) -> Any: ...  # noqa: ANN401 - no annotation can say what a name means
    def load(self, type_: Any, payload: Json) -> Any:
        """Return a copy of a JSON value, as a value of the type.

        Raises:
            schemakit.ValidationError: it is not valid.
            TypeError: the type is none of this package.
        """
        judge(self._guard(type_), type_.__name__, payload)
        return plain(payload)

    @overload
    def loads(self, type_: type[T], text: str | bytes) -> T: ...
    @overload
    def loads(self, type_: Alias, text: str | bytes) -> Any: ...  # noqa: ANN401 - no annotation can say what a name means
    def loads(self, type_: Any, text: str | bytes) -> Any:
        """Return the value of a JSON text, as a value of the type.

        Raises:
            schemakit.ValidationError: it is not valid, or no JSON.
            TypeError: the type is none of this package.
        """
        payload = parsed(text)
        judge(self._guard(type_), type_.__name__, payload)
        return payload

    def dump(self, value: object, type_: object = None, *, defaults: bool = False) -> Json:
        """Return the JSON value of a value of the type; ``defaults``: with those of absent properties.

        A TypedDict does not know its type at run time. Without ``type_``, a value that is valid for any type of the
        package is taken.

        Raises:
            schemakit.ValidationError: it is not valid: it was built or changed in Python.
            TypeError: the type is none of this package.
        """
        del defaults
        if type_ is not None:
            judge(self._guard(type_), getattr(type_, "__name__", ""), value)
        elif not any(guard.is_valid(value) for guard in self._schemas.guards()):
            raise ValidationError("valid for no type of this package; to know why, say which one: dump(value, Type)")
        return plain(value)

    def dumps(self, value: object, type_: object = None, *, defaults: bool = False) -> str:
        """Return the JSON text of a value of the type; parameters and errors are those of ``dump``."""
        return write_json(self.dump(value, type_, defaults=defaults))

    def _guard(self, type_: Any) -> Guard:  # noqa: ANN401 - any type form
        guard = self._schemas.guard(type_)
        if guard is None:
            raise TypeError(f"{getattr(type_, '__name__', type_)} is no type of this package")
        return guard
