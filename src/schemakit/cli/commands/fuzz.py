"""``schemakit fuzz``: payloads past engines and models."""

import sys
from argparse import ArgumentParser
from pathlib import Path

from schemakit.cli.assumptions import assumptions, written_names
from schemakit.cli.coverage import coverage_files, write_coverage
from schemakit.cli.fuzzed import Done, line, summary
from schemakit.cli.options import add_output, add_reading, add_report, add_view, count, seconds
from schemakit.cli.output import Output
from schemakit.cli.progress import Progress as Shown
from schemakit.cli.progress import progress
from schemakit.cli.reading import in_view, positions, read_schemas
from schemakit.cli.session import Invocation
from schemakit.contract.as_test import as_test
from schemakit.contract.suite import FuzzResult
from schemakit.core.location import Locator
from schemakit.pipeline.catalogue import catalogue
from schemakit.pipeline.contest import Contest
from schemakit.pipeline.fuzzing import DEADLINE, Effort, Progress, fuzz_contest
from schemakit.pipeline.replays import folder_of, kept_of, store


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("names", metavar="NAME", nargs="*", help="schemas to fuzz (default: all but recovered enums)")
    parser.add_argument(
        "--models", metavar="PKG.MOD:TYPE", action="append", default=[], help="a model of yours to try; repeatable"
    )
    much = parser.add_argument_group("how much")
    much.add_argument("--max-examples", metavar="N", type=count, help="payloads of either kind (default: 100)")
    much.add_argument("--seed", metavar="N", type=int, default=0, help="the same makes the same payloads (default: 0)")
    much.add_argument(
        "--deadline",
        metavar="SECONDS",
        type=seconds,
        default=DEADLINE,
        help=f"for a model of yours and one payload (default: {DEADLINE:g})",
    )
    much.add_argument(
        "--budget", metavar="SECONDS", type=seconds, help="for the whole run (default: as long as it takes)"
    )
    much.add_argument(
        "--jobs", metavar="N", type=count, default=1, help="processes, each with schemas of its own (default: 1)"
    )
    found = parser.add_argument_group("what was found")
    found.add_argument(
        "--coverage",
        metavar="FILE",
        action="append",
        default=[],
        help="what was shown of each assertion: FILE.json or FILE.html; repeatable",
    )
    found.add_argument("--pytest", action="store_true", help="print each disagreement as a test to keep")
    add_view(parser, both=False)
    add_reading(parser, paths=False)
    add_output(parser)
    add_report(parser)


def run(invocation: Invocation) -> int:
    """Report where engines and models part."""
    arguments, config, output = invocation.arguments, invocation.config, invocation.output
    wanted = coverage_files(arguments.coverage)
    if arguments.models:
        sys.path.insert(0, str(Path.cwd()))  # where `python -m` would find them; a folder `msgspec` here is not ours
    loaded = read_schemas(config)
    schemas = in_view(loaded.value, config)
    output.detail(lambda: assumptions(schemas.set, config))
    if loaded.errors:
        return output.report(loaded.errors, positions(schemas.set), summary="Nothing fuzzed.", kinds=catalogue)
    names = arguments.names or ([] if arguments.models else written_names(schemas.set))
    contest = Contest.of(schemas, names, arguments.models, view=config.view or "")
    effort = Effort(config.max_examples, arguments.seed, arguments.deadline, arguments.budget, arguments.jobs)
    done, locate = _fuzzed(contest, effort, output), positions(schemas.set)
    write_coverage(wanted, schemas.set, done.results, locate, assumptions(schemas.set, config))
    _keep(done, contest, locate, output)
    if arguments.pytest:
        output.code("\n\n".join(map(as_test, kept_of(done.results, contest, locate))))
    findings = [finding for result in done.results for finding in result.findings]
    said = summary(done, arguments, config.max_examples)
    return output.report(findings, locate, summary=said, kinds=catalogue)


def _fuzzed(contest: Contest, effort: Effort, output: Output) -> Done:
    width = max(map(len, contest.names), default=0)
    done: list[FuzzResult] = []
    unreached: list[str] = []
    with progress(quiet=output.quiet) as shown:
        for name, result in fuzz_contest(contest, effort, progress=_progress(len(contest.names), shown)):
            if result is None:
                unreached.append(name)
            else:
                done.append(result)
            shown.end()
            output.result(line(name, result, width))
    return Done(tuple(done), tuple(unreached))


def _progress(schemas: int, shown: Shown) -> Progress:
    """Return what shows how far the run is: the schema, and how many of its payloads are done."""
    started: dict[str, None] = {}

    def told(name: str, done: int, whole: int) -> None:
        started.setdefault(name)
        number = f"{len(started)} of {schemas} " if schemas > 1 else ""
        shown.show(f"{number}{name}: {f'{done} of {whole} payloads' if whole else 'drawing payloads'}")

    return told


def _keep(done: Done, contest: Contest, locate: Locator, output: Output) -> None:
    """Store what was found; a project that cannot be written to is no reason to keep it from the person."""
    folder = folder_of(Path.cwd())
    try:
        store(folder, kept_of(done.results, contest, locate))
    except OSError as error:
        output.progress(f"nothing stored for `schemakit replay`: {folder}: {error.strerror}")
