"""A schema on its way to another one: what is written to is copied, and only that."""

from typing import TypeAlias, final

from schemakit.core.json import Json
from schemakit.core.pointer import ROOT, Pointer, child, tokens

_Container: TypeAlias = dict[str, Json] | list[Json]


@final
class Rewriting:
    """A schema of a set, which others read, with changes that only this one has."""

    def __init__(self, schema: Json) -> None:
        """Begin with the schema as it is."""
        self._schema = schema
        # What is written to, by identity: kept here, so that no other object gets the same one.
        self._own: dict[int, _Container] = {}

    @property
    def schema(self) -> Json:
        """The schema with the changes so far: the same object where there are none."""
        return self._schema

    def members(self, pointer: Pointer) -> dict[str, Json]:
        """Return the object at a place, to be written to."""
        found = self._at(pointer)
        if not isinstance(found, dict):
            raise TypeError(pointer)
        return found

    def get(self, pointer: Pointer) -> Json:
        """Return what stands at a place."""
        *around, last = tokens(pointer)
        holder = self._at(child(ROOT, *around))
        return holder[last] if isinstance(holder, dict) else holder[int(last)]

    def put(self, pointer: Pointer, value: Json) -> None:
        """Write a value, which nobody else holds on to, in the place of another."""
        *around, last = tokens(pointer)
        holder = self._at(child(ROOT, *around))
        if isinstance(holder, dict):
            holder[last] = value
        else:
            holder[int(last)] = value

    def _at(self, pointer: Pointer) -> _Container:
        around = self._schema = self._written(self._schema)
        for token in tokens(pointer):
            if isinstance(around, dict):
                around[token] = inner = self._written(around[token])
            else:
                around[int(token)] = inner = self._written(around[int(token)])
            around = inner
        return around

    def _written(self, value: Json) -> _Container:
        """Return an object or array that may be written to: the same where it is a copy already."""
        if not isinstance(value, (dict, list)):
            raise TypeError(value)
        if id(value) not in self._own:
            value = dict(value) if isinstance(value, dict) else list(value)
            self._own[id(value)] = value
        return value
