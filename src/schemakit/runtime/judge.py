"""The door of jsonschema_rs: compiles schemas among resources, offline, and says what a value violates.

Patterns have their ECMA-262 meaning and run in linear time; the few that need backtracking (look-around, back
references) stop at the engine's limit of steps, and the value is refused with that reason.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from gc import get_referents
from marshal import dumps as measure
from typing import Any, Final, TypeAlias, cast, final
from urllib.parse import urldefrag

import jsonschema_rs

from schemakit.core.errors import BrokenSchemaError
from schemakit.core.json import Json, json_key
from schemakit.core.location import Location
from schemakit.core.pointer import ROOT, child, lookup, parent, tokens
from schemakit.core.violation import Violation, merged
from schemakit.runtime.broken import broken, first_line
from schemakit.runtime.engine_schemas import EngineSchemas
from schemakit.runtime.flood import FIRST, errors
from schemakit.runtime.instance_path import pointer
from schemakit.runtime.places import Places
from schemakit.runtime.recursion import References
from schemakit.runtime.text import read_json
from schemakit.runtime.values import as_json

#: Stands in the registry for a document that is not there: the engine cannot compile a reference that reaches it.
_ABSENT: Final[Json] = {"$ref": "#/absent"}

#: A pattern may be as large, once compiled, as real ones are: ``^\\p{L}{1,500}$`` takes 40 MB. Larger ones are refused.
_PATTERNS: Final = jsonschema_rs.FancyRegexOptions(size_limit=64 << 20)

#: How deep a value may be before it is measured more thoroughly, and how many parts it may have on one level.
_LEVELS: Final = range(2_000)
_WIDEST: Final = 4_000

#: What refuses a value inside more ``anyOf`` and ``oneOf`` around each other is not asked for.
_BRANCHES: Final = 40

#: Keywords whose members are called what their author likes.
_NAMED: Final = frozenset(
    {"properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "dependencies"}
)

_Error: TypeAlias = jsonschema_rs.ValidationError


@final
class Library:
    """Schemas that may refer to each other, and to nothing else.

    ``resources`` are standard JSON Schema documents by absolute URI without fragment; each names its draft or
    metaschema in ``$schema`` (2020-12 where it does not), and a custom metaschema is itself among them.
    """

    def __init__(self, resources: Mapping[str, Json]) -> None:
        """Remember the resources; they must not change any more."""
        self._resources = resources
        self._engines = EngineSchemas(resources)
        self._places = Places(resources)
        self._references = References(resources)
        self._absent: list[str] = []
        self._known: dict[str, Location] = {}

    def compile(self, root: str, *, formats: bool) -> "CompiledSchema":
        """Compile the schema at ``root``, an absolute URI, maybe with a fragment; ``formats``: assert ``format``.

        Raises:
            BrokenSchemaError: the schema or one that it reaches is not valid, a reference it reaches leads nowhere.
        """
        uri, fragment = urldefrag(root)
        # An entry of ours must not take the place of the document it refers to.
        base = f"{uri}?entry" if fragment else uri
        registry = self._registry
        if self._metaschema(uri) in self._absent:
            raise BrokenSchemaError(f"the schema {root} names a metaschema that is not loaded: {self._metaschema(uri)}")
        try:
            validator = jsonschema_rs.validator_for(
                self._entry(uri, self._engines.reference(root)),
                registry=registry,
                validate_formats=formats,
                offline=True,
                base_uri=base,
                pattern_options=_PATTERNS,
            )
        except jsonschema_rs.ValidationError as error:
            raise broken(
                error, root, self._resources, self._engines, absent=self._absent, compiles=_compiles
            ) from error
        except ValueError as error:
            raise BrokenSchemaError(f"the schema {root} cannot be used: {first_line(error)}") from error
        return CompiledSchema(validator, self, root, deep=self._references.may_recurse(root))

    def _metaschema(self, uri: str) -> str | None:
        document = self._resources.get(uri)
        named = document.get("$schema") if isinstance(document, dict) else None
        return named.rstrip("#") if isinstance(named, str) else None

    def place(self, absolute: str) -> Location:
        """Return the author's place of an absolute URI as the engine says it."""
        known = self._known.get(absolute)  # the same few hundred, again and again, where there are many branches
        if known is None:
            known = self._known[absolute] = self._engines.place(self._places.place(absolute))
        return known

    def _entry(self, uri: str, root: str) -> dict[str, Any] | bool:
        """Return what the engine begins with: the document itself, or a reference to a part of it in its own draft."""
        document = self._engines.resources.get(uri)
        if uri == root.rstrip("#") and isinstance(document, (dict, bool)):
            return cast(dict[str, Any] | bool, document)
        entry: dict[str, Any] = {"$ref": root}
        if isinstance(document, dict) and "$schema" in document:
            entry["$schema"] = document["$schema"]
        return entry

    @cached_property
    def _registry(self) -> jsonschema_rs.Registry:
        try:
            return jsonschema_rs.Registry(self._engines.resources.items(), retriever=self._stand_in)
        except ValueError as error:
            raise BrokenSchemaError(f"the schemas cannot be used together: {first_line(error)}") from error

    def _stand_in(self, uri: str) -> Json:
        """Remember what is missing: whether anything that is asked for needs it, only compiling will tell."""
        self._absent.append(uri)
        return _ABSENT


