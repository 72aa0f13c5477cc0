"""The door of msgspec: parses rows into types narrower than the schema, so that most rows need no judge.

A row that decodes is valid, because every value that its type takes is (``narrowing``), and because msgspec's parser
agrees with ours on every text that it takes: it knows no NaN, no lone surrogates, no other encoding, no number beyond
the floats, and reads integers of any size. Of members with equal names the last counts, but all must be of their types.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from types import MappingProxyType
from typing import Annotated, Any, Final, Literal, Union, assert_never, final

import msgspec

from schemakit.core.json import Json
from schemakit.ir.assertions import NodeId
from schemakit.ir.graph import SchemaGraph
from schemakit.runtime.text import read_number
from schemakit.validate.narrowing import narrow, without_uuids
from schemakit.validate.shapes import (
    Anything,
    Integers,
    Lists,
    Maps,
    Numerals,
    Plain,
    Reals,
    Records,
    Shape,
    Shapes,
    Strings,
    Words,
)

#: What decoding raises for a row that is not of the type; the row may be valid all the same.
REFUSALS: Final = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)

_DIGITS_TO_ZERO: Final = bytes.maketrans(b"123456789ABCDEFabcdef", b"0" * 21)
_ZERO_UUID: Final = b"00000000-0000-0000-0000-000000000000"

# No ``pattern`` here: beside an array or object in one union, msgspec 0.22 frees it twice and ends the process.

#: Names that msgspec cannot give to a field.
_UNNAMEABLE: Final = re.compile(r'["\\\x00-\x1f]')

#: Fields get names of their own, because those of members need not be names in Python.
_FIELD: Final = "member_{}"


def decoder() -> Callable[[bytes], Json]:
    """Return the parser for rows of any type; raises one of ``REFUSALS`` where it cannot read a row."""
    return msgspec.json.Decoder(float_hook=read_number).decode


def prefilter(graph: SchemaGraph, root: NodeId) -> "Prefilter | None":
    """Return what accepts rows in one go; None where no type is narrower than the schema and still takes something."""
    shapes = narrow(graph, root)
    if not any(isinstance(shape, Records | Lists | Maps) for shape in shapes):
        return None
    try:
        return Prefilter(shapes)
    except (TypeError, ValueError, OverflowError):  # a bound or a name that msgspec does not take
        return None


@final
class Prefilter:
    """Accepts rows by decoding them."""

    def __init__(self, shapes: Shapes) -> None:
        """Make the types; raises TypeError or ValueError where msgspec cannot express them."""
        columns: list[str] = []
        only = shapes[0] if len(shapes) == 1 else None
        kind = _record(only, columns) if isinstance(only, Records) else _type(without_uuids(shapes))
        self._decode = msgspec.json.Decoder(kind).decode
        self._columns = tuple(attrgetter(name) for name in columns)

    def doubtful(self, rows: Sequence[bytes]) -> Sequence[int]:
        """Return the indexes of the rows that it does not accept, in order."""
        values: list[Any] = []
        refused: list[int] = []
        decoded = map(self._decode, rows)
        while True:
            try:
                values.extend(decoded)
            except REFUSALS:  # of one row; the iterator goes on behind it, and the list has what came before
                refused.append(len(values) + len(refused))
            else:
                break
        if all(_are_uuids(map(column, values)) for column in self._columns):
            return refused
        taken = iter(values)
        without = frozenset(refused)
        return [index for index in range(len(rows)) if index in without or not self._has_uuids(next(taken))]

    def _has_uuids(self, value: object) -> bool:
        return all(_are_uuids((column(value),)) for column in self._columns)


def _are_uuids(texts: Iterable[str | None]) -> bool:
    """Tell whether all strings are UUIDs. In one go: asking a pattern about each costs as much as judging the row."""
    present = [text for text in texts if text is not None]
    lines = "\n".join(present).encode().translate(_DIGITS_TO_ZERO)
    # a line feed inside a string would make a line more than there are strings
    return lines == b"\n".join([_ZERO_UUID] * len(present))


def _type(shapes: Shapes) -> Any:  # noqa: ANN401 - a type is made at run time
    return Union[tuple(_one(shape) for shape in shapes)]  # noqa: UP007 - of a tuple that is made at run time


def _one(shape: Shape) -> Any:  # noqa: ANN401 - as above; one case a shape
    match shape:
        case Anything():
            return Any
        case Plain(kind=kind):
            return bool if kind == "boolean" else None
        case Words(values=values) | Numerals(values=values):
            return Literal[values]
        case Integers(low=low, high=high):
            return _with(int, ge=low, le=high)
        case Reals(low=low, high=high):
            lower = "ge" if shape.low_inclusive else "gt"
            upper = "le" if shape.high_inclusive else "lt"
            return _with(float, **{lower: low, upper: high})
        case Strings(low=low, high=high):
            return _with(str, min_length=low, max_length=high)
        case Lists(items=items, low=low, high=high):
            return _with(list[_type(items)], min_length=low, max_length=high)  # type: ignore[misc] # made at run time
        case Maps(values=values, low=low, high=high):
            return _with(dict[str, _type(values)], min_length=low, max_length=high)  # type: ignore[misc] # as above
        case Records():
            return _record(shape)
        case _:
            assert_never(shape)


def _with(kind: Any, **bounds: float | str | None) -> Any:  # noqa: ANN401 - as above
    said: Mapping[str, Any] = {name: bound for name, bound in bounds.items() if bound is not None}
    return Annotated[kind, msgspec.Meta(**said)] if said else kind


def _record(shape: Records, columns: list[str] | None = None) -> Any:  # noqa: ANN401 - as above
    """Return a class; where ``columns`` is given, the fields whose UUIDs the caller must check are added to it."""
    fields: list[Any] = []
    names: dict[str, str] = {}
    for index, (name, (shapes, is_required)) in enumerate(shape.members.items()):
        field = _FIELD.format(index)
        is_column = columns is not None and _is_column(shapes)
        inside = tuple(map(_unchecked, shapes)) if is_column else without_uuids(shapes)
        if not inside or _UNNAMEABLE.search(name):
            if is_required:
                raise ValueError(name)
            continue
        if columns is not None and is_column:
            columns.append(field)
        names[field] = name
        # what is absent is None, whatever else the type says: nobody looks at the values
        fields.append((field, _type(inside)) if is_required else (field, _type(inside), None))
    return msgspec.defstruct(
        "Row", fields, rename=MappingProxyType(names), forbid_unknown_fields=True, kw_only=True, gc=False
    )


def _is_column(shapes: Shapes) -> bool:
    """Tell whether values are UUIDs, or null."""
    uuids = [shape for shape in shapes if isinstance(shape, Strings) and shape.is_uuid]
    return len(uuids) == 1 and all(shape in uuids or shape == Plain("null") for shape in shapes)


def _unchecked(shape: Shape) -> Shape:
    return Strings(shape.low, shape.high) if isinstance(shape, Strings) else shape
