"""The reference engine: jsonschema on a registry of referencing, a second opinion on what the fast one says.

The engine gets a copy of each resource in which every subschema is an object of its own, so that the schema an error
carries tells the place it stands at, whichever references led there.
"""

from collections.abc import Callable, Container, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import groupby
from typing import Any, Final, Protocol, TypeAlias, cast, final
from urllib.parse import urldefrag

from jsonschema import FormatChecker, ValidationError
from jsonschema.exceptions import UnknownType, best_match
from jsonschema.validators import (
    Draft4Validator,
    Draft6Validator,
    Draft7Validator,
    Draft201909Validator,
    Draft202012Validator,
    extend,
)
from referencing import Registry
from referencing.exceptions import Unresolvable
from referencing.jsonschema import DRAFT4, DRAFT6, DRAFT7, DRAFT201909, DRAFT202012

from schemakit.core.errors import BrokenSchemaError, UsageError
from schemakit.core.json import Json
from schemakit.core.location import Location, Uri
from schemakit.core.pointer import ROOT, child
from schemakit.core.violation import Violation, merged
from schemakit.formats import FORMATS
from schemakit.resolve.draft import Draft
from schemakit.resolve.schema_set import SchemaSet
from schemakit.runtime.values import as_json
from schemakit.validate.engines.patterns import search
from schemakit.validate.engines.placed import Placed
from schemakit.validate.engines.same import Same

_Errors: TypeAlias = Iterator[ValidationError]

#: How engine and registry end at keyword values that mean nothing; where no metaschema refuses one, it is a bug.
_CRASHES: Final = (AttributeError, TypeError, ValueError, LookupError, UnknownType)


class _Validator(Protocol):
    """What the engine's validators can do that matters here; their own protocol does not say all of it."""

    def is_type(self, instance: Json, type: str) -> bool: ...  # noqa: A002 - the engine's name

    def descend(
        self, instance: Json, schema: Json, path: str | None = None, schema_path: str | None = None
    ) -> _Errors: ...

    def iter_errors(self, instance: Json) -> _Errors: ...


def judge(schemas: SchemaSet, root: str, *, formats: bool) -> "ReferenceJudge":
    """Compile one schema; raises as ``Engine.judge`` does, and a dangling reference only when a value reaches it."""
    uri, _ = urldefrag(root)
    resource = schemas.resources.get(Uri(uri))
    if resource is None:
        raise BrokenSchemaError(f"the schema {root} does not exist")
    draft = resource.dialect.draft
    same = Same(schemas)
    placed, registry = _library(same, draft)
    if uri not in registry:  # it was left out, because the registry crashed over it
        raise BrokenSchemaError(f"the schema {root} cannot be compiled: {_broken(same)[uri]}")
    engine = _ENGINES[draft]
    validator = engine({"$ref": root}, registry=registry, format_checker=_FORMATS[draft] if formats else None)
    return ReferenceJudge(validator, placed, Location(Uri(uri)), lambda: _broken(same))


@lru_cache(maxsize=8)
def _library(same: Same, draft: Draft) -> tuple[Placed, Registry[Any]]:
    """Return the copies of all resources as a schema of one draft may meet them, and the registry they are in.

    The registry crashes over a resource with something else where a schema has to be: that one is left out, so that
    only those who refer to it are told.
    """
    try:
        return _filled(same, draft, ())
    except _CRASHES:
        broken = _broken(same)
        if not broken:
            raise
        return _filled(same, draft, broken)


def _filled(same: Same, draft: Draft, without: Container[str]) -> tuple[Placed, Registry[Any]]:
    placed = Placed()
    registry: Registry[Any] = Registry()  # whose default is to retrieve nothing
    for uri, resource in same.schemas.resources.items():
        if uri not in without:
            contents = placed.copy(resource, draft)
            registry = registry.with_resource(uri, _SPECIFICATIONS[resource.dialect.draft].create_resource(contents))
    return placed, registry.crawl()  # else the engine's own crawled copies of the metaschemas would win


@lru_cache(maxsize=8)
def _broken(same: Same) -> Mapping[str, str]:
    """Return the resources that the metaschema of their draft refuses, and what it says about each."""
    found: dict[str, str] = {}
    for uri, resource in same.schemas.resources.items():
        error = best_match(_METASCHEMAS[resource.dialect.draft].iter_errors(resource.schema))
        if error is not None:
            found[uri] = f"{error.message} (at {error.json_path})"
    return found