def compile_schema(resources: Mapping[str, Json], root: str, *, formats: bool) -> "CompiledSchema":
    """Compile one schema among resources; raises as ``Library.compile`` does."""
    return Library(resources).compile(root, formats=formats)


@final
class CompiledSchema:
    """A compiled schema.

    Attributes:
        is_valid: tells whether a value is valid. What means nothing as JSON is not valid; what no schema looks at (the
            members of an object that is only asked to be an object) is not looked at here either.
    """

    __slots__ = ("_iter_errors", "_library", "_root", "is_valid")

    def __init__(self, validator: jsonschema_rs.Validator, library: Library, root: str, *, deep: bool) -> None:
        """Wrap the engine's validator; ``deep``: judging may recurse as deep as the value is nested."""
        self.is_valid = _measured(validator.is_valid) if deep else _plain(validator.is_valid)
        self._iter_errors = validator.iter_errors
        self._library = library
        self._root = library.place(root)

    def violations(self, value: object, *, within: int = _BRANCHES) -> Iterator[Violation]:
        """Yield what the value violates, nothing exactly where it is valid; ``within`` so many branches in branches.

        A value that means nothing as JSON, or that the engine cannot decide about, is a violation of the whole schema,
        with ``reason``.
        """
        if self.is_valid(value):
            return
        read = as_json(value)
        if read.refused:
            for place in read.refused:
                yield Violation("", self._root, place.pointer, reason=place.reason)
            return
        # The engine does not read an integer that Python does not print; only here it is given a Decimal instead.
        reason = "holds an integer that is too long to be judged; a Decimal can be"
        found: list[_Error] = []
        try:
            found, flood = errors(self._iter_errors, read.value)
        except ValueError:
            reason = "is nested too deep to say what is wrong inside"
        else:
            if found:
                reason = f"has too many problems: only those of its first {FIRST:,} members are told" if flood else ""
        if reason:
            yield Violation("", self._root, ROOT, reason=reason)
        yield from self._merged(found, read.value, within)

    def _merged(self, found: Iterable[_Error], value: Json, within: int) -> Iterator[Violation]:
        return merged(self._violation(error, value, within) for error in found)

    def _violation(self, error: _Error, value: Json, within: int) -> Violation:
        instance = pointer(error.instance_path, value, error.instance)
        if error.absolute_keyword_location is None:
            return Violation("", self._root, instance, reason=_reason(error))
        place = self._library.place(error.absolute_keyword_location)
        kind = error.kind
        match kind.name:
            case "falseSchema" if (keyword := _about_names(error)) is not None:
                return Violation(keyword, place, instance, members=_names(lookup(value, instance)))
            case "falseSchema":
                return Violation("false", place, instance)
            case "contains" if error.schema_path[-1] == "maxContains" and self._lacks(error):
                return Violation("contains", _beside(place, "contains"), instance)
            case "contentEncoding":  # reported at its sibling
                return Violation("contentEncoding", _beside(place, "contentEncoding"), instance)
            case "required" if error.schema_path[-1] != "required":  # dependentRequired, dependencies: at an index
                keyword = str(error.schema_path[-1])
                return Violation(keyword, _up(place), instance, members=_members(kind))
            case "unevaluatedItems":
                indexes = _indexes(getattr(kind, "unexpected", ()), lookup(value, instance))
                return Violation("unevaluatedItems", place, instance, members=indexes)
            case _:
                keyword = tokens(place.pointer)[-1]
                branches = self._branches(kind, value, within - 1) if within else ()
                return Violation(keyword, place, instance, branches, _members(kind))

    def _lacks(self, error: _Error) -> bool:
        """Tell whether no item is of the kind at all: the engine blames ``maxContains`` for that too."""
        contains = str(error.absolute_keyword_location).removesuffix("maxContains") + "contains"
        item = self._library.compile(contains, formats=False)
        return isinstance(error.instance, list) and not any(map(item.is_valid, error.instance))

    def _branches(
        self, kind: jsonschema_rs.ValidationErrorKind, value: Json, within: int
    ) -> tuple[tuple[Violation, ...], ...]:
        match kind:
            case (
                jsonschema_rs.ValidationErrorKind.AnyOf(context=context)
                | jsonschema_rs.ValidationErrorKind.OneOfNotValid(context=context)
                | jsonschema_rs.ValidationErrorKind.OneOfMultipleValid(context=context)
            ):
                return tuple(tuple(self._merged(branch, value, within)) for branch in context)
            case jsonschema_rs.ValidationErrorKind.PropertyNames(error=error):
                return ((self._violation(error, value, within),),)
            case _:
                return ()


