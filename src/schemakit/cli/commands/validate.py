"""``schemakit validate``: data against schemas."""

from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Final, Protocol, cast

from schemakit.cli.data import Data, add_data, read_data
from schemakit.cli.engine import import_engine
from schemakit.cli.options import add_output, add_reading, add_report, add_view, count
from schemakit.cli.progress import progress
from schemakit.cli.reading import counted, in_view, read_schemas
from schemakit.cli.session import Invocation
from schemakit.core.errors import UsageError
from schemakit.core.finding import Finding
from schemakit.core.location import Uri
from schemakit.loading.positions import Positions
from schemakit.loading.source import Source
from schemakit.pipeline.config import Config
from schemakit.pipeline.schemas import Schemas
from schemakit.pipeline.validating import validate_documents
from schemakit.pipeline.workspace import Workspace
from schemakit.resolve.schema_set import SchemaSet
from schemakit.validate.engine import EngineName
from schemakit.validate.run import Limit, Validated
from schemakit.validate.veil import Veiled
from schemakit.validate.ways import Way

_SHOWN_FILES: Final = 5
#: Imported for -v: it knows recovered enums, and their hashes.
_ASSUMPTIONS: Final = "schemakit.cli.assumptions"
#: Imported for files of one value a line: it knows processes.
_ROWS: Final = "schemakit.cli.rows"
#: Imported for --changed: it knows what a change is about.
_CHANGED: Final = "schemakit.cli.changed"
#: Imported for --engine both: it knows the reference engine.
_SECOND_OPINION: Final = "schemakit.pipeline.second_opinion"


class _Assumptions(Protocol):
    def assumptions(self, schemas: SchemaSet, config: Config) -> str: ...


class _RowsDone(Protocol):
    findings: tuple[Finding, ...]
    names: dict[Uri, str]
    summary: str


class _Rows(Protocol):
    def validate_row_files(self, invocation: Invocation, schemas: Schemas, files: Sequence[str]) -> _RowsDone: ...


class _Changed(Protocol):
    def changed_data(self, arguments: Namespace, config: Config) -> Data: ...

    def only_ours(self, data: Data, schemas: Schemas, workspace: Workspace) -> Data: ...


class _SecondOpinion(Protocol):
    def second_opinions(
        self,
        schemas: Schemas,
        documents: Sequence[Source],
        *,
        schema: str | None,
        ways: Callable[[Source], Iterable[Way]],
    ) -> Validated: ...


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    add_data(parser)
    parser.add_argument("--schema", metavar="NAME|PATH[#POINTER]", help="of all files (default: what each file names)")
    which = "FILEs are those of a change: without a schema here is left out, a schema stands for all data it is for"
    parser.add_argument("--changed", action="store_true", help=which)
    who = "who judges (default: fast); both: and where they disagree is an error"
    parser.add_argument("--engine", choices=("fast", "reference", "both"), default="fast", help=who)
    much = parser.add_argument_group("much data: many files, or many rows (.jsonl, .jsonl.gz)")
    much.add_argument(
        "--max-errors", metavar="N", type=count, help="failing files (default: all) or rows (default: 100) to explain"
    )
    much.add_argument("--fail-fast", action="store_true", help="stop at the first file or row that fails")
    much.add_argument(
        "--jobs", metavar="N", type=count, default=1, help="processes (default: 1); a compressed file takes one"
    )
    add_view(parser, both=False)
    add_reading(parser, paths=False)
    add_output(parser)
    add_report(parser)


