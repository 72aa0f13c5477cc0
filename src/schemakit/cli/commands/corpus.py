"""``schemakit corpus export`` and ``check``: payloads frozen for services in any language."""

import shlex
from argparse import ArgumentParser
from pathlib import Path
from typing import Final

from schemakit import __version__
from schemakit.cli.assumptions import written_names
from schemakit.cli.options import add_output, add_reading, add_report, add_view, reading_again
from schemakit.cli.reading import counted, in_view, positions, read_schemas
from schemakit.cli.session import Invocation
from schemakit.core.atomic import write_text
from schemakit.core.errors import UsageError
from schemakit.core.file_name import file_name
from schemakit.loading.positions import Positions
from schemakit.pipeline.catalogue import catalogue
from schemakit.pipeline.corpora import Exported, check, export
from schemakit.pipeline.schemas import Schemas
from schemakit.runtime.text import write_pretty_json

_ACTIONS: Final = ("export", "check")


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument(
        "action", choices=_ACTIONS, metavar="|".join(_ACTIONS), help="write the cases, or compare them with the schemas"
    )
    parser.add_argument("names", metavar="NAME", nargs="*", help="schemas to export (default: all but recovered enums)")
    parser.add_argument("--out", metavar="DIR", help="folder of the cases (default: contract)")
    parser.add_argument("--every-way", action="store_true", help="a case for each way to break an assertion, not one")
    parser.add_argument("--seed", metavar="N", type=int, default=0, help="the same makes the same cases (default: 0)")
    add_view(parser, both=True)
    add_reading(parser, paths=False)
    add_output(parser)
    add_report(parser)


def run(invocation: Invocation) -> int:
    """Write or compare."""
    arguments, output = invocation.arguments, invocation.output
    folder = Path(vars(arguments)["out"] or "contract")  # never `out` of the configuration: that is where models go
    if arguments.action == "check" and arguments.names:
        raise UsageError("check looks at every file of a folder", help="schemakit corpus check --out DIR")
    loaded = read_schemas(invocation.config)
    schemas = in_view(loaded.value, invocation.config)
    if loaded.errors:
        return output.report(loaded.errors, positions(schemas.set), summary="Nothing frozen.", kinds=catalogue)
    return _export(invocation, schemas, folder) if arguments.action == "export" else _check(invocation, schemas, folder)


def _export(invocation: Invocation, schemas: Schemas, folder: Path) -> int:
    arguments, output = invocation.arguments, invocation.output
    names = arguments.names or written_names(schemas.set)
    width = max(map(len, names), default=0)
    done = []
    for one in export(schemas, names, every_way=arguments.every_way, seed=arguments.seed, version=__version__):
        write_text(folder / f"{file_name(one.name)}.json", write_pretty_json(one.document))
        output.result(_line(one, width))
        done.append(one)
    cases = sum(one.valid + one.invalid for one in done)
    summary = f"Wrote {counted(cases, 'case')} of {counted(len(done), 'schema')} to {folder.as_posix()}/."
    return output.report((), positions(schemas.set), summary=summary, kinds=catalogue)


def _line(one: Exported, width: int) -> str:
    coverage = one.coverage
    return (
        f"  {one.name.ljust(width)}  {one.valid:>4} valid  {one.invalid:>4} invalid  "
        f"{coverage.violated:>4} of {len(coverage.occurrences):>4} assertions violated"
    )


def _check(invocation: Invocation, schemas: Schemas, folder: Path) -> int:
    checked = check(schemas, folder)
    found = checked.value
    findings = (*checked.findings, *found.findings)
    changed = sum(finding.code in {"SK701", "SK702"} for finding in findings)
    summary = f"{counted(found.cases, 'frozen case')}, {counted(changed, 'verdict')} changed."
    if findings:
        view = ["--view", invocation.config.view] if invocation.config.view else []
        again = ["--out", folder.as_posix(), *view, *reading_again(invocation.arguments)]
        summary += f" If that is meant: {shlex.join(['schemakit', 'corpus', 'export', *again])}"
    locate = Positions((*schemas.set.sources.values(), *found.sources))
    return invocation.output.report(findings, locate, summary=summary, kinds=catalogue)