# The two ways to ask are closures over the engine's bound method: looking that up is a good part of what judging a
# small value costs. What the engine cannot read raises ValueError there, and is read as JSON in the slow way.


def _compiles(pattern: str) -> bool:
    return jsonschema_rs.validator_for({"format": "regex"}, validate_formats=True).is_valid(pattern)


def _plain(engine: Callable[[Any], bool]) -> Callable[[object], bool]:
    def is_valid(value: object) -> bool:
        try:
            return engine(value)
        except ValueError:
            return _is_valid_as_json(engine, value)

    return is_valid


def _measured(engine: Callable[[Any], bool]) -> Callable[[object], bool]:
    # The engine recurses on the stack of the thread, and would end the process where a value is too deep for it. Each
    # level of arrays and objects is at least one step between referents, so where these come to an end the value does.
    def is_valid(value: Any) -> bool:  # noqa: ANN401 - whatever marshal does not know is a ValueError too
        level = [value]
        for _ in _LEVELS:
            level = get_referents(*level)
            if not 0 < len(level) < _WIDEST:
                break
        if len(level) >= _WIDEST and _has_twins(level):
            return _is_valid_as_json(engine, value)
        try:
            if level:
                # Wide, deep, or of classes, which refer to everything: the cheapest thing in the standard library that
                # looks at nothing but the value and refuses to go deeper than a fixed number of levels.
                measure(value, 2)
            return engine(value)
        except ValueError:
            return _is_valid_as_json(engine, value)

    return is_valid


def _has_twins(level: list[Any]) -> bool:
    """Tell whether a level is wide because it holds an array or object twice: one that holds itself does, in the end.

    To measure such a one would take for ever, and so would the engine.
    """
    containers = [part for part in level[:_WIDEST] if isinstance(part, (list, dict))]
    return len(set(map(id, containers))) < len(containers)


def _is_valid_as_json(engine: Callable[[Any], bool], value: object) -> bool:
    read = as_json(value)
    if read.refused:
        return False
    try:
        return engine(read.value)
    except ValueError:  # it compares values (``uniqueItems``) up to 255 levels deep only
        return False


def _names(instance: Json) -> tuple[str, ...]:
    return tuple(instance) if isinstance(instance, dict) else ()


def _about_names(error: _Error) -> str | None:
    """Return the keyword whose ``false`` refuses the names of an object, unless it is a property that is called so."""
    path = error.schema_path
    is_name = False
    for around in path[:-1]:
        is_name = not is_name and around in _NAMED
    return str(path[-1]) if path[-1:] in (["propertyNames"], ["additionalProperties"]) and not is_name else None


def _members(kind: jsonschema_rs.ValidationErrorKind) -> tuple[str, ...]:
    match kind:
        case jsonschema_rs.ValidationErrorKind.Required(property=name):
            return (name,)
        case (
            jsonschema_rs.ValidationErrorKind.AdditionalProperties(unexpected=names)
            | jsonschema_rs.ValidationErrorKind.UnevaluatedProperties(unexpected=names)
        ):
            return tuple(names)
        case jsonschema_rs.ValidationErrorKind.PropertyNames(error=error):
            return (error.instance,) if isinstance(error.instance, str) else ()
        case _:
            return ()


def _indexes(texts: Iterable[str], array: Json) -> tuple[str, ...]:
    """Return the indexes of the items whose JSON texts the engine tells; nothing where that could be other items."""
    told = Counter(json_key(read_json(text)) for text in texts)
    items = [json_key(item) for item in array] if isinstance(array, list) else []
    there = Counter(item for item in items if item in told)
    return tuple(str(index) for index, item in enumerate(items) if item in told) if told == there else ()


def _reason(error: _Error) -> str:
    match error.kind.name:
        case "pattern":
            return "takes too many steps to compare with a pattern: it is refused without an answer"
        case _:
            return f"cannot be judged: {first_line(error)}"


def _up(place: Location) -> Location:
    return Location(place.uri, parent(place.pointer))


def _beside(place: Location, keyword: str) -> Location:
    return Location(place.uri, child(parent(place.pointer), keyword))
