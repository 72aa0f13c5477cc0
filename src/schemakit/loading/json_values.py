"""JSON text to values: the standard library's parser, with nothing lost and nothing made up."""

import json
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import islice
from typing import Final, NoReturn

from schemakit.core.finding import Finding
from schemakit.core.json import Json
from schemakit.core.location import Location, Uri
from schemakit.core.outcome import Outcome
from schemakit.core.pointer import ROOT, child
from schemakit.loading import text_problems
from schemakit.loading.json_errors import explain_syntax, explain_trailing_data
from schemakit.loading.json_places import JsonPlaces
from schemakit.loading.json_structure import STRING, too_deep
from schemakit.loading.limits import Limits
from schemakit.loading.numbers import HugeNumberError, to_integer, to_number
from schemakit.loading.tally import Tally
from schemakit.loading.text import Text, shorten

#: RFC 8259, section 2.
_SPACE: Final = re.compile(r"[ \t\n\r]*+")

#: The three words that Python's parser takes for numbers, outside strings.
_NON_FINITE: Final = re.compile(rf"{STRING}|(-?Infinity|NaN)", re.DOTALL)

_NUMBER: Final = re.compile(rf"{STRING}|(-?[0-9]++(?:\.[0-9]++)?+(?:[eE][-+]?+[0-9]++)?+)", re.DOTALL)

_MAYBE_SURROGATE: Final = re.compile(r"\\u[dD][89a-fA-F]")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


class _NonFiniteError(ValueError):
    """The text holds NaN or an infinity."""


def values(text: Text, limits: Limits) -> Outcome[tuple[tuple[int, Json], ...]]:
    """Return the document of a JSON text as ``((0, document),)``, or nothing where it cannot be used."""
    tally = Tally(text, limits)
    deep = too_deep(text.content, limits.depth)
    if deep is not None:
        message = f"more than {limits.depth} arrays and objects inside each other"
        tally.add(text_problems.TOO_DEEP, (deep, deep + 1), message, note="one level too many")
        return Outcome((), tally.findings())
    try:
        document, end, is_unique = _parse(text.content, limits)
    except json.JSONDecodeError as error:
        explain_syntax(tally, error)
    except _NonFiniteError:
        _report_non_finite(tally)
    except HugeNumberError:
        _report_huge(tally, limits)
    else:
        if end < len(text.content):
            explain_trailing_data(tally, end)
            return Outcome((), tally.findings())
        if not is_unique:
            _report_duplicates(tally, limits)
        findings = tally.findings()
        if _MAYBE_SURROGATE.search(text.content):
            findings += _report_surrogates(document, text.uri, limits)
        return Outcome(((0, document),), findings)
    return Outcome((), tally.findings())


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


def _report_non_finite(tally: Tally) -> None:
    for match in _NON_FINITE.finditer(tally.text.content):
        if match[1]:
            message = f"`{match[1]}` is no JSON value: JSON has no numbers that are infinite or not a number"
            tally.add(text_problems.NON_FINITE_NUMBER, match.span(1), message, note="not a number in JSON")


def _report_huge(tally: Tally, limits: Limits) -> None:
    for match in _NUMBER.finditer(tally.text.content):
        if match[1]:
            try:
                to_number(match[1], limits.digits)
            except HugeNumberError:
                message = f"a number needs more than {limits.digits:,} digits when written out"
                tally.add(text_problems.HUGE_NUMBER, match.span(1), message)


def _report_duplicates(tally: Tally, limits: Limits) -> None:
    for pointer, first, repeated in islice(JsonPlaces(tally.text.content).duplicates(), limits.places):
        name = shorten(tally.text.content[slice(*first)])
        for stretch in repeated[: limits.places]:
            tally.add(
                text_problems.DUPLICATE_KEY,
                stretch,
                f"{name} occurs more than once in one object; the last value counts",
                subject=first,
                pointer=pointer,
                key=True,
                also=(first,),
                note="the same name again",
            )


def _report_surrogates(document: Json, uri: Uri, limits: Limits) -> tuple[Finding, ...]:
    places = tuple(islice(_surrogates(document, uri), limits.places))
    if not places:
        return ()
    message = "a string holds half of a character and is no Unicode text"
    help_ = (r"to match such characters in a pattern, write the escape as text: \\ud800",)
    return (text_problems.LONE_SURROGATE.at(places[0], message, related=places[1:], help=help_),)


def _surrogates(document: Json, uri: Uri) -> Iterator[Location]:
    """Yield the places of the strings and names that hold a lone surrogate, in document order."""
    to_visit = [(ROOT, document)]
    while to_visit:
        pointer, value = to_visit.pop()
        if isinstance(value, str) and _SURROGATE.search(value):
            yield Location(uri, pointer)
        elif isinstance(value, list):
            to_visit.extend((child(pointer, index), value[index]) for index in reversed(range(len(value))))
        elif isinstance(value, dict):
            members = [(name, child(pointer, name)) for name in value]
            yield from (Location(uri, inside, key=True) for name, inside in members if _SURROGATE.search(name))
            to_visit.extend((inside, value[name]) for name, inside in reversed(members))
