"""``dataclass``, ``field`` and ``replace`` of the standard library, for programs that start often.

Importing ``dataclasses`` brings ``inspect``, and each class has six functions compiled when it is defined: a quarter of
the time that validating one file took. Here the functions are shared by all classes, and only ``__init__`` is compiled,
for classes of which there are many instances. Type checkers see the originals; what those can do and this cannot is a
TypeError.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from operator import attrgetter, ge, gt, le, lt
from types import FunctionType
from typing import TYPE_CHECKING, Any, Final, NoReturn, TypeVar, final

__all__ = ["dataclass", "field", "replace"]

T = TypeVar("T")

_NO_DEFAULT: Final = object()
#: Stands in a signature for a value that is made anew for every instance.
_MADE: Final = object()

#: Instances of one class that are filled name by name.
_FEW: Final = 20

_ORDERS: Final = {"__lt__": lt, "__le__": le, "__gt__": gt, "__ge__": ge}


@final
class _Field:
    """What ``field`` says about a field."""

    __slots__ = ("compare", "default", "default_factory")

    def __init__(
        self,
        *,
        default: object = _NO_DEFAULT,
        default_factory: Callable[[], object] | None = None,
        compare: bool = True,
    ) -> None:
        self.default = default
        self.default_factory = default_factory
        self.compare = compare


@final
class _Fields:
    """``__dataclass_fields__`` for whoever asks the standard library about a class: made by the standard library."""

    __slots__ = ("_annotations", "_fields")

    def __init__(self, annotations: Mapping[str, object], fields: Mapping[str, _Field]) -> None:
        self._annotations = annotations
        self._fields = fields

    def __get__(self, instance: object, owner: type) -> Mapping[str, object]:
        dataclasses = import_module("dataclasses")
        namespace: dict[str, object] = {"__annotations__": dict(self._annotations)}
        for name, field in self._fields.items():
            given = {"compare": field.compare}
            if field.default_factory is not None:
                namespace[name] = dataclasses.field(default_factory=field.default_factory, **given)
            elif field.default is not _NO_DEFAULT:
                namespace[name] = dataclasses.field(default=field.default, **given)
        fields: Mapping[str, object] = dataclasses.dataclass(type(owner.__name__, (), namespace)).__dataclass_fields__
        return fields


def _dataclass(*, frozen: bool = False, slots: bool = False, order: bool = False) -> Callable[[type[T]], type[T]]:
    """Return what makes a class a record: see ``dataclasses.dataclass``."""

    def made(cls: type[T]) -> type[T]:
        annotations = cls.__annotations__
        fields = {name: _said(cls.__dict__.get(name, _NO_DEFAULT)) for name in annotations}
        namespace = {name: value for name, value in cls.__dict__.items() if name not in {"__dict__", "__weakref__"}}
        for name, field in fields.items():
            namespace.pop(name, None)
            if not slots and field.default is not _NO_DEFAULT:
                namespace[name] = field.default
        compared = [name for name, field in fields.items() if field.compare]
        own = {
            "__dataclass_fields__": _Fields(annotations, fields),
            "__init__": _first_init(fields),
            "__match_args__": tuple(fields),
            "__repr__": _repr,
            **_comparing(compared, hashed=frozen, order=order),
        }
        if frozen:
            own |= {"__setattr__": _refuse, "__delattr__": _refuse}
        if frozen and slots:
            own |= {"__getstate__": _state, "__setstate__": _restore}
        if slots:
            own["__slots__"] = tuple(fields)
        metaclass: Any = type(cls)
        record: type[T] = metaclass(cls.__name__, cls.__bases__, own | _written(namespace))
        record.__qualname__ = cls.__qualname__
        return record

    return made


def _said(value: object) -> _Field:
    return value if isinstance(value, _Field) else _Field(default=value)


def _written(namespace: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the class itself defines; ``__hash__`` is None there only because it has an ``__eq__``."""
    return {name: value for name, value in namespace.items() if name != "__hash__" or value is not None}


