"""One run of one command: its options, its streams, and what becomes of every way it can end."""

import sys
from argparse import ArgumentParser, HelpFormatter, Namespace
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from types import MappingProxyType
from typing import Final, NoReturn, Protocol, cast, final

from schemakit import __version__
from schemakit.cli import exit_codes, problems
from schemakit.cli.output import Output, release_stdout
from schemakit.core.errors import SchemakitError, UsageError
from schemakit.core.near import nearest
from schemakit.core.record import dataclass
from schemakit.pipeline.config import Config, configuration

#: Packages that only some commands need, and the extra that installs them.
EXTRAS: Final = MappingProxyType(
    {
        "datamodel_code_generator": "generate",
        "pydantic": "generate",
        "pydantic_core": "generate",
        "msgspec": "generate",
        "httpx": "contract",
        "hypothesis": "fuzz",
        "hypothesis_jsonschema": "fuzz",
    }
)

#: Commands with an extra of their own, which brings all that they need: the others' packages, too.
_OWN_EXTRAS: Final = MappingProxyType({"contract": "contract", "fuzz": "all", "replay": "all"})

#: Loaded when there is one: platform, tempfile and traceback cost more than reading the command line.
_BUG: Final = "schemakit.cli.bug"
#: Loaded where a command line is wrong.
_MISTAKES: Final = "schemakit.cli.mistakes"


@final
@dataclass(frozen=True, slots=True)
class Invocation:
    """What a command gets: what was asked on the command line, the settings that hold, and where to write."""

    arguments: Namespace
    config: Config
    output: Output


class Command(Protocol):
    """A module of ``cli.commands``."""

    def configure(self, parser: ArgumentParser) -> None:
        """Add the command's arguments."""
        ...

    def run(self, invocation: Invocation) -> int:
        """Do it and return the exit status."""
        ...


class _Mistakes(Protocol):
    def mistake(self, message: str, command: str, help_page: str) -> UsageError: ...


class _BugReport(Protocol):
    def report(self, error: BaseException, argv: Sequence[str]) -> None: ...


@final
class Parser(ArgumentParser):
    """argparse with errors in the manner of the house."""

    def format_help(self) -> str:
        """Return the help as wide as the terminal."""
        self.formatter_class = HelpFormatter
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        """Raise instead of printing a usage that nobody reads."""
        raise cast(_Mistakes, import_module(_MISTAKES)).mistake(message, self.prog, self.format_help())


def run(
    name: str, argv: Sequence[str], *, commands: Mapping[str, tuple[str, str]], load: Callable[[str], object]
) -> int:
    """Run the command of that name and return the exit status, whatever happens."""
    try:
        module, summary = _command(name, commands)
        status = _run(cast(Command, load(module)), name, summary, argv)
        sys.stdout.flush()
    except SchemakitError as error:
        problems.cannot(error)
        return exit_codes.NOT_RUN
    except ModuleNotFoundError as error:
        extra = EXTRAS.get(error.name or "")
        if extra is None:
            return _bug(error, (name, *argv))
        problems.cannot(problems.missing(error.name or "", _OWN_EXTRAS.get(name, extra)))
        return exit_codes.NOT_RUN
    except BrokenPipeError:
        release_stdout()
        return exit_codes.BROKEN_PIPE
    except OSError as error:  # a full disk, a folder that may not be written to: nothing of ours
        problems.cannot(UsageError(problems.environment(error)))
        return exit_codes.NOT_RUN
    except KeyboardInterrupt:
        return exit_codes.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the outermost frame: whatever arrives here is our bug, and said to be one
        return _bug(error, (name, *argv))
    return status


def _bug(error: BaseException, argv: Sequence[str]) -> int:
    cast(_BugReport, import_module(_BUG)).report(error, argv)
    return exit_codes.BUG


def _run(command: Command, name: str, summary: str, argv: Sequence[str]) -> int:
    parser = Parser(
        prog=f"schemakit {name}",
        description=f"{summary[0].upper()}{summary[1:]}.",
        allow_abbrev=False,
        formatter_class=_narrow,
    )
    parser.add_argument(
        "-V", "--version", action="version", version=f"schemakit {__version__}", help="show the version and exit"
    )
    command.configure(parser)
    arguments = _parsed(parser, argv)
    config = configuration(arguments)
    return command.run(Invocation(arguments, config, Output.of(arguments, config)))


def _parsed(parser: Parser, argv: Sequence[str]) -> Namespace:
    """Return the arguments, whatever stands first: options, or what they are about.

    argparse takes a list of names to be empty where an option comes before it: only then are options read first and
    the others after them, which costs a second reading. What follows ``--`` is no option, and only the first knows it.
    """
    arguments, left = parser.parse_known_args(argv)
    if not left:
        return arguments
    if "--" in argv or any(one.startswith("-") and one != "-" for one in left):
        parser.error(f"unrecognized arguments: {' '.join(left)}")
    return parser.parse_intermixed_args(argv)


def _narrow(prog: str) -> HelpFormatter:
    """Return what argparse tries every option's help with; asking for the terminal's width there imports shutil."""
    return HelpFormatter(prog, width=80)


def _command(name: str, commands: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
    """Return the module and the summary of a command, or raise with the name that was probably meant."""
    if name in commands:
        return commands[name]
    if name.startswith("-"):
        raise UsageError(
            f"options follow the command, and `{name}` comes first",
            help=f"write it after the command: schemakit check {name}",
        )
    close = nearest(name, commands)
    way_out = f"did you mean `schemakit {close}`?" if close is not None else f"the commands are {', '.join(commands)}"
    raise UsageError(f"there is no command `{name}`", help=way_out)
