"""The way into and out of generated types that have no hooks of their own: dataclasses, structs."""

from typing import TypeVar, cast, final

from schemakit.core.json import Json
from schemakit.runtime.guard import Guard, Schemas
from schemakit.runtime.parts import Parts
from schemakit.runtime.records import Library, Sender
from schemakit.runtime.refusal import judge, parsed, plain
from schemakit.runtime.structure import Builder
from schemakit.runtime.text import write_json

T = TypeVar("T")


@final
class RecordDoor:
    """Judges raw JSON values, once, and fills classes with those that are valid; and the other way round."""

    def __init__(self, schemas: Schemas, package: str, library: Library) -> None:
        """Remember the schemas of a package, and what its classes are; the package is being imported."""
        self._schemas = schemas
        self._builder = Builder(Parts(package, library), library, self._accepts)
        self._sender = Sender(library)

    def load(self, type_: type[T], payload: Json) -> T:
        """Return a JSON value as a value of the type.

        Raises:
            schemakit.ValidationError: it is not valid.
            TypeError: the type is none of this package.
        """
        judge(self._guard(type_), type_.__name__, payload)
        return cast(T, self._builder.build(type_, plain(payload)))

    def loads(self, type_: type[T], text: str | bytes) -> T:
        """Return a JSON text as a value of the type.

        Raises:
            schemakit.ValidationError: it is not valid, or no JSON.
            TypeError: the type is none of this package.
        """
        payload = parsed(text)
        judge(self._guard(type_), type_.__name__, payload)
        return cast(T, self._builder.build(type_, payload))

    def dump(self, value: object, *, defaults: bool = False) -> Json:
        """Return the JSON value of a value of the package; ``defaults``: with those of absent properties.

        Raises:
            schemakit.ValidationError: it is not valid: it was built or changed in Python.
            TypeError: the value is of no type of this package.
        """
        guard = self._guard(type(value))
        sent = self._sender.sent(value, defaults=defaults)
        judge(guard, type(value).__name__, sent)
        return plain(sent)

    def dumps(self, value: object, *, defaults: bool = False) -> str:
        """Return the JSON text of a value of the package; raises as ``dump`` does."""
        return write_json(self.dump(value, defaults=defaults))

    def _guard(self, type_: type) -> Guard:
        guard = self._schemas.guard(type_)
        if guard is None:
            raise TypeError(f"{getattr(type_, '__name__', type_)} is no type of this package")
        return guard

    def _accepts(self, type_: type, value: object) -> bool:
        guard = self._schemas.guard(type_)
        return guard is not None and guard.is_valid(value)
