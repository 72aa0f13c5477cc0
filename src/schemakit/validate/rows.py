"""One value a line: the verdict on a block of rows at once, and an explanation for the rows that fail.

Of equal names in one object the last counts, as for every JSON parser that is in a hurry; a row that fails is read once
more, without hurry.
"""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Final, Protocol, cast, final

from schemakit.core.finding import Finding, Severity
from schemakit.core.json import Json
from schemakit.core.location import Location, Locator, Uri
from schemakit.core.record import dataclass, replace
from schemakit.ir.assertions import NodeId
from schemakit.ir.graph import SchemaGraph
from schemakit.ir.lower import lower
from schemakit.loading.limits import LIMITS
from schemakit.loading.positions import Positions
from schemakit.loading.rows import BLANK, read_row, shifted
from schemakit.resolve.schema_set import SchemaSet
from schemakit.runtime.text import read_json
from schemakit.validate.validator import Validator
from schemakit.validate.veil import Veiled

#: Imported for rows only, and where msgspec is installed; without it the standard library parses.
_PREFILTER: Final = "schemakit.validate.prefilter"

#: A block in which more than one row in so many is not accepted is one that the pre-filter is no help with ...
_DOUBTFUL: Final = 4
#: ... and then so many blocks go without it.
_BLOCKS_WITHOUT: Final = 32

#: The longest row that cannot be nested too deep: each level takes two brackets.
_NEVER_DEEP: Final = 2 * LIMITS.depth

#: Longer texts of rows are not kept for the report: there may be as many as there are findings.
_LONGEST_SHOWN: Final = 20_000


class _Filter(Protocol):
    """What accepts rows without asking the judge."""

    def doubtful(self, rows: Sequence[bytes]) -> Sequence[int]:
        """Return the indexes of the rows that it does not accept, in order."""
        ...


class _Typed(Protocol):
    """The module behind the table above."""

    REFUSALS: tuple[type[Exception], ...]

    def decoder(self) -> Callable[[bytes], Json]: ...

    def prefilter(self, graph: SchemaGraph, root: NodeId) -> _Filter | None: ...


@final
@dataclass(frozen=True, slots=True)
class Failing:
    """What fails in a block, all but surely.

    Attributes:
        indexes: of rows that fail, in order.
        unread: those of them that the parser could not read, or that may be nested too deep.
        blank: how many rows are no rows.
    """

    indexes: list[int]
    unread: frozenset[int]
    blank: int


@final
class RowJudge:
    """Judges the rows of one file by one schema."""

    def __init__(self, validator: Validator, *, path: str, uri: Uri, accepts: _Filter | None = None) -> None:
        """Judge with the validator what ``accepts`` leaves; ``path`` and ``uri``: what findings call the file."""
        module = _typed()
        self._decode = read_json if module is None else module.decoder()
        self._refusals: tuple[type[Exception], ...] = (ValueError,) if module is None else module.REFUSALS
        self._validator = validator
        self._accepts = accepts
        self._without = 0
        self._path = path
        self._uri = uri

    def failing(self, rows: Sequence[bytes]) -> Failing:
        """Return which rows fail, all but surely."""
        decode, is_valid, refusals = self._decode, self._validator.is_valid, self._refusals
        found: list[int] = []
        unread: list[int] = []
        blank = 0
        for index in self._doubtful(rows):
            try:
                if is_valid(decode(rows[index])):
                    continue
            except refusals:
                if not rows[index].strip(BLANK):
                    blank += 1
                    continue
                unread.append(index)
            found.append(index)
        deep = _deep(rows)
        return Failing(sorted({*found, *deep}) if deep else found, frozenset((*unread, *deep)), blank)

    def is_invalid(self, row: bytes, *, is_read: bool) -> bool:
        """Tell whether a row that fails has no valid value; ``is_read``: it has one that the judge refuses."""
        return is_read or not self._validator.is_valid_json(row)

    def findings(self, row: bytes, number: int) -> tuple[Finding, ...]:
        """Return what is wrong with the row in line ``number``, with the places in the file; nothing if it is valid."""
        read = read_row(row, number, path=self._path, uri=self._uri)
        source = read.value
        if source is None:
            return read.findings
        explained: Sequence[Finding] = ()
        secrets: tuple[Location, ...] = ()
        if not self._validator.is_valid(source.document):
            explained = self._validator.findings(source.document, document=self._uri)
            secrets = self._validator.explainer.secrets(source.document, self._uri)
        locate = Veiled(Positions((source,)), secrets)
        return tuple(self._placed(finding, locate, number) for finding in (*read.findings, *explained))

    def fails(self, row: bytes) -> bool:
        """Tell surely whether anything is wrong with a row, whatever that costs."""
        return any(finding.severity is Severity.ERROR for finding in self.findings(row, 1))

    def _doubtful(self, rows: Sequence[bytes]) -> Sequence[int]:
        if self._accepts is None or self._without:
            self._without = max(0, self._without - 1)
            return range(len(rows))
        doubtful = self._accepts.doubtful(rows)
        if len(doubtful) * _DOUBTFUL > len(rows):
            self._without = _BLOCKS_WITHOUT
        return doubtful

    def _placed(self, finding: Finding, locate: Locator, number: int) -> Finding:
        """Return a finding that carries its excerpts: the row is not kept."""
        places = [self._excerpted(place, locate, number) for place in (finding.location, *finding.related)]
        return replace(finding, location=places[0], related=tuple(places[1:]))

    def _excerpted(self, place: Location, locate: Locator, number: int) -> Location:
        excerpt = locate(place) if place.uri == self._uri and place.excerpt is None else None
        if excerpt is None:
            return place
        if sum(map(len, excerpt.lines)) > _LONGEST_SHOWN:
            excerpt = replace(excerpt, lines=())
        return shifted(replace(place, excerpt=excerpt), self._uri, number)


def row_filter(schemas: SchemaSet, root: str) -> _Filter | None:
    """Return what accepts valid rows of a schema (canonical URI) as they are parsed; None where nothing can."""
    module = _typed()
    if module is None:
        return None
    resource = root.partition("#")[0]
    graph = lower(schemas, [name for name, uri in schemas.names.items() if uri.partition("#")[0] == resource])
    node = NodeId(root if "#" in root else f"{root}#")
    return module.prefilter(graph, node) if node in graph.nodes else None


def _typed() -> _Typed | None:
    try:
        return cast(_Typed, import_module(_PREFILTER))
    except ModuleNotFoundError as error:
        if error.name != "msgspec":
            raise
        return None


def _deep(rows: Sequence[bytes]) -> list[int]:
    """Return the indexes of rows that may be nested too deep."""
    if max(map(len, rows), default=0) <= _NEVER_DEEP:
        return []
    return [
        index
        for index, row in enumerate(rows)
        if len(row) > _NEVER_DEEP and row.count(b"[") + row.count(b"{") > LIMITS.depth
    ]
