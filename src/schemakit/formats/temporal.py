"""Dates, times and durations: RFC 3339, sections 5.6 and 5.7, and its appendix A."""

import re
from calendar import monthrange
from typing import Final

from schemakit.formats.format import Format

_DATE: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_TIME: Final = re.compile(r"([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]+)?(?:[Zz]|([+-])([0-9]{2}):([0-9]{2}))")
_DURATION: Final = re.compile(
    r"P(?:[0-9]+W|(?=.)(?:[0-9]+Y(?:[0-9]+M(?:[0-9]+D)?)?|[0-9]+M(?:[0-9]+D)?|[0-9]+D)?"
    r"(?:T(?:[0-9]+H(?:[0-9]+M(?:[0-9]+S)?)?|[0-9]+M(?:[0-9]+S)?|[0-9]+S))?)"
)


def is_date(text: str) -> bool:
    """Tell whether a string is a ``full-date``."""
    parts = _DATE.fullmatch(text)
    if parts is None:
        return False
    year, month, day = map(int, parts.groups())
    return 1 <= month <= 12 and 1 <= day <= _days(year, month)


def _days(year: int, month: int) -> int:
    # The year 0 exists here and not in the calendar module; it is a leap year like 2000
    return monthrange(year or 2000, month)[1]


def is_time(text: str) -> bool:
    """Tell whether a string is a ``full-time``; a leap second only where it is 23:59:60 in UTC."""
    parts = _TIME.fullmatch(text)
    if parts is None:
        return False
    hour, minute, second = map(int, parts.group(1, 2, 3))
    sign, off_hour, off_minute = parts.group(4), int(parts[5] or 0), int(parts[6] or 0)
    if hour > 23 or minute > 59 or second > 60 or off_hour > 23 or off_minute > 59:
        return False
    offset = (off_hour * 60 + off_minute) * (-1 if sign == "-" else 1)
    return second < 60 or (hour * 60 + minute - offset) % 1440 == 1439


def is_date_time(text: str) -> bool:
    """Tell whether a string is a ``date-time``."""
    return len(text) > 10 and text[10] in "Tt" and is_date(text[:10]) and is_time(text[11:])


def is_duration(text: str) -> bool:
    """Tell whether a string is a ``duration``."""
    return _DURATION.fullmatch(text) is not None


DATE_TIME: Final = Format(
    "date-time",
    is_date_time,
    "datetime.datetime",
    (
        "2020-01-31T12:30:00Z",
        "1985-04-12T23:20:50.52Z",
        "1996-12-19t16:39:57-08:00",
        "1990-12-31T23:59:60Z",
        "2020-02-29T00:00:00.123456789+00:00",
    ),
    (
        "2020-01-31 12:30:00Z",
        "2020-01-31T12:30:00",
        "2020-01-31T12:30Z",
        "2020-01-31T12:30:00+0100",
        "2020-01-31T24:00:00Z",
        "2021-02-29T00:00:00Z",
        "2020-01-31",
        "1580473800",
        "2020-01-31T12:30:00Z\n",
        "2020-01-31T12:30:00,5Z",
    ),
)
DATE: Final = Format(
    "date",
    is_date,
    "datetime.date",
    ("2020-01-31", "2020-02-29", "0001-01-01", "9999-12-31"),
    ("2021-02-29", "2020-1-31", "20200131", "2020-031", "2020-W05", "31.01.2020", "2020-01-31T00:00:00Z", "2020-01-32"),
)
TIME: Final = Format(
    "time",
    is_time,
    "datetime.time",
    ("12:30:00Z", "08:30:06.283185Z", "23:59:60Z", "12:00:00+05:30", "12:00:00z"),
    ("12:30:00", "12:30Z", "24:00:00Z", "12:60:00Z", "12:30:00+0530", "1:30:00Z", "12:30:60Z", "12:30:00 Z"),
)
DURATION: Final = Format(
    "duration",
    is_duration,
    None,  # a timedelta has no months: P1M would come back as P30D
    ("P1D", "PT1H", "P1M", "PT1M", "P4DT12H30M5S", "P2W", "P1Y2M3D"),
    ("P", "PT", "P1", "1D", "P1H", "P1YT", "P1Y2W", "P0.5D", "-P1D", "p1d", "P1D2H", "P1Y2D"),
)
