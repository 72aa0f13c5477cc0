"""What argparse says about a command line, in the words that every other message has."""

import re
from collections.abc import Sequence
from typing import Final

from schemakit.core.errors import UsageError
from schemakit.core.near import nearest

#: How like a known option an unknown one must be; all of them begin alike.
_LIKENESS: Final = 0.75

#: An option where the help names it.
_OPTION: Final = re.compile(r"(?<!\S)--[a-z][a-z-]*")

_UNKNOWN: Final = re.compile(r"unrecognized arguments: (\S+)")
_MISSING: Final = re.compile(r"the following arguments are required: ([^,]+)")
_CHOICE: Final = re.compile(r"argument (\S+): invalid choice: (.*) \(choose from (.*)\)", re.DOTALL)
_WHOLE: Final = re.compile(r"argument (\S+): invalid int value: (.*)", re.DOTALL)
_VALUE: Final = re.compile(r"argument (\S+): expected (?:one|at least one) argument")
_NO_VALUE: Final = re.compile(r"argument (\S+): ignored explicit argument .*", re.DOTALL)
_BOTH: Final = re.compile(r"argument (\S+): not allowed with argument (\S+)")
_OTHER: Final = re.compile(r"argument (\S+): (.*)", re.DOTALL)


def mistake(message: str, command: str, help_page: str) -> UsageError:
    """Return the error that an error of argparse is for the person; what it does not know, it leaves as it is.

    Args:
        message: what ``ArgumentParser.error`` was called with.
        command: what was called: ``schemakit check``.
        help_page: its help, which names the options that it has.
    """
    options = _OPTION.findall(help_page)
    page = f"{command} --help shows what can be said"
    if said := _CHOICE.fullmatch(message):
        return _choice(said[1], _plain(said[2]), [_plain(part) for part in said[3].split(", ")], page)
    if (said := _UNKNOWN.match(message)) and said[1].startswith("-"):
        written = said[1].partition("=")[0]
        close = nearest(written, options, likeness=_LIKENESS)
        return UsageError(f"there is no option `{written}`", help=page if close is None else f"did you mean {close}?")
    return UsageError(_sentence(message), help=page)


def _choice(where: str, written: str, choices: Sequence[str], page: str) -> UsageError:
    close = nearest(written, choices)
    return UsageError(
        f"`{_long(where)}` must be one of {', '.join(choices)}, and is `{written}`",
        help=page if close is None else f"did you mean {close}?",
    )


def _sentence(message: str) -> str:
    if said := _UNKNOWN.match(message):
        return f"`{said[1]}` is one argument too many"
    if said := _MISSING.match(message):
        return f"{said[1]} is missing"
    if said := _WHOLE.fullmatch(message):
        return f"`{_long(said[1])}` must be a whole number, and is `{_plain(said[2])}`"
    if said := _VALUE.fullmatch(message):
        return f"`{_long(said[1])}` needs a value"
    if said := _NO_VALUE.fullmatch(message):
        return f"`{_long(said[1])}` takes no value"
    if said := _BOTH.fullmatch(message):
        return f"`{_long(said[1])}` and `{_long(said[2])}` exclude each other"
    said = _OTHER.fullmatch(message)
    return f"`{_long(said[1])}` {said[2]}" if said else message


def _long(option: str) -> str:
    """Return the long one of the names of an option: argparse says ``-q/--quiet``."""
    return option.rpartition("/")[2] if option.startswith("-") else option


def _plain(text: str) -> str:
    """Return a value without the quotes that some versions of argparse write."""
    return text[1:-1] if text[:1] == text[-1:] == "'" else text
