"""JSON text to values: the standard library's parser, with nothing lost and nothing made up."""

import json
import re
from collections.abc import Callable
from decimal import Decimal
from importlib import import_module
from typing import Final, NoReturn, Protocol, cast

from schemakit.core.finding import Finding
from schemakit.core.json import Json
from schemakit.core.location import Uri
from schemakit.core.outcome import Outcome
from schemakit.loading.json_structure import too_deep
from schemakit.loading.limits import Limits
from schemakit.loading.numbers import HugeNumberError, to_integer, to_number
from schemakit.loading.tally import Tally
from schemakit.loading.text import Text

#: RFC 8259, section 2.
_SPACE: Final = re.compile(r"[ \t\n\r]*+")

_MAYBE_SURROGATE: Final = re.compile(r"\\u[dD][89a-fA-F]")

#: Imported for the first text that something is wrong with.
_PROBLEMS: Final = "schemakit.loading.json_problems"


class _Problems(Protocol):
    """A module that says what is wrong with a text, each into the tally or as findings."""

    def report_depth(self, tally: Tally, offset: int, limits: Limits) -> None: ...
    def explain_syntax(self, tally: Tally, error: json.JSONDecodeError) -> None: ...
    def explain_trailing_data(self, tally: Tally, offset: int) -> None: ...
    def report_non_finite(self, tally: Tally) -> None: ...
    def report_huge(self, tally: Tally, limits: Limits) -> None: ...
    def report_duplicates(self, tally: Tally, limits: Limits) -> None: ...
    def surrogates(self, document: Json, uri: Uri, limits: Limits) -> tuple[Finding, ...]: ...


class _NonFiniteError(ValueError):
    """The text holds NaN or an infinity."""


def values(text: Text, limits: Limits) -> Outcome[tuple[tuple[int, Json], ...]]:
    """Return the document of a JSON text as ``((0, document),)``, or nothing where it cannot be used."""
    tally = Tally(text, limits)
    deep = too_deep(text.content, limits.depth)
    if deep is not None:
        _problems().report_depth(tally, deep, limits)
        return Outcome((), tally.findings())
    try:
        document, end, is_unique = _parse(text.content, limits)
    except json.JSONDecodeError as error:
        _problems().explain_syntax(tally, error)
    except _NonFiniteError:
        _problems().report_non_finite(tally)
    except HugeNumberError:
        _problems().report_huge(tally, limits)
    else:
        if end < len(text.content):
            _problems().explain_trailing_data(tally, end)
            return Outcome((), tally.findings())
        if not is_unique:
            _problems().report_duplicates(tally, limits)
        findings = tally.findings()
        if _MAYBE_SURROGATE.search(text.content):
            findings += _problems().surrogates(document, text.uri, limits)
        return Outcome(((0, document),), findings)
    return Outcome((), tally.findings())


def _problems() -> _Problems:
    return cast(_Problems, import_module(_PROBLEMS))


def _parse(content: str, limits: Limits) -> tuple[Json, int, bool]:
    """Return the document, the offset behind it and its white space, and whether all names are unique."""
    try:
        return _parse_with(content, limits, None)
    except json.JSONDecodeError:
        raise
    except ValueError as error:
        if isinstance(error, _NonFiniteError | HugeNumberError):
            raise
        # An integer of more digits than int() takes (sys.get_int_max_str_digits). Rare, and a function called for each
        # integer is slow, so only such a text pays for it.
        return _parse_with(content, limits, lambda digits: to_integer(digits, limits.digits))


def _parse_with(
    content: str, limits: Limits, parse_int: Callable[[str], int | Decimal] | None
) -> tuple[Json, int, bool]:
    is_unique = True

    def members(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
        nonlocal is_unique
        result = dict(pairs)
        if len(result) != len(pairs):
            is_unique = False
        return result

    decoder = json.JSONDecoder(
        object_pairs_hook=members,
        parse_float=lambda digits: to_number(digits, limits.digits),
        parse_int=parse_int,
        parse_constant=_refuse_constant,
    )
    document, end = decoder.raw_decode(content, _end_of_space(content, 0))
    return document, _end_of_space(content, end), is_unique


def _end_of_space(content: str, start: int) -> int:
    match = _SPACE.match(content, start)
    return match.end() if match else start


def _refuse_constant(word: str) -> NoReturn:
    raise _NonFiniteError(word)