def _first_init(fields: Mapping[str, _Field]) -> Callable[..., None]:
    """Return ``__init__`` for the first few instances, after which a compiled one takes its place.

    Compiling costs as much as fifty instances, and of most records a run that ends soon makes less.
    """
    names = tuple(fields)
    defaults = {name: field.default for name, field in fields.items() if field.default is not _NO_DEFAULT}
    makers = {name: field.default_factory for name, field in fields.items() if field.default_factory is not None}
    left = _FEW

    def first(self: object, *values: object, **named: object) -> None:
        nonlocal left
        left -= 1
        given = dict(zip(names, values, strict=False)) | named
        made = {name: make() for name, make in makers.items() if name not in given}
        complete = defaults | made | given
        if left < 0 or len(given) < len(values) + len(named) or complete.keys() != fields.keys():
            compiled = _init(type(self), fields)  # which also says what is wrong with a call
            type.__setattr__(type(self), "__init__", compiled)
            compiled(self, *values, **named)
            return
        for name in names:
            object.__setattr__(self, name, complete[name])
        if hasattr(self, "__post_init__"):
            self.__post_init__()

    return first


def _init(cls: type, fields: Mapping[str, _Field]) -> FunctionType:
    """Compile ``__init__``: slots are filled through their descriptors, which is what ``__setattr__`` would do."""
    known: dict[str, object] = {"_MADE": _MADE, "_set": object.__setattr__}
    parameters, lines = ["self"], []
    for name, field in fields.items():
        default, value = "", name
        if field.default_factory is not None:
            known[f"_make_{name}"] = field.default_factory
            default, value = "=_MADE", f"_make_{name}() if {name} is _MADE else {name}"
        elif field.default is not _NO_DEFAULT:
            known[f"_default_{name}"] = field.default
            default = f"=_default_{name}"
        parameters.append(name + default)
        slot = getattr(cls.__dict__.get(name), "__set__", None)
        known[f"_set_{name}"] = slot
        lines.append(f" _set(self, {name!r}, {value})" if slot is None else f" _set_{name}(self, {value})")
    if hasattr(cls, "__post_init__"):
        lines.append(" self.__post_init__()")
    source = f"def __init__({', '.join(parameters)}):\n" + ("\n".join(lines) or " pass")
    exec(source, known)  # noqa: S102 - made of the names of fields, as in the standard library
    function = known["__init__"]
    assert isinstance(function, FunctionType)  # noqa: S101 - for the type checker
    function.__qualname__ = f"{cls.__qualname__}.__init__"
    function.__module__ = cls.__module__
    return function


def _replace(record: T, /, **changes: object) -> T:
    """Return a record with other values in some fields."""
    names: tuple[str, ...] = type(record).__match_args__  # type: ignore[attr-defined] # every record has it
    return type(record)(**({name: getattr(record, name) for name in names} | changes))


def _comparing(names: list[str], *, hashed: bool, order: bool) -> dict[str, object]:
    """Return the methods that compare records by the values of some fields."""
    key = attrgetter(*names) if len(names) > 1 else _few(names)

    def equal(self: object, other: object) -> bool:
        return key(self) == key(other) if other.__class__ is self.__class__ else NotImplemented

    def own_hash(self: object) -> int:
        return hash(key(self))

    methods: dict[str, object] = {"__eq__": equal, "__hash__": own_hash if hashed else None}
    return methods | {name: _ordered(key, compare) for name, compare in _ORDERS.items() if order}


def _few(names: list[str]) -> Callable[[object], tuple[object, ...]]:
    """Return what ``attrgetter`` would for more names: it makes no tuple of one value, or of none."""
    return lambda record: tuple(getattr(record, name) for name in names)


def _ordered(
    key: Callable[[object], tuple[object, ...]], compare: Callable[[Any, Any], bool]
) -> Callable[[object, object], bool]:
    def ordered(self: object, other: object) -> bool:
        return compare(key(self), key(other)) if other.__class__ is self.__class__ else NotImplemented

    return ordered


def _repr(self: Any) -> str:  # noqa: ANN401 - any record
    values = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__match_args__)
    return f"{self.__class__.__qualname__}({values})"


def _refuse(_self: object, name: str, *_value: object) -> NoReturn:
    raise import_module("dataclasses").FrozenInstanceError(f"cannot change field {name!r}")


def _state(self: Any) -> list[object]:  # noqa: ANN401 - any record
    return [getattr(self, name) for name in self.__match_args__]


def _restore(self: Any, state: list[object]) -> None:  # noqa: ANN401 - any record
    for name, value in zip(self.__match_args__, state, strict=True):
        object.__setattr__(self, name, value)


if TYPE_CHECKING:
    from dataclasses import dataclass, field, replace
else:
    dataclass, field, replace = _dataclass, _Field, _replace
