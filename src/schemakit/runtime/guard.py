"""What makes generated types exact: the standard schemas a package embeds, and a judge for each of its types."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import cast, final

from schemakit.core.json import Json
from schemakit.core.location import Location
from schemakit.core.pointer import Pointer, lookup, parent, tokens
from schemakit.core.record import dataclass
from schemakit.core.wording import author_keyword, requirement
from schemakit.runtime.judge import CompiledSchema, Library
from schemakit.runtime.text import read_json


@final
@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a part of a value: the keyword that refuses it, a sentence, where it is, and the part."""

    keyword: str
    sentence: str
    path: tuple[int | str, ...]
    part: object


@final
class Schemas:
    """The schemas of one generated package.

    They are the resolved standard schemas the models were generated from, not what the generator made of them: a wrong
    shape cannot confirm itself. Text is parsed, and a schema compiled, when a value is judged for the first time.
    """

    def __init__(self, package: str, documents: str, places: Mapping[str, str], *, formats: bool) -> None:
        """Remember where everything is.

        ``documents`` is the text of a JSON object of schemas by absolute URI; ``places`` maps the name of each type of
        ``package`` to the URI, with fragment, of its schema; ``formats``: assert ``format``.
        """
        self.package = package
        self._documents = documents
        self._places = places
        self._formats = formats
        self._guards: dict[type, Guard | None] = {}

    def guard(self, type_: type) -> "Guard | None":
        """Return the guard of a type: of the nearest class of this package that it is or inherits from, if any.

        Names of types (``TypeAliasType``) are types too.
        """
        if type_ not in self._guards:
            known = next(filter(self._has, getattr(type_, "__mro__", (type_,))), None)
            guard = None if known is None else Guard(self, self._places[known.__name__], covers=known is type_)
            self._guards[type_] = guard
        return self._guards[type_]

    @cached_property
    def guards(self) -> "tuple[Guard, ...]":
        """The guards of all types of the package."""
        return tuple(Guard(self, place, covers=True) for place in self._places.values())

    def _has(self, type_: type) -> bool:
        return getattr(type_, "__name__", None) in self._places and type_.__module__.rpartition(".")[0] == self.package

    def compile(self, place: str) -> CompiledSchema:
        """Compile the schema at a place; raises as ``Library.compile`` does."""
        return self._library.compile(place, formats=self._formats)

    def holder(self, keyword: Location) -> Mapping[str, Json]:
        """Return the schema object that holds a keyword, empty where none does (``false``)."""
        try:
            schema = lookup(self._parsed[keyword.uri], parent(keyword.pointer))
        except LookupError:
            return {}
        return schema if isinstance(schema, dict) else {}

    @cached_property
    def _parsed(self) -> Mapping[str, Json]:
        documents = read_json(self._documents)
        if not isinstance(documents, dict):
            raise TypeError("the embedded schemas are no JSON object")
        return documents

    @cached_property
    def _library(self) -> Library:
        return Library(self._parsed)


@final
class Guard:
    """Judges raw JSON values by one schema.

    Attributes:
        is_valid: tells whether a value is valid; what means nothing as JSON is not. After the first call it is the
            engine's own function: this is asked for every value.
        place: URI, with fragment, of the schema.
        covers: the type is generated as it stands, so the schema covers everything inside it; somebody's subclass may
            hold more.
    """

    __slots__ = ("_compiled", "_schemas", "covers", "is_valid", "place")

    def __init__(self, schemas: Schemas, place: str, *, covers: bool) -> None:
        """Remember what to compile."""
        self._schemas = schemas
        self._compiled: CompiledSchema | None = None
        self.is_valid: Callable[[object], bool] = self._first
        self.place = place
        self.covers = covers

    def problems(self, value: object) -> Iterator[Problem]:
        """Yield what is wrong with a value; values that are secrets stay out of the sentences."""
        # The sentences say which branches of a choice a value fits, and nothing of what is inside them.
        for violation in (self._compiled or self._compile()).violations(value, within=1):
            schema = self._schemas.holder(violation.schema)
            path, part = _found(value, violation.instance)
            secret = schema.get("writeOnly") is True or schema.get("format") == "password"
            phrase = requirement(violation, schema, cast(Json, part), shown=not secret)
            yield Problem(author_keyword(violation.keyword, schema) or "schema", f"The value {phrase}", path, part)

    def _first(self, value: object) -> bool:
        return (self._compiled or self._compile()).is_valid(value)

    def _compile(self) -> CompiledSchema:
        self._compiled = self._schemas.compile(self.place)
        self.is_valid = self._compiled.is_valid
        return self._compiled


def _found(value: object, instance: Pointer) -> tuple[tuple[int | str, ...], object]:
    """Return the path of a part as names and indexes, and the part."""
    path: list[int | str] = []
    for token in tokens(instance):
        if isinstance(value, (list, tuple)):
            path.append(int(token))
            value = value[int(token)]
        elif isinstance(value, Mapping):
            path.append(token)
            value = value.get(token)
    return tuple(path), value
