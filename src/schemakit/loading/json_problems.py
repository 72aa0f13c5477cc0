"""What can be wrong with a JSON text, and where; loaded for texts that something is wrong with."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from schemakit.core.finding import Finding
from schemakit.core.json import Json
from schemakit.core.location import Location, Uri
from schemakit.core.pointer import ROOT, child
from schemakit.loading import text_problems
from schemakit.loading.json_errors import explain_syntax, explain_trailing_data
from schemakit.loading.json_places import JsonPlaces
from schemakit.loading.json_structure import STRING
from schemakit.loading.limits import Limits
from schemakit.loading.numbers import HugeNumberError, to_number
from schemakit.loading.places import Way, tokens_of
from schemakit.loading.tally import Tally
from schemakit.loading.text import shorten

__all__ = [
    "explain_syntax",
    "explain_trailing_data",
    "report_depth",
    "report_duplicates",
    "report_huge",
    "report_non_finite",
    "surrogates",
]

#: The three words that Python's parser takes for numbers, outside strings.
_NON_FINITE: Final = re.compile(rf"{STRING}|(-?Infinity|NaN)", re.DOTALL)

_NUMBER: Final = re.compile(rf"{STRING}|(-?[0-9]++(?:\.[0-9]++)?+(?:[eE][-+]?+[0-9]++)?+)", re.DOTALL)

_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def report_depth(tally: Tally, offset: int, limits: Limits) -> None:
    """Report the bracket at an offset that opens one level too many."""
    message = f"more than {limits.depth} arrays and objects inside each other"
    tally.add(text_problems.TOO_DEEP, (offset, offset + 1), message, note="one level too many")


def report_non_finite(tally: Tally) -> None:
    """Report the words that Python takes for numbers."""
    for match in _NON_FINITE.finditer(tally.text.content):
        if match[1]:
            message = f"`{match[1]}` is no JSON value: JSON has no numbers that are infinite or not a number"
            tally.add(text_problems.NON_FINITE_NUMBER, match.span(1), message, note="not a number in JSON")


def report_huge(tally: Tally, limits: Limits) -> None:
    """Report numbers of more digits than can be handled."""
    for match in _NUMBER.finditer(tally.text.content):
        if match[1]:
            try:
                to_number(match[1], limits.digits)
            except HugeNumberError:
                message = f"a number needs more than {limits.digits:,} digits when written out"
                tally.add(text_problems.HUGE_NUMBER, match.span(1), message)


def report_duplicates(tally: Tally, limits: Limits) -> None:
    """Report names that occur more than once in one object."""
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


def surrogates(document: Json, uri: Uri, limits: Limits) -> tuple[Finding, ...]:
    """Return a finding about the strings and names that are no Unicode text."""
    places = tuple(islice(_places(document, uri), limits.places))
    if not places:
        return ()
    message = "a string holds half of a character and is no Unicode text"
    help_ = (r"to match such characters in a pattern, write the escape as text: \\ud800",)
    return (text_problems.LONE_SURROGATE.at(places[0], message, related=places[1:], help=help_),)


def _places(document: Json, uri: Uri) -> Iterator[Location]:
    """Yield the places of the strings and names that hold a lone surrogate, in document order."""
    to_visit: list[tuple[Way, Json]] = [(None, document)]
    while to_visit:
        way, value = to_visit.pop()
        if isinstance(value, str) and _SURROGATE.search(value):
            yield Location(uri, child(ROOT, *tokens_of(way)))
        elif isinstance(value, list):
            to_visit.extend(((way, str(index)), value[index]) for index in reversed(range(len(value))))
        elif isinstance(value, dict):
            names = (name for name in value if _SURROGATE.search(name))
            yield from (Location(uri, child(ROOT, *tokens_of((way, name))), key=True) for name in names)
            to_visit.extend(((way, name), value[name]) for name in reversed(value))
