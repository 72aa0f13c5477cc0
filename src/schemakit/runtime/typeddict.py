"""The way into and out of generated TypedDicts, whose values are plain JSON values."""

from collections.abc import Iterator, Mapping
from typing import Any, Protocol, TypeVar, cast, final, overload

from schemakit.core.errors import ValidationError
from schemakit.core.json import Json
from schemakit.runtime.absent import ABSENT
from schemakit.runtime.guard import Guard, Schemas
from schemakit.runtime.parts import Parts
from schemakit.runtime.records import Attribute, Library
from schemakit.runtime.refusal import judge, parsed, plain
from schemakit.runtime.structure import Builder
from schemakit.runtime.text import write_json
from schemakit.runtime.type_alias import TypeAliasType

__all__ = ["Door", "TypeAliasType"]

T = TypeVar("T")


class Alias(Protocol):
    """A name for a type that is no class: any ``TypeAliasType``."""

    @property
    def __name__(self) -> str:
        """Return the name."""

    @property
    def __value__(self) -> Any:  # noqa: ANN401 - any type form
        """Return what it stands for."""


@final
class Door:
    """Judges raw JSON values, and gives them back with their type."""

    def __init__(self, schemas: Schemas, package: str, defaults: Mapping[str, Mapping[str, Json]]) -> None:
        """Remember the schemas and defaults, by type and key, of a package, which is being imported."""
        self._schemas = schemas
        self._defaults = defaults
        library = Library(dict, _Nothing, ABSENT, self._attributes, keyed=True)
        self._builder = Builder(Parts(package, library), library, self._accepts)

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
        return self._builder.build(type_, plain(payload))

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
        return self._builder.build(type_, payload)

    def dump(self, value: object, type_: Any = None, *, defaults: bool = False) -> Json:  # noqa: ANN401 - any type form
        """Return the JSON value of a value of the type; ``defaults``: with those of absent properties.

        A TypedDict does not know its type at run time. Without ``type_``, a value that is valid for any type of the
        package is taken.

        Raises:
            schemakit.ValidationError: it is not valid: it was built or changed in Python.
            TypeError: the type is none of this package, or there is none and so no defaults are known.
        """
        if type_ is not None:
            judge(self._guard(type_), type_.__name__, value)
        elif defaults:
            raise TypeError(
                "a TypedDict does not know its type, so neither its defaults: dump(value, Type, defaults=True)"
            )
        elif not any(guard.is_valid(value) for guard in self._schemas.guards):
            raise ValidationError("valid for no type of this package; to know why, say which one: dump(value, Type)")
        sent = plain(value)
        return cast(Json, self._builder.build(type_, sent, defaults=True)) if defaults else sent

    def dumps(self, value: object, type_: Any = None, *, defaults: bool = False) -> str:  # noqa: ANN401 - any type form
        """Return the JSON text of a value of the type; parameters and errors are those of ``dump``."""
        return write_json(self.dump(value, type_, defaults=defaults))

    def _guard(self, type_: Any) -> Guard:  # noqa: ANN401 - any type form
        guard = self._schemas.guard(type_)
        if guard is None:
            raise TypeError(f"{getattr(type_, '__name__', type_)} is no type of this package")
        return guard

    def _accepts(self, type_: type, value: object) -> bool:
        return self._guard(type_).is_valid(value)

    def _attributes(self, type_: type) -> Iterator[Attribute]:
        defaults = self._defaults.get(type_.__name__, {})
        return (Attribute(key, key, defaults.get(key, ABSENT)) for key in type_.__annotations__)


@final
class _Nothing:
    """The class around a single value, which TypedDicts do without."""
