"""Whether values are what annotations say: an independent reading of the types that were generated."""

from collections.abc import Mapping
from dataclasses import is_dataclass
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    ForwardRef,
    Literal,
    NotRequired,
    TypeAlias,
    Union,
    get_args,
    get_origin,
    is_typeddict,
)

#: What annotations mean by these, as far as JSON has it.
_PLAIN = {str: (str,), bool: (bool,), int: (int,), float: (int, float, Decimal), list: (list,), dict: (dict,)}

#: An annotation, evaluated or not.
Form: TypeAlias = Any


def holds(value: object, form: Form, names: Mapping[str, object]) -> bool:
    """Tell whether a value is of an annotation in a module where ``names`` are known, all the way down."""
    if isinstance(form, (str, ForwardRef)):
        return holds(value, _evaluated(form, names), names)
    if hasattr(form, "__value__"):
        return holds(value, form.__value__, names)
    if form is Any:
        return True
    if form in {None, NoneType}:
        return value is None
    if get_origin(form) is not None:
        return _holds_arguments(value, form, names)
    if form in _PLAIN:
        return isinstance(value, _PLAIN[form]) and (form is bool or not isinstance(value, bool))
    if is_typeddict(form):
        return isinstance(value, dict) and _holds_keys(value, form, names)
    if not isinstance(value, form) or issubclass(form, Enum):
        return isinstance(value, form)
    return not _has_fields(form) or all(
        holds(getattr(value, name), annotation, names)
        for base in form.__mro__
        for name, annotation in vars(base).get("__annotations__", {}).items()
        if _has_fields(base)
    )


def _has_fields(type_: type) -> bool:
    return is_dataclass(type_) or hasattr(type_, "__struct_fields__")


def _holds_keys(value: dict[str, object], form: Form, names: Mapping[str, object]) -> bool:
    # Not __required_keys__: it does not see NotRequired in annotations that are not evaluated yet.
    return all(
        holds(value[key], annotation, names) if key in value else _is_optional(annotation, names)
        for key, annotation in form.__annotations__.items()
    )


def _is_optional(form: Form, names: Mapping[str, object]) -> bool:
    return get_origin(_evaluated(form, names)) is NotRequired


def _evaluated(form: Form, names: Mapping[str, object]) -> Form:
    if isinstance(form, (str, ForwardRef)):
        text = form if isinstance(form, str) else form.__forward_arg__
        return eval(text, {}, dict(names))  # noqa: S307 - code that was generated just before
    return form


def _holds_arguments(value: object, form: Form, names: Mapping[str, object]) -> bool:
    origin: Form = get_origin(form)
    arguments = get_args(form)
    if origin in {Annotated, NotRequired}:
        return holds(value, arguments[0], names)
    if origin in {Union, UnionType}:
        return any(holds(value, one, names) for one in arguments)
    if origin is Literal:
        return any(value == one and isinstance(value, bool) is isinstance(one, bool) for one in arguments)
    if origin is tuple and Ellipsis not in arguments:
        return isinstance(value, tuple) and all(map(lambda one, of: holds(one, of, names), value, arguments))
    if origin is dict:
        return isinstance(value, dict) and all(holds(one, arguments[1], names) for one in value.values())
    return isinstance(value, origin) and all(holds(one, arguments[0], names) for one in value)
