"""Files of one value a line against a schema: constant memory, and as many processes as are asked for."""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final, TypeAlias, assert_never, final

from schemakit.core.finding import Finding, Severity
from schemakit.core.location import Uri
from schemakit.core.record import dataclass
from schemakit.loading.encoding import name_of
from schemakit.loading.read import uri_of
from schemakit.loading.rows import Broken, Lines, Overlong, Stretch, blocks, broken, overlong, stretches
from schemakit.pipeline.processes import CAN_FORK, mapped
from schemakit.pipeline.schemas import Schemas
from schemakit.validate.engine import EngineName
from schemakit.validate.rows import Failing, RowJudge, row_filter
from schemakit.validate.validator import Validator

#: Bytes of a file that are judged in one go by one process, at least and at most.
_SMALL: Final = 512 * 1024
_STRETCH: Final = 16 * 1024 * 1024

#: Bytes of a file from which on it pays to look for a pre-filter.
_LARGE: Final = 1024 * 1024

#: Told after each stretch: how many bytes of how many, and how many rows.
Progress: TypeAlias = Callable[[int, int, int], None]


@final
@dataclass(frozen=True, slots=True)
class Bulk:
    """How to go about a file.

    Attributes:
        engine: who judges.
        jobs: processes; compressed files and systems that cannot fork have one.
        most: failing rows that are explained; the others are counted.
        fail_fast: stop at the first failing row.
    """

    engine: EngineName = "fast"
    jobs: int = 1
    most: int = 100
    fail_fast: bool = False


@final
@dataclass(frozen=True, slots=True)
class Judged:
    """What became of the rows of one file.

    Attributes:
        findings: in the order of the rows.
        rows: how many there are, up to where reading stopped.
        invalid: how many of them fail.
    """

    findings: tuple[Finding, ...]
    rows: int
    invalid: int


@final
@dataclass(frozen=True, slots=True)
class _Suspect:
    """A row that fails all but surely; ``number`` is its line in the stretch."""

    number: int
    row: bytes


_Trouble: TypeAlias = _Suspect | Overlong | Broken


@final
@dataclass(frozen=True, slots=True)
class _Part:
    """What became of a stretch; ``more``: failing rows beyond those that are explained."""

    size: int
    lines: int
    rows: int
    troubles: tuple[_Trouble, ...]
    more: int


@final
@dataclass(frozen=True, slots=True)
class _Task:
    """What a process needs; inherited by it, never sent."""

    path: Path
    judge: RowJudge
    most: int
    fail_fast: bool

    def part(self, stretch: Stretch | None) -> _Part:
        """Judge a stretch of the file, or all of it."""
        lines = rows = more = 0
        troubles: list[_Trouble] = []
        for block in blocks(self.path, stretch):
            match block:
                case Lines():
                    kept, is_over = self._up_to_failing(block.lines) if self.fail_fast else (block.lines, False)
                    failing = self.judge.failing(kept)
                    lines, rows = lines + len(kept), rows + len(kept) - failing.blank
                    shown = failing.indexes[: max(0, self.most - len(troubles))]
                    troubles += (_Suspect(block.first + index, kept[index]) for index in shown)
                    more += self._count(kept, failing, len(shown))
                case Overlong() | Broken():
                    rows += isinstance(block, Overlong)
                    lines += 1
                    troubles.append(block)
                    is_over = self.fail_fast
                case _:
                    assert_never(block)
            if is_over:
                break
        return _Part(0 if stretch is None else stretch.end - stretch.start, lines, rows, tuple(troubles), more)

    def _count(self, lines: list[bytes], failing: Failing, shown: int) -> int:
        """Count the rows that fail beyond those that are shown."""
        is_invalid, unread = self.judge.is_invalid, failing.unread
        return sum(is_invalid(lines[index], is_read=index not in unread) for index in failing.indexes[shown:])

    def _up_to_failing(self, lines: list[bytes]) -> tuple[list[bytes], bool]:
        """Return the lines up to the first that surely fails, and whether there is one."""
        failing = self.judge.failing(lines).indexes
        first = next((index for index in failing if self.judge.fails(lines[index])), None)
        return (lines, False) if first is None else (lines[: first + 1], True)


def validate_rows(
    schemas: Schemas, path: Path, root: str, bulk: Bulk | None = None, *, progress: Progress | None = None
) -> Judged:
    """Validate each row of a file by the schema at ``root``, a canonical URI.

    What is wrong with a row comes back as findings, and the rows after it are validated all the same.

    Raises:
        BrokenSchemaError: the schema cannot be compiled.
        OSError: the file cannot be read.
    """
    bulk = bulk or Bulk()
    name, uri, whole = name_of(path), uri_of(path), path.stat().st_size
    validator = Validator(schemas.set, root, engine=bulk.engine, formats=schemas.formats == "assert")
    accepts = row_filter(schemas.set, root) if bulk.engine == "fast" and whole >= _LARGE else None
    task = _Task(path, RowJudge(validator, path=name, uri=uri, accepts=accepts), bulk.most, bulk.fail_fast)
    report = _Report(task, name, uri)
    done = 0
    parts = (None,) if path.suffix.lower() == ".gz" else stretches(path, _ends(whole, bulk.jobs))
    with closing(_judged(task, parts, bulk.jobs)) as judged:
        for part in judged:
            report.add(part)
            done += part.size
            if progress is not None:
                progress(done, whole, report.rows)
            if report.is_over:
                break
    return Judged(tuple(report.findings), report.rows, report.invalid)


def _ends(whole: int, jobs: int) -> Iterator[int]:
    """Yield where stretches end: the less is left the smaller they are, so that nobody waits long for the last one."""
    end = 0
    while end < whole:
        end += min(max((whole - end) // (2 * jobs), _SMALL), _STRETCH)
        yield end


@final
class _Report:
    """What became of the rows so far, part by part in their order."""

    def __init__(self, task: _Task, path: str, uri: Uri) -> None:
        """Begin with nothing."""
        self._task = task
        self._path = path
        self._uri = uri
        self._lines = self._explained = 0
        self.findings: list[Finding] = []
        self.rows = self.invalid = 0
        self.is_over = False

    def add(self, part: _Part) -> None:
        """Explain what failed, as long as there is not too much of it."""
        self.rows += part.rows
        self.invalid += part.more
        for trouble in part.troubles:
            if self._explained >= self._task.most and isinstance(trouble, _Suspect):
                self.invalid += self._task.judge.is_invalid(trouble.row, is_read=False)
                continue
            found = self._findings(trouble)
            self.findings += found
            if any(finding.severity is Severity.ERROR for finding in found):
                self.invalid += not isinstance(trouble, Broken)
                self._explained += 1
                self.is_over = self._task.fail_fast or isinstance(trouble, Broken)
                if self.is_over:
                    return
        self._lines += part.lines

    def _findings(self, trouble: _Trouble) -> tuple[Finding, ...]:
        match trouble:
            case _Suspect(number=number, row=row):
                return self._task.judge.findings(row, self._lines + number)
            case Overlong(number=number):
                return (overlong(self._lines + number, path=self._path, uri=self._uri),)
            case Broken():
                return (broken(trouble, path=self._path, uri=self._uri),)
            case _:
                assert_never(trouble)


def _judged(task: _Task, parts: Sequence[Stretch | None], jobs: int) -> Generator[_Part, None, None]:
    """Yield the parts, judged, in their order; by processes where that is possible and of use."""
    processes = min(jobs, len(parts)) if CAN_FORK else 1
    if processes > 1:
        yield from mapped(task.part, parts, processes)
    else:
        yield from map(task.part, parts)
