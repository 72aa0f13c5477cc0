"""Other people's types as subjects: ``package.module:Type``."""

import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any, Final

from schemakit.contract.subject import Subject
from schemakit.contract.ways import Ways, ways
from schemakit.core.errors import UsageError
from schemakit.core.json import Json
from schemakit.core.near import nearest
from schemakit.core.record import replace
from schemakit.runtime.text import write_json

#: What a refusal may look like; every validator has a ``ValidationError``, and most of those are a ``ValueError``.
_REFUSALS: Final = (ValueError, TypeError, AssertionError)
_REFUSAL: Final = "ValidationError"

#: What a package of ours has, whichever target it is for.
_DOOR: Final = ("load", "loads", "dump", "dumps")


def imported(spec: str) -> Any:  # noqa: ANN401 - whatever the user has at that name
    """Return what a spec like ``package.module:Type`` or ``package.module:Outer.Type`` names.

    Raises:
        UsageError: the spec has another form, the module cannot be imported, or has nothing of that name.
    """
    module, colon, name = spec.partition(":")
    if not (module and colon and name):
        raise UsageError(f"`{spec}` names nothing in a module", help="write package.module:Name")
    try:
        found: Any = import_module(module)
    except ImportError as error:
        looked = "modules are looked for in the folder schemakit is called in, and among what is installed"
        is_away = error.name is not None and error.name == module.partition(".")[0]
        raise UsageError(f"{module} cannot be imported: {error}", help=looked if is_away else "") from error
    except SyntaxError as error:
        raise UsageError(f"{module} is no Python that this interpreter reads: {error}") from error
    except (Exception, SystemExit) as error:  # a script that is one call of `sys.exit` would end this run, too
        raise UsageError(f"{module} raises {type(error).__name__} when it is imported: {error}") from error
    for part in name.split("."):
        if not hasattr(found, part):
            close = nearest(part, [known for known in dir(found) if not known.startswith("_")])
            raise UsageError(f"{module} has no {name}", help="" if close is None else f"did you mean {close}?")
        found = getattr(found, part)
    return found


def subjects(spec: str) -> tuple[Subject, ...]:
    """Return the subjects that a spec stands for, one for each way into the type.

    Pydantic models, TypedDicts, msgspec Structs, attrs classes, dataclasses and generated packages are asked as their
    libraries have it; anything else has to be callable with a payload, and refuses by raising ``ValueError``,
    ``TypeError``, ``AssertionError`` or any ``ValidationError``.

    Raises:
        UsageError: as ``imported``, or it is none of these.
    """
    model, module = imported(spec), spec.partition(":")[0]
    return tuple(replace(one, spec=spec) for one in _subjects(spec, ways(model, _package(model, module)), model))


def subjects_of(name: str, model: Any) -> tuple[Subject, ...]:  # noqa: ANN401 - a type or any callable
    """Return the subjects that a type, or whatever else takes payloads, stands for.

    Raises:
        UsageError: it takes none.
    """
    return _subjects(name, ways(model, _package(model, "")), model)


def _subjects(name: str, known: Ways | None, model: object) -> tuple[Subject, ...]:
    if known is None:
        raise UsageError(
            f"{name} is a {type(model).__name__}, which takes no payloads",
            help="name a pydantic model, TypedDict, dataclass, msgspec Struct, attrs class, or a function",
        )
    found = []
    if known.load is not None:
        found.append(Subject(name, _takes(known.load), _returned(known.load, known.dump)))
    if known.loads is not None:
        read = known.loads
        found.append(Subject(f"{name} (from text)", _takes(lambda value: read(write_json(value))), waived=known.unread))
    if known.build is not None:
        returned = _returned(known.build, known.dump) if known.load is None else None
        found.append(Subject(f"{name} (by keywords)", _takes(known.build), returned, applies=_is_object))
    return tuple(found)


def _package(model: object, module: str) -> object | None:
    """Return the generated package that a type is of, told by its schemas and its four functions; None: of none."""
    named = dict.fromkeys((getattr(model, "__module__", module), module))
    for package in filter(None, named):  # methods in C have None
        for name in (package, package.rpartition(".")[0]):
            home = sys.modules.get(name)
            if f"{name}._schemas" in sys.modules and all(callable(getattr(home, door, None)) for door in _DOOR):
                return home
    return None


def _takes(read: Callable[[Any], object]) -> Callable[[Json], bool]:
    def accepts(value: Json) -> bool:
        try:
            read(value)
        except Exception as error:
            if _is_refusal(error):
                return False
            raise
        return True

    return accepts


def _is_refusal(error: Exception) -> bool:
    return isinstance(error, _REFUSALS) or any(kind.__name__ == _REFUSAL for kind in type(error).__mro__)


def _returned(read: Callable[[Any], Any], write: Callable[[Any], Json] | None) -> Callable[[Json], Json] | None:
    return None if write is None else lambda value: write(read(value))


def _is_object(payload: Json) -> bool:
    return isinstance(payload, dict)