@final
class ReferenceJudge:
    """A schema compiled by the reference engine."""

    def __init__(
        self, validator: _Validator, placed: Placed, root: Location, broken: Callable[[], Mapping[str, str]]
    ) -> None:
        """Keep the engine's validator, where its schemas stand, and what tells which of them are broken."""
        self._validator = validator
        self._placed = placed
        self._root = root
        self._broken = broken

    def is_valid(self, value: object) -> bool:
        """Tell whether a value is valid; a value that means nothing as JSON is not.

        Raises:
            BrokenSchemaError: a reference leads nowhere, a pattern means nothing to Python.
            UsageError: the value is nested deeper than this engine can go.
        """
        read = as_json(value)
        return not read.refused and next(self._errors(read.value), None) is None

    def violations(self, value: object) -> Iterator[Violation]:
        """Yield what the value violates; raises as ``is_valid`` does."""
        read = as_json(value)
        if read.refused:
            return (Violation("", self._root, place.pointer, reason=place.reason) for place in read.refused)
        return merged(map(self._violation, self._errors(read.value)))

    def _errors(self, value: Json) -> _Errors:
        try:
            yield from self._validator.iter_errors(value)
        except Unresolvable as error:
            raise BrokenSchemaError(f"a reference leads nowhere: {error.ref}") from error
        except RecursionError as error:
            raise UsageError(
                "the value is nested deeper than the reference engine can go", help="use the fast engine"
            ) from error
        except _CRASHES as error:
            for uri, reason in self._broken().items():
                raise BrokenSchemaError(f"the schema {uri} cannot be used: {reason}") from error
            raise

    def _violation(self, error: ValidationError) -> Violation:
        instance = child(ROOT, *error.absolute_path)
        place = self._placed.place(error.schema)
        if self._placed.is_false(error.schema):
            return Violation("false", place, instance)
        keyword = str(error.validator)
        if keyword == "contains" and "minContains" in cast(dict[str, Json], error.schema):
            keyword = "minContains"  # the bound that zero matches miss, as for any other number of matches
        below = Location(place.uri, child(place.pointer, keyword))
        return Violation(keyword, below, instance, self._branches(error), _members(error))

    def _branches(self, error: ValidationError) -> tuple[tuple[Violation, ...], ...]:
        if not error.context:
            return ()
        if error.validator == "propertyNames":
            return (tuple(merged(map(self._violation, error.context))),)
        branches = groupby(error.context, key=lambda one: one.relative_schema_path[0])
        return tuple(tuple(merged(map(self._violation, branch))) for _, branch in branches)


def _members(error: ValidationError) -> tuple[str, ...]:
    instance, expected = cast(dict[str, Json], error.instance), cast(Any, error.validator_value)
    match error.validator:
        case "required":
            return tuple(name for name in expected if name not in instance)
        case "dependentRequired" | "dependencies":
            needed = [names for name, names in expected.items() if name in instance and isinstance(names, list)]
            return tuple(name for names in needed for name in names if name not in instance)
        case "additionalProperties":
            return tuple(_additional(instance, cast(dict[str, Any], error.schema)))
        case "propertyNames":
            return (str(error.cause),)
        case _:
            return ()


def _additional(instance: dict[str, Json], schema: dict[str, Any]) -> Iterator[str]:
    known = schema.get("properties", {})
    patterns = schema.get("patternProperties", {})
    for name in instance:
        if name not in known and not any(search(pattern, name) for pattern in patterns):
            yield name


# Replacements of the engine's own keywords, with their signature: patterns of ECMA-262, and errors in document order,
# and the exact arithmetic of decimal numbers.


def _pattern(validator: _Validator, pattern: str, instance: Json, _: Json) -> _Errors:
    if validator.is_type(instance, "string") and not search(pattern, str(instance)):
        yield ValidationError("does not match")


def _pattern_properties(validator: _Validator, patterns: dict[str, Json], instance: Json, _: Json) -> _Errors:
    if isinstance(instance, dict):
        for pattern, schema in patterns.items():
            for name, member in instance.items():
                if search(pattern, name):
                    yield from validator.descend(member, schema, path=name, schema_path=pattern)


def _additional_properties(validator: _Validator, additional: Json, instance: Json, schema: dict[str, Any]) -> _Errors:
    if isinstance(instance, dict):
        names = list(_additional(instance, schema))
        if additional is False and names:
            yield ValidationError("has other properties")
        elif isinstance(additional, dict):
            for name in names:
                yield from validator.descend(instance[name], additional, path=name)


