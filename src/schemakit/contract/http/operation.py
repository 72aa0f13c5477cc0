"""What a service promises: its operations, what each takes, and what it answers."""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final, Literal, TypeAlias, final

from schemakit.core.json import Json
from schemakit.core.location import Location
from schemakit.core.pointer import ROOT, Pointer
from schemakit.core.record import dataclass, field
from schemakit.loading.source import Source

#: Whether an answer holds what was sent: every member that was (``sent``), and what earlier requests had sent, too
#: (``merged``, as RFC 7396 has it for PATCH).
Returns: TypeAlias = Literal["sent", "merged"]

#: What a service may say to a payload that it does not take, where nobody says otherwise.
REFUSALS: Final = frozenset({400, 422})

_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})
_VARIABLE: Final = re.compile(r"\{([^{}/]+)\}")


@final
@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one path.

    Attributes:
        method: in capitals.
        path: with variables: ``/tasks/{id}/runs``.
        place: where it is written, for findings.
        body: name of the schema of the request's body; None: it has none.
        answers: from ``200``, ``2XX`` or ``default`` to the name of the schema of that answer, None: anything.
        refuses: status codes by which it may refuse a payload.
        variables: values of the path's variables.
        query: of every request.
        headers: of every request.
        stricter: from the name of what it checks beyond its schema to the schema of the payloads it may refuse for it.
        returns: what its answers hold; None: nothing is promised.
        returned_at: where in the answer that is.
        untested: why nothing can be sent to it; empty: it can.
        unvalued: from ``path NAME``, ``query NAME`` or ``header NAME`` to the name of a schema, for parameters that
            have to be sent and of which nothing else is known.
    """

    method: str
    path: str
    place: Location
    body: str | None = None
    answers: Mapping[str, str | None] = field(default_factory=lambda: MappingProxyType({"2XX": None}))
    refuses: frozenset[int] = REFUSALS
    variables: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    query: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    headers: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    stricter: Mapping[str, Json] = field(default_factory=lambda: MappingProxyType({}))
    returns: Returns | None = None
    returned_at: Pointer = ROOT
    untested: str = ""
    unvalued: Mapping[str, str] = field(default_factory=lambda: _NOTHING)

    @property
    def name(self) -> str:
        """What people call it: ``POST /tasks/{id}/runs``."""
        return f"{self.method} {self.path}"

    @property
    def missing(self) -> tuple[str, ...]:
        """The variables of the path that have no value."""
        return tuple(name for name in _VARIABLE.findall(self.path) if name not in self.variables)

    def promises(self, status: int) -> bool:
        """Tell whether an answer of this status is declared."""
        return self._key(status) is not None

    def schema_of(self, status: int) -> str | None:
        """Return the name of the schema of an answer; None where anything may be in it."""
        key = self._key(status)
        return None if key is None else self.answers[key]

    def _key(self, status: int) -> str | None:
        """Return the entry that an answer falls under (OpenAPI 3.1, Responses Object: the more exact one first)."""
        keys = (str(status), f"{status // 100}XX", "default")
        return next((key for key in keys if key in self.answers), None)


@final
@dataclass(frozen=True, slots=True)
class Contract:
    """All operations of a service.

    Attributes:
        source: the file that says so.
        operations: in the order of the file.
        headers: of every request; ``${NAME}`` is a variable of the environment.
        url: where the service is, if the file says that.
        app: the same for an application of Python code: ``package.module:app``.
        schemas: files and folders of the schemas, if the file says that; relative to the current folder.
        documents: files that hold schemas beside those: an OpenAPI document, with inline schemas given names.
    """

    source: Source
    operations: tuple[Operation, ...]
    headers: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    url: str | None = None
    app: str | None = None
    schemas: tuple[str, ...] | None = None
    documents: tuple[Source, ...] = ()


def matches(path: str, template: str) -> bool:
    """Tell whether a path is one of those that a path with variables stands for."""
    return _pattern(template).fullmatch(path) is not None


@lru_cache(maxsize=1024)
def _pattern(template: str) -> re.Pattern[str]:
    parts = _VARIABLE.split(template)
    return re.compile("".join(re.escape(part) if index % 2 == 0 else "[^/]+" for index, part in enumerate(parts)))
