"""The ways into the types of other people, and the way out: each library told by what its types have.

Nothing is imported here that its types have not imported already, but pydantic, for what is no class of its own.
"""

import dataclasses
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from importlib import import_module
from typing import Any, Final, final

from schemakit.core.errors import UsageError
from schemakit.core.json import Json
from schemakit.core.record import dataclass
from schemakit.runtime.text import read_json


def _never(payload: Json) -> None:
    del payload


@final
@dataclass(frozen=True, slots=True)
class Ways:
    """How a type takes payloads; None where it has no such way.

    Attributes:
        load: from a Python value.
        loads: from a JSON text.
        build: from the members of an object, as keywords.
        dump: back to a JSON value.
        unread: says of a payload why its text cannot be read by ``loads``, whatever the schema says; None: it can.
    """

    load: Callable[[Json], Any] | None = None
    loads: Callable[[str], Any] | None = None
    build: Callable[[Mapping[str, Json]], Any] | None = None
    dump: Callable[[Any], Json] | None = None
    unread: Callable[[Json], str | None] = _never


def ways(model: Any, home: Any = None) -> Ways | None:  # noqa: ANN401 - whatever the user has at that name
    """Return the ways into a type or whatever else it is; None where there is none.

    ``home`` is the package it is generated in, where that is so: one with ``load``, ``loads``, ``dump`` and ``dumps``.
    """
    if home is not None:
        return _generated(model, home)
    return next((recognised(model) for applies, recognised in _KINDS if applies(model)), None)


def _has(*names: str) -> Callable[[Any], bool]:
    return lambda model: all(callable(getattr(model, name, None)) for name in names)


def _generated(model: Any, home: Any) -> Ways:  # noqa: ANN401 - a type, and the package it comes from
    """A package of ours, of any target: its own functions; pydantic's classes are built by keywords, too."""
    return Ways(
        lambda value: home.load(model, value),
        lambda text: home.loads(model, text),
        _keywords(model) if _is_pydantic(model) and not _is_root(model) else None,
        home.dump,
    )


def _built(model: Any) -> Ways:  # noqa: ANN401 - what schemakit.build_model returned
    """A model made in memory."""
    return Ways(model.load, model.loads, None, model.dump)


def _pydantic(model: Any) -> Ways:  # noqa: ANN401 - a class with these methods
    """A model of pydantic 2: as values, as text, by keywords (which are the names on the wire)."""
    return Ways(
        model.model_validate,
        model.model_validate_json,
        None if _is_root(model) else _keywords(model),
        lambda value: read_json(value.model_dump_json(by_alias=True, warnings=False)),
        _beyond_floats,
    )


def _adapter(adapter: Any) -> Ways:  # noqa: ANN401 - a pydantic.TypeAdapter
    """A TypeAdapter of pydantic 2."""
    return Ways(
        adapter.validate_python,
        adapter.validate_json,
        None,
        lambda value: read_json(adapter.dump_json(value, by_alias=True, warnings=False)),
        _beyond_floats,
    )


def _adapted(annotation: Any) -> Ways:  # noqa: ANN401 - a type that checks nothing by itself
    """A TypedDict, a dataclass of pydantic's, an alias, a union: by a TypeAdapter, which is how services use them."""
    try:
        adapter = import_module("pydantic").TypeAdapter(annotation)
    except RuntimeError as error:  # pydantic's errors about types that it can make nothing of
        raise UsageError(f"pydantic cannot read {annotation!r}: {error}".partition("\n")[0]) from error
    return _adapter(adapter)


def _struct(model: Any) -> Ways:  # noqa: ANN401 - a msgspec.Struct
    """A Struct of msgspec: its constructor checks nothing and is not asked; ``convert`` and ``json.decode`` are."""
    msgspec = import_module("msgspec")
    return Ways(
        lambda value: msgspec.convert(value, model),
        lambda text: msgspec.json.decode(text, type=model),
        None,
        lambda value: read_json(msgspec.json.encode(value)),
    )


def _attrs(model: Any) -> Ways:  # noqa: ANN401 - a class of attrs
    """A class of attrs: what its constructor, with converters and validators, makes of the members."""
    keywords = {field.name: field.alias for field in model.__attrs_attrs__}
    return Ways(
        build=lambda members: model(**{keywords.get(name, name): value for name, value in members.items()}),
        dump=import_module("attr").asdict,
    )


def _dataclass(model: Any) -> Ways:  # noqa: ANN401 - a dataclass of the standard library
    """A plain dataclass: its constructor, which checks in ``__post_init__`` or nowhere."""
    return Ways(build=_keywords(model), dump=dataclasses.asdict)


def _callable(function: Any) -> Ways:  # noqa: ANN401 - anything that can be called with a payload
    """Anything else: called with the payload, it refuses by raising."""
    return Ways(load=function)


def _keywords(model: Any) -> Callable[[Mapping[str, Json]], Any]:  # noqa: ANN401 - a class
    return lambda members: model(**members)


def _is_pydantic(model: Any) -> bool:  # noqa: ANN401 - anything
    return _has("model_validate", "model_validate_json", "model_dump_json")(model)


def _is_root(model: Any) -> bool:  # noqa: ANN401 - a pydantic model
    return bool(getattr(model, "__pydantic_root_model__", False))


def _is_annotation(model: Any) -> bool:  # noqa: ANN401 - anything
    is_alias = typing.get_origin(model) is not None or type(model).__name__ == "TypeAliasType"
    return is_alias or isinstance(model, types.UnionType) or _is_typed_dict(model)


def _is_typed_dict(model: Any) -> bool:  # noqa: ANN401 - anything; typing_extensions has a TypedDict of its own
    return isinstance(model, type) and issubclass(model, dict) and hasattr(model, "__total__")


def _is_attrs(model: Any) -> bool:  # noqa: ANN401 - anything
    return isinstance(model, type) and hasattr(model, "__attrs_attrs__")


def _is_dataclass(model: Any) -> bool:  # noqa: ANN401 - anything
    return isinstance(model, type) and dataclasses.is_dataclass(model)


#: From what tells a kind of type to its ways in and out; the first that applies.
_KINDS: Final[tuple[tuple[Callable[[Any], bool], Callable[[Any], Ways]], ...]] = (
    (_is_pydantic, _pydantic),
    (_has("validate_python", "validate_json", "dump_json"), _adapter),
    (_has("load", "loads", "dump", "dumps"), _built),
    (lambda model: isinstance(model, type) and hasattr(model, "__struct_fields__"), _struct),
    (lambda model: _is_annotation(model) or hasattr(model, "__pydantic_fields__"), _adapted),
    (_is_attrs, _attrs),
    (_is_dataclass, _dataclass),
    (callable, _callable),
)


def _beyond_floats(payload: Json) -> str | None:
    """Say why a text is no fair question: for pydantic's parser a number that no float holds is infinite, or zero."""
    is_beyond = any(isinstance(value, Decimal) for value in _values(payload))
    return "it has a number that no float holds" if is_beyond else None


def _values(payload: Json) -> Iterator[Json]:
    waiting = [payload]
    for value in waiting:  # grows while it is read
        yield value
        waiting.extend(value if isinstance(value, list) else value.values() if isinstance(value, dict) else ())
