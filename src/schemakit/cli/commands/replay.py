"""``schemakit replay``: what fuzzing has found, tried again."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from schemakit.cli.exit_codes import CLEAN, FINDINGS
from schemakit.cli.options import add_output, add_reading, seconds
from schemakit.cli.output import Output
from schemakit.cli.reading import counted, positions, read_schemas
from schemakit.cli.session import Invocation
from schemakit.contract.as_test import as_test
from schemakit.contract.http.replays import Replay as Case
from schemakit.contract.http.replays import all_kept
from schemakit.contract.replay import Replay
from schemakit.contract.tell import payload_text
from schemakit.core.errors import UsageError
from schemakit.pipeline.catalogue import catalogue
from schemakit.pipeline.fuzzing import DEADLINE
from schemakit.pipeline.replays import Still, Tried, chosen, folder_of, stored, tried


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("ids", metavar="ID", nargs="*", help="what `fuzz` called it (default: list all that is stored)")
    parser.add_argument(
        "--deadline",
        metavar="SECONDS",
        type=seconds,
        default=DEADLINE,
        help=f"for a model of yours and one payload (default: {DEADLINE:g})",
    )
    parser.add_argument("--pytest", action="store_true", help="print it as a test to keep, and try nothing")
    add_reading(parser, paths=False)
    add_output(parser, formats=("full",))


def run(invocation: Invocation) -> int:
    """List what is stored, or try some of it again and say what became of it."""
    arguments, config, output = invocation.arguments, invocation.config, invocation.output
    folder = folder_of(Path.cwd())
    if not arguments.ids:
        return _list(tuple(stored(folder)), dict(all_kept()), output)
    _fuzzed_only(arguments.ids, folder)
    wanted = tuple(chosen(folder, arguments.ids))
    if arguments.pytest:
        output.code("\n\n".join(map(as_test, wanted)))
        return CLEAN
    if any(one.spec for one in wanted):
        sys.path.insert(0, str(Path.cwd()))  # where `python -m` would find the models
    loaded = read_schemas(config)
    if loaded.errors:
        return output.report(
            loaded.errors, positions(loaded.value.set), summary="Nothing tried again.", kinds=catalogue
        )
    wrong = False
    for one in tried(loaded.value, wanted, arguments.deadline):
        for line in _told(one):
            output.result(line)
        wrong = wrong or one.is_wrong
    return FINDINGS if wrong else CLEAN


def _fuzzed_only(ids: Sequence[str], folder: Path) -> None:
    """Raise where one of the ids is that of a case of a service: it takes the service, and what it wants to hear."""
    cases = dict(all_kept())
    for one in ids:
        if one in cases and not (folder / f"{one}.json").is_file():
            again = f"schemakit contract --replay {one}"
            raise UsageError(f"{one} was found by `schemakit contract`, at {cases[one].operation}", help=again)


def _list(replays: tuple[Replay, ...], cases: Mapping[str, Case], output: Output) -> int:
    for replay in replays:
        output.result(f"{replay.id}  {replay.what:<10}  {_sentence(replay)}")
    for name, case in cases.items():  # without the payload: only its schema knows what in it is secret
        output.result(f"{name}  {case.what:<10}  {case.operation} {case.said}")
    commands = [f"schemakit replay {replays[0].id}"] if replays else []
    commands += [f"schemakit contract --replay {name}" for name in islice(cases, 1)]
    if commands:
        every = len(replays) + len(cases)
        output.result(f"{counted(every, 'disagreement')} stored. Next: {', or '.join(commands)}")
    else:
        output.result("Nothing is stored: `schemakit fuzz` and `schemakit contract` store what they find.")
    return CLEAN


def _told(one: Tried) -> Iterator[str]:
    is_news = one.changed and one.still is not Still.NO_SCHEMA
    changed = f", {'though' if one.is_wrong else 'and'} the schema changed" if is_news else ""
    yield f"{one.replay.id}  {one.still}{changed}"
    yield f"   {_sentence(one.replay)}"
    if one.detail and one.detail.partition(": ")[2] not in one.replay.said:
        yield f"   now {one.detail}"


def _sentence(replay: Replay) -> str:
    return f"{replay.schema}: {replay.said}: {payload_text(replay.payload)}"
