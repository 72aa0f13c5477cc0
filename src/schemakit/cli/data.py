"""The data files of a run."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from importlib import import_module
from itertools import groupby
from pathlib import Path
from typing import Final, Protocol, cast, final, get_args

from schemakit.cli.progress import progress
from schemakit.core.finding import Finding
from schemakit.core.outcome import Outcome
from schemakit.core.record import dataclass
from schemakit.loading.data_files import data_files
from schemakit.loading.read import read, read_stdin
from schemakit.loading.row_files import is_rows
from schemakit.loading.source import Source, Syntax

_STDIN: Final = "-"
#: Imported for --jobs: it knows processes.
_READING: Final = "schemakit.pipeline.reading"


class _Reading(Protocol):
    def read_files(
        self, files: Sequence[Path], *, syntax: Syntax | None, processes: int, told: Callable[[int], None]
    ) -> Outcome[tuple[Source, ...]]: ...


@final
@dataclass(frozen=True, slots=True)
class Data:
    """What the arguments of a run mean.

    Attributes:
        sources: the documents, in the order of the arguments.
        rows: files of one value a line, which are read when they are judged.
        findings: what is wrong with files.
        given: the arguments that are paths.
    """

    sources: tuple[Source, ...]
    rows: tuple[str, ...]
    findings: tuple[Finding, ...]
    given: tuple[str, ...]


def add_data(parser: ArgumentParser) -> None:
    """Add what says which data is read, and how."""
    parser.add_argument(
        "files", metavar="FILE", nargs="+", help="data files, folders, and patterns ('data/**/*.json'); - is stdin"
    )
    parser.add_argument("--syntax", choices=get_args(Syntax), help="of all files and stdin (default: by their names)")
    parser.add_argument("--stdin-name", metavar="FILE", help="path that stdin has where it comes from")


def read_data(arguments: Namespace) -> Data:
    """Read what the arguments mean, each file once.

    Raises:
        UsageError: an argument means no file.
    """
    sources: dict[str, Source] = {}
    rows: list[str] = []
    findings: list[Finding] = []
    for is_stdin, group in groupby(arguments.files, key=lambda file: file == _STDIN):
        if is_stdin:
            outcome = read_stdin(syntax=arguments.syntax, path=arguments.stdin_name)
        else:
            files = data_files(group)
            findings.extend(files.findings)
            rows += (str(file) for file in files.value if is_rows(file.name))
            outcome = _read([file for file in files.value if not is_rows(file.name)], arguments)
        findings.extend(outcome.findings)
        # a file that is given twice is checked once
        for source in outcome.value:
            sources.setdefault(source.uri, source)
    given = tuple(file for file in arguments.files if file != _STDIN)
    return Data(tuple(sources.values()), tuple(rows), tuple(findings), given)


def _read(files: Sequence[Path], arguments: Namespace) -> Outcome[tuple[Source, ...]]:
    with progress(quiet=arguments.quiet) as line:
        if arguments.jobs == 1:
            return read(line.counting(files, "files read"), syntax=arguments.syntax)
        module = cast(_Reading, import_module(_READING))
        return module.read_files(
            files,
            syntax=arguments.syntax,
            processes=arguments.jobs,
            told=lambda done: line.show(f"{done:,} of {len(files):,} files read"),
        )