def _property_names(validator: _Validator, schema: Json, instance: Json, _: Json) -> _Errors:
    if isinstance(instance, dict):
        for name in instance:
            errors = list(validator.descend(name, schema))
            if errors:
                yield ValidationError("has a name that is not allowed", context=errors, cause=_Name(name))


def _multiple_of(validator: _Validator, factor: Json, instance: Json, _: Json) -> _Errors:
    # The engine divides floats, and cannot divide a Decimal by one.
    if validator.is_type(instance, "number") and _exact(instance) % _exact(factor):
        yield ValidationError("is not a multiple")


def _exact(number: Any) -> Fraction:  # noqa: ANN401 - the engine has told that it is one
    return Fraction(str(number)) if isinstance(number, float) else Fraction(number)


@final
class _Name(Exception):  # noqa: N818 - the one place of the engine's error that can carry the name
    """The name that ``propertyNames`` refuses."""


_REPLACED: Final = {
    "pattern": _pattern,
    "patternProperties": _pattern_properties,
    "additionalProperties": _additional_properties,
    "multipleOf": _multiple_of,
}
_REPLACED_SINCE_6: Final = {**_REPLACED, "propertyNames": _property_names}
# Kept by every implementation for schemas that changed their draft only (2019-09 Validation, appendix)
_REPLACED_SINCE_2019: Final = {**_REPLACED_SINCE_6, "dependencies": Draft7Validator.VALIDATORS["dependencies"]}


def _extended(engine: Any, keywords: dict[str, Any]) -> Any:  # noqa: ANN401 - a class that the engine makes
    types = engine.TYPE_CHECKER.redefine("integer", _is_integer(engine.TYPE_CHECKER))
    return extend(engine, keywords, type_checker=types)  # type: ignore[no-untyped-call] # as its stub has it


def _is_integer(types: Any) -> Callable[[Any, object], bool]:  # noqa: ANN401 - the engine's type checker
    """Return what tells integers, also where only a ``Decimal`` can hold them; in draft 4 that is as for a float."""

    def is_integer(_: object, instance: object) -> bool:
        number = 1.0 if isinstance(instance, Decimal) and instance == instance.to_integral_value() else instance
        return bool(types.is_type(number, "integer"))

    return is_integer


_ENGINES: Final[dict[Draft, Any]] = {
    Draft.DRAFT4: _extended(Draft4Validator, _REPLACED),
    Draft.DRAFT6: _extended(Draft6Validator, _REPLACED_SINCE_6),
    Draft.DRAFT7: _extended(Draft7Validator, _REPLACED_SINCE_6),
    Draft.DRAFT2019_09: _extended(Draft201909Validator, _REPLACED_SINCE_2019),
    Draft.DRAFT2020_12: _extended(Draft202012Validator, _REPLACED_SINCE_2019),
}

_METASCHEMAS: Final = {
    **{draft: engine(engine.META_SCHEMA) for draft, engine in _ENGINES.items()},
    # that of draft 4 forgets `$ref`
    Draft.DRAFT4: Draft4Validator(
        {
            **Draft4Validator.META_SCHEMA,
            "properties": {**Draft4Validator.META_SCHEMA["properties"], "$ref": {"type": "string"}},
        }
    ),
}


def _checker(draft: Draft) -> FormatChecker:
    """Return the engine's own checker, without what it says of patterns and of IRIs: those are ours.

    It takes patterns for Python's, and crashes over some. For IRIs it needs a package whose import takes seconds.
    """
    checker = FormatChecker(formats=())
    names = ("regex", "iri", "iri-reference") if draft >= Draft.DRAFT7 else ("regex",)
    ours = {name: (_of_format(name), ()) for name in names}
    checker.checkers = {**_ENGINES[draft].FORMAT_CHECKER.checkers, **ours}
    return checker


def _of_format(name: str) -> Callable[[object], bool]:
    accepts = FORMATS[name].accepts
    return lambda instance: not isinstance(instance, str) or accepts(instance)


_FORMATS: Final = {draft: _checker(draft) for draft in Draft}

_SPECIFICATIONS: Final = {
    Draft.DRAFT4: DRAFT4,
    Draft.DRAFT6: DRAFT6,
    Draft.DRAFT7: DRAFT7,
    Draft.DRAFT2019_09: DRAFT201909,
    Draft.DRAFT2020_12: DRAFT202012,
}
