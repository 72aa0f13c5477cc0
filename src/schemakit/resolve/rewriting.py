"""A schema on its way to another one: what is written to is copied, and only that."""

from typing import Final, TypeAlias, final

from schemakit.core.json import Json
from schemakit.core.pointer import ROOT, Pointer, child, is_within, tokens

_Container: TypeAlias = dict[str, Json] | list[Json]


@final
class Rewriting:
    """A schema of a set, which others read, with changes that only this one has."""

    def __init__(self, schema: Json) -> None:
        """Begin with the schema as it is."""
        self._before: Final = schema
        self._own: dict[Pointer, _Container] = {}

    @property
    def schema(self) -> Json:
        """The schema with the changes so far: the same object where there are none."""
        return self._own.get(ROOT, self._before)

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
        for place in [place for place in self._own if is_within(place, pointer)]:
            del self._own[place]
        if isinstance(holder, dict):
            holder[last] = value
        else:
            holder[int(last)] = value

    def _at(self, pointer: Pointer) -> _Container:
        path, around = ROOT, self._own.get(ROOT) or self._copied(ROOT, self._before)
        for token in tokens(pointer):
            path = child(path, token)
            known = self._own.get(path)
            if known is None and isinstance(around, dict):
                known = around[token] = self._copied(path, around[token])
            elif known is None and isinstance(around, list):
                known = around[int(token)] = self._copied(path, around[int(token)])
            around = known if known is not None else around
        return around

    def _copied(self, pointer: Pointer, value: Json) -> _Container:
        if not isinstance(value, (dict, list)):
            raise TypeError(pointer)
        self._own[pointer] = dict(value) if isinstance(value, dict) else list(value)
        return self._own[pointer]