def run(invocation: Invocation) -> int:
    """Report what is wrong with the data."""
    import_engine()
    arguments, config, output = invocation.arguments, invocation.config, invocation.output
    change = cast(_Changed, import_module(_CHANGED)) if arguments.changed else None
    data = read_data(arguments) if change is None else change.changed_data(arguments, config)
    workspace = Workspace(config.data)
    named, published = workspace.schemas(data.sources, data.given) if arguments.schema is None else ((), ())
    loaded = read_schemas(config, (*_schema_paths(config, arguments.schema), *named), published)
    schemas = in_view(loaded.value, config)
    output.detail(lambda: _assumed(schemas.set, config))
    given = len(data.sources) + len(data.rows)
    if change is not None and arguments.schema is None:
        data = change.only_ours(data, schemas, workspace)
    left_out = given - len(data.sources) - len(data.rows)
    is_doubted = arguments.engine == "both"
    engine: EngineName = "fast" if is_doubted else arguments.engine
    try:
        with progress(quiet=arguments.quiet) as line:
            done = validate_documents(
                schemas,
                line.counting(data.sources, "files validated"),
                schema=arguments.schema,
                ways=workspace.ways,
                engine=engine,
                limit=Limit(arguments.fail_fast, arguments.max_errors),
            )
    except UsageError as error:  # the schema that is asked for may be one that could not be read
        raise UsageError(error.message, help=error.help, findings=loaded.errors) from error
    doubts = _doubts(schemas, data, workspace, arguments.schema) if is_doubted else Validated((), 0, 0, ())
    findings = (*loaded.errors, *data.findings, *done.findings, *doubts.findings)
    names = {source.uri: source.path for source in data.sources}
    is_summed = data.sources or not data.rows
    summaries = [_files_checked(done, len(data.sources))] if is_summed else []
    if data.rows and not (arguments.fail_fast and done.valid < done.documents):
        rows = cast(_Rows, import_module(_ROWS)).validate_row_files(invocation, schemas, data.rows)
        findings, names = (*findings, *rows.findings), names | rows.names
        summaries.append(rows.summary)
    if left_out:
        summaries.append(f"{left_out} left out, for nothing names a schema of this project for them")
    return output.report(
        findings,
        Veiled(Positions((*schemas.set.sources.values(), *data.sources)), (*done.hidden, *doubts.hidden)),
        summary=f"{_counts(findings, names)}{'; '.join(summaries)}",
    )


def _files_checked(done: Validated, given: int) -> str:
    stopped = " up to the first that is not" if done.documents < given else ""
    more = f", {done.unexplained} more not valid and not explained" if done.unexplained else ""
    return f"{counted(done.documents, 'file')} checked{stopped}, {done.valid} valid{more}"


def _doubts(schemas: Schemas, data: Data, workspace: Workspace, schema: str | None) -> Validated:
    """Return what the engines do not agree about."""
    if data.rows:
        raise UsageError(
            "--engine both is about whole documents, not about rows", help="--engine reference judges rows"
        )
    module = cast(_SecondOpinion, import_module(_SECOND_OPINION))
    return module.second_opinions(schemas, data.sources, schema=schema, ways=workspace.ways)


def _assumed(schemas: SchemaSet, config: Config) -> str:
    module = cast(_Assumptions, import_module(_ASSUMPTIONS))
    return module.assumptions(schemas, config)


def _schema_paths(config: Config, named: str | None) -> Sequence[str]:
    """Return what to load.

    A schema that is named by its path needs nothing but itself and what it refers to, and files that name their schemas
    need no folder of schemas: only what the configuration says has to be there.
    """
    file = named.partition("#")[0] if named else ""
    there = tuple(path for path in config.schemas if Path(path).exists())
    if file and Path(file).is_file():
        return (file, *there)
    return there if named is None and config.schemas == Config().schemas else config.schemas


def _counts(findings: Sequence[Finding], names: dict[Uri, str]) -> str:
    """Return ``bad.json: 1 error. `` for the files that have any."""
    errors = Counter(finding.location.uri for finding in findings if finding.location.uri in names)
    shown = [f"{names[uri]}: {counted(number, 'error')}" for uri, number in list(errors.items())[:_SHOWN_FILES]]
    more = len(errors) - len(shown)
    return "".join((", ".join(shown), f" and {more} more" if more else "", ". " if shown else ""))
