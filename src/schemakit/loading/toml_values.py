"""TOML text to values: the standard library's parser, and JSON's meaning of what TOML has and JSON has not."""

import math
import tomllib
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final

from schemakit.core.json import Json
from schemakit.core.outcome import Outcome
from schemakit.loading import text_problems
from schemakit.loading.limits import Limits
from schemakit.loading.numbers import HugeNumberError, to_number
from schemakit.loading.places import Way, tokens_of
from schemakit.loading.tally import Tally
from schemakit.loading.text import Text
from schemakit.loading.toml_errors import INTEGER_TOO_LONG, explain_huge_integer, explain_syntax
from schemakit.loading.toml_places import TomlPlaces
from schemakit.loading.toml_problems import INVALID_TOML
from schemakit.loading.toml_structure import deepest_bracket, too_deep

#: Stands for a number that would need too many digits, until its place is known.
_HUGE: Final = Decimal("sNaN")

#: Integers of more bits may have more decimal digits than ``int`` prints (``sys.get_int_max_str_digits``). TOML itself
#: asks for 64 bits.
_MOST_BITS: Final = 14_000


def values(text: Text, limits: Limits) -> Outcome[tuple[tuple[int, Json], ...]]:
    """Return the document of a TOML text as ``((0, document),)``, or nothing where it cannot be used.

    Dates and times become strings as RFC 3339 and ISO 8601 write them: ``2024-05-27T07:32:00Z``, ``2024-05-27``,
    ``07:32:00``; so ``format: date-time``, ``date`` and ``pattern`` mean in TOML what they mean in JSON.
    """
    tally = Tally(text, limits)
    deep = too_deep(text.content, limits.depth)
    if deep is not None:
        _report_depth(tally, deep, limits)
        return Outcome((), tally.findings())
    try:
        parsed = tomllib.loads(text.content, parse_float=lambda digits: _float(digits, limits))
    except tomllib.TOMLDecodeError as error:
        explain_syntax(tally, str(error))
    except ValueError:  # an integer of more digits than int() takes; all other mistakes are a TOMLDecodeError
        explain_huge_integer(tally)
    except RecursionError:  # the parser takes a few hundred levels
        message = "more arrays and tables inside each other than Python's parser of TOML can read"
        place = deepest_bracket(text.content)
        tally.add(text_problems.TOO_DEEP, (place, place + 1), message, note="the innermost one")
    else:
        problems = _converted(parsed, limits)
        if not problems:
            return Outcome(((0, parsed),))
        _report(tally, problems, limits)
    return Outcome((), tally.findings())


def _float(digits: str, limits: Limits) -> float | Decimal:
    if digits.lstrip("+-") in {"inf", "nan"}:
        return float(digits)
    try:
        return to_number(digits.replace("_", ""), limits.digits)
    except HugeNumberError:
        return _HUGE


def _converted(document: dict[str, Any], limits: Limits) -> list[tuple[Way, object]]:
    """Put strings in the place of dates and times; return what no JSON value stands for, with the way to it.

    The document is the parser's own, so nobody else sees the change.
    """
    problems: list[tuple[Way, object]] = []
    to_visit: list[tuple[Any, Way, int]] = [(document, None, 1)]
    while to_visit:
        container, way, depth = to_visit.pop()
        if depth > limits.depth:
            problems.append((way, container))
            continue
        for token, value in list(container.items() if isinstance(container, dict) else enumerate(container)):
            if isinstance(value, str | bool):
                continue
            if isinstance(value, dict | list):
                to_visit.append((value, (way, str(token)), depth + 1))
            elif isinstance(value, date | time):  # a datetime is a date
                container[token] = _as_text(value)
            elif _is_no_json(value):
                problems.append(((way, str(token)), value))
    return problems


def _as_text(value: date | time) -> str:
    """Return a date or time as RFC 3339 has it; TOML allows a space in place of T, too."""
    text = value.isoformat()
    return f"{text[:-6]}Z" if isinstance(value, datetime) and text.endswith("+00:00") else text


def _is_no_json(value: float | Decimal) -> bool:
    if isinstance(value, int):
        return value.bit_length() > _MOST_BITS
    return value is _HUGE or (isinstance(value, float) and not math.isfinite(value))


def _report(tally: Tally, problems: list[tuple[Way, object]], limits: Limits) -> None:
    places = TomlPlaces(tally.text.content)
    found = ((places.find(tokens_of(way), key=False) or (0, 1), value) for way, value in problems)
    for stretch, value in sorted(found, key=lambda problem: problem[0]):
        match value:
            case dict() | list():
                _report_depth(tally, stretch[0], limits)
            case int():
                tally.add(INVALID_TOML, stretch, f"not TOML: {INTEGER_TOO_LONG}", note=INTEGER_TOO_LONG)
            case float():
                text = tally.text.content[slice(*stretch)]
                message = f"`{text}` is no JSON value: JSON has no numbers that are infinite or not a number"
                tally.add(text_problems.NON_FINITE_NUMBER, stretch, message, note="not a number in JSON")
            case _:
                message = f"a number needs more than {limits.digits:,} digits when written out"
                tally.add(text_problems.HUGE_NUMBER, stretch, message)


def _report_depth(tally: Tally, offset: int, limits: Limits) -> None:
    message = f"more than {limits.depth} arrays and tables inside each other"
    tally.add(text_problems.TOO_DEEP, (offset, offset + 1), message, note="one level too many")
