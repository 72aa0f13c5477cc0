"""Files of one value a line: each against its schema, with a line on the terminal that says how far it is."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, final

from schemakit.cli.reading import counted
from schemakit.cli.session import Invocation
from schemakit.core.errors import UsageError
from schemakit.core.finding import Finding
from schemakit.core.location import Excerpt, Location, Span, Uri
from schemakit.core.record import dataclass, replace
from schemakit.loading.encoding import at_file, name_of
from schemakit.loading.file_problems import UNREADABLE_FILE
from schemakit.loading.read import uri_of
from schemakit.loading.source import Source
from schemakit.pipeline.bulk import Bulk, Judged, Progress, validate_rows
from schemakit.pipeline.schemas import Schemas
from schemakit.pipeline.workspace import Workspace
from schemakit.validate.lookup import explicit, own

#: Rows that are explained where nobody says how many: a file can have millions.
_EXPLAINED: Final = 100
_ERASE_LINE: Final = "\r\x1b[K"


@final
@dataclass(frozen=True, slots=True)
class RowsDone:
    """What became of the row files of a run."""

    findings: tuple[Finding, ...]
    names: dict[Uri, str]
    summary: str


def validate_row_files(invocation: Invocation, schemas: Schemas, files: Sequence[str]) -> RowsDone:
    """Validate the rows of the files, one file after the other; raises UsageError for a file that is not there."""
    arguments = invocation.arguments
    bulk = Bulk(arguments.engine, arguments.jobs, arguments.max_errors or _EXPLAINED, arguments.fail_fast)
    findings: list[Finding] = []
    names = {uri_of(Path(file)): name_of(Path(file)) for file in files}
    rows = invalid = 0
    for file in {uri_of(Path(file)): Path(file) for file in files}.values():
        if not file.is_file():
            raise UsageError(f"no such file: {name_of(file)}")
        root = _root(invocation, schemas, file)
        if isinstance(root, Finding):
            findings.append(root)
            continue
        judged = _judged(schemas, file, root, bulk, is_shown=sys.stderr.isatty() and not arguments.quiet)
        findings += judged.findings
        rows, invalid = rows + judged.rows, invalid + judged.invalid
        if invalid and bulk.fail_fast:
            break
    stopped = " up to the first that is not" if invalid and bulk.fail_fast else ""
    more = f"; --max-errors explains {bulk.most} of a file" if invalid > bulk.most else ""
    return RowsDone(tuple(findings), names, f"{counted(rows, 'row')} checked{stopped}, {rows - invalid} valid{more}")


def _judged(schemas: Schemas, file: Path, root: str, bulk: Bulk, *, is_shown: bool) -> Judged:
    try:
        if not is_shown:
            return validate_rows(schemas, file, root, bulk)
        with _progress(name_of(file)) as progress:
            return validate_rows(schemas, file, root, bulk, progress=progress)
    except PermissionError as error:
        finding = at_file(UNREADABLE_FILE, name_of(file), uri_of(file), f"cannot be read: {error.strerror}")
        return Judged((finding,), 0, 0)


def _root(invocation: Invocation, schemas: Schemas, file: Path) -> str | Finding:
    """Return the schema of a file's rows: the one that was named, or that of the file; or a finding that asks."""
    if invocation.arguments.schema is not None:
        return explicit(schemas.set, invocation.arguments.schema)
    source = Source(name_of(file), uri_of(file), "", "json", None)
    found = own(schemas.set, source, Workspace(invocation.config.data).ways(source))
    if isinstance(found, Finding):
        place = Location(uri_of(file), excerpt=Excerpt(name_of(file), Span(1, 1, 1, 1), ()))
        return replace(found, location=place, help=found.help[:1])  # a row is no place to say it in
    return found


@contextmanager
def _progress(name: str) -> Iterator[Progress]:
    """Give what keeps one line of the terminal up to date, and take the line away at the end."""

    def show(done: int, whole: int, rows: int) -> None:
        share = f"{100 * done // whole} %, " if done else ""
        sys.stderr.write(f"{_ERASE_LINE}{name}: {share}{rows:,} rows")
        sys.stderr.flush()

    try:
        yield show
    finally:
        sys.stderr.write(_ERASE_LINE)
        sys.stderr.flush()
