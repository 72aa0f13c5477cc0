"""Options that several commands share; what was not said stays None, so that environment and file can answer."""

from argparse import SUPPRESS, ArgumentParser, ArgumentTypeError, Namespace
from math import inf
from typing import Final

from schemakit.report import FORMATS

_QUIET: Final = "say nothing but the findings"


def add_output(parser: ArgumentParser, *, formats: tuple[str, ...] = tuple(FORMATS)) -> None:
    """Add what decides how results are shown."""
    group = parser.add_argument_group("output")
    group.add_argument("--format", choices=formats, help=f"of the report on stdout (default: {formats[0]})")
    group.add_argument(
        "--color", choices=("auto", "always", "never"), help="where it is auto, NO_COLOR and FORCE_COLOR count"
    )
    group.add_argument("-q", "--quiet", action="store_true", help=_QUIET)
    group.add_argument("-v", "--verbose", action="store_true", help="tell more, and show the traceback of a bug")
    group.add_argument("--config", metavar="FILE", help="schemakit.toml or pyproject.toml (default: the nearest)")


def add_report(parser: ArgumentParser) -> None:
    """Add what decides where findings go and what they mean for the exit status."""
    group = parser.add_argument_group("findings")
    group.add_argument(
        "--report", metavar="FORMAT=FILE", action="append", default=[], help="write a report to a file too; repeatable"
    )
    group.add_argument("--all", action="store_true", help="list every place of a finding")
    group.add_argument("--exit-zero", action="store_true", help="end with status 0 even when something was found")
    for option, meaning in (("--select", "report these codes or names too"), ("--ignore", "leave these out")):
        group.add_argument(option, metavar="CODE,...", action="extend", type=_parts, help=f"{meaning}; repeatable")


def add_reading(parser: ArgumentParser, *, paths: bool) -> None:
    """Add what decides which schemas are read and what they mean; ``paths``: the arguments are schemas."""
    if paths:
        parser.add_argument(
            "schemas",
            metavar="PATH",
            nargs="*",
            default=SUPPRESS,
            help="schema files, folders, OpenAPI documents (default: schemas)",
        )
    group = parser.add_argument_group("reading the schemas")
    if not paths:
        group.add_argument(
            "--schemas", metavar="PATH", action="append", help="files, folders, OpenAPI documents (default: schemas)"
        )
    group.add_argument(
        "--formats", choices=("assert", "annotation"), help="whether `format` is asserted (default: it is)"
    )
    group.add_argument(
        "--nullable", choices=("intent", "strict"), help="what OpenAPI's `nullable` means (default: intent)"
    )
    group.add_argument("--dialect", metavar="NAME", help="of documents that name none: 2020-12, draft-07, ... or a URI")


def reading_again(arguments: Namespace) -> list[str]:
    """Return the options that make another command read the same schemas in the same way, as they were given."""
    repeated = [("--schemas", path) for path in arguments.schemas or ()]
    names = ("formats", "nullable", "dialect", "config")
    single = [(f"--{name}", vars(arguments)[name]) for name in names if vars(arguments)[name] is not None]
    return [part for option in (*repeated, *single) for part in option]


def add_view(parser: ArgumentParser, *, both: bool) -> None:
    """Add what decides which way values go; ``both``: they can go both ways apart from each other."""
    choices = ("request", "response", "both") if both else ("request", "response")
    meaning = "values without what is readOnly (request) or writeOnly (response)"
    parser.add_argument("--view", choices=choices, help=f"{meaning}{'; both: one of each' if both else ''}")


def count(text: str) -> int:
    """Read a whole number from 1."""
    return _whole(text, 1)


def natural(text: str) -> int:
    """Read a whole number from 0."""
    return _whole(text, 0)


def seconds(text: str) -> float:
    """Read a number of seconds."""
    return _positive(text, "a number of seconds above 0")


def rate(text: str) -> float:
    """Read a number of things a second."""
    return _positive(text, "a number above 0")


def _whole(text: str, least: int) -> int:
    if not text.isdecimal() or int(text) < least:
        raise ArgumentTypeError(f"must be a whole number from {least}, and is `{text}`")
    return int(text)


def _positive(text: str, what: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0
    if not 0 < number < inf:
        raise ArgumentTypeError(f"must be {what}, and is `{text}`")
    return number


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",")]
