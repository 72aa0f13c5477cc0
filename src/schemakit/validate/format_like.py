"""The right spelling of a text that has nearly the format it should have."""

import re
from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

from schemakit.formats import FORMATS

_LONGEST: Final = 200
_WITHOUT_ZONE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.][0-9]+)?)?")
_PARTS_OF_DATE: Final = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:[Tt ].*)?")
_PARTS_OF_TIME: Final = re.compile(r"([0-9]{1,2}:[0-9]{2})(:[0-9]{2}(?:[.][0-9]+)?)? ?([Zz]|[+-][0-9]{2}:?[0-9]{2})?")
_AMOUNT: Final = re.compile(r"([0-9]+) ?([a-z]+)")
_UNITS: Final = {"s": "T{}S", "m": "T{}M", "h": "T{}H", "d": "{}D", "w": "{}W"}
_UNIT_NAMES: Final = {
    "sec": "s",
    "second": "s",
    "min": "m",
    "minute": "m",
    "hour": "h",
    "hr": "h",
    "day": "d",
    "week": "w",
}

_Readings: TypeAlias = Callable[[str], Iterator[str]]


def format_like(name: str, written: str) -> str | None:
    """Return the text of the format that was probably meant, or None where nobody can tell."""
    known = FORMATS.get(name)
    if known is None or len(written) > _LONGEST:
        return None
    text = written.strip()
    for candidate in (text, *_READINGS.get(name, _nothing)(text)):
        if candidate != written and known.accepts(candidate):
            return candidate
    return None


def lacks(name: str, written: str) -> str:
    """Return what a text lacks to be of a format, as a sentence, where that can be told; else nothing."""
    text = written.strip()
    date = _PARTS_OF_DATE.fullmatch(text)
    if name == "date-time" and _WITHOUT_ZONE.fullmatch(text):
        return "a time zone is needed: Z for UTC, or an offset like +02:00"
    if name == "time" and (parts := _PARTS_OF_TIME.fullmatch(text)) and not parts[3]:
        return "a time zone is needed: Z for UTC, or an offset like +02:00"
    if name in {"date", "date-time"} and date and text[:10] == "-".join(date.groups()) and not _is_day(text[:10]):
        return f"there is no day {text[:10]} in the calendar"
    return ""


def _is_day(text: str) -> bool:
    return FORMATS["date"].accepts(text)


def _nothing(_: str) -> Iterator[str]:
    yield from ()


def _uuid(text: str) -> Iterator[str]:
    digits = text.lower().removeprefix("urn:uuid:").strip("{}()").replace("-", "").replace(" ", "")
    yield "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def _date(text: str) -> Iterator[str]:
    if parts := _PARTS_OF_DATE.fullmatch(text):
        yield f"{parts[1]}-{parts[2].zfill(2)}-{parts[3].zfill(2)}"


def _time(text: str) -> Iterator[str]:
    if parts := _PARTS_OF_TIME.fullmatch(text):
        offset = (parts[3] or "Z").upper()
        zone = offset if len(offset) in {1, 6} else f"{offset[:3]}:{offset[3:]}"
        yield f"{parts[1].zfill(5)}{parts[2] or ':00'}{zone}"


def _date_time(text: str) -> Iterator[str]:
    day, _, time = text.replace("T", " ").replace("t", " ").partition(" ")
    for date in _date(day):
        yield from (f"{date}T{one}" for one in _time(time.strip() or "00:00"))


def _duration(text: str) -> Iterator[str]:
    yield text.upper()
    if amount := _AMOUNT.fullmatch(text.casefold()):
        unit = amount[2].removesuffix("s") or "s"
        spelled = _UNITS.get(_UNIT_NAMES.get(unit, unit))
        yield from () if spelled is None else (f"P{spelled.format(amount[1])}",)


def _uri(text: str) -> Iterator[str]:
    spelled = text.replace("\\", "/").replace(" ", "%20")
    yield spelled
    if "." in spelled.partition("/")[0] and not spelled.startswith("."):
        yield f"https://{spelled}"


def _email(text: str) -> Iterator[str]:
    yield text.removeprefix("mailto:")
    yield text.rpartition("<")[2].removesuffix(">")


def _hostname(text: str) -> Iterator[str]:
    host = text.rpartition("://")[2].partition("/")[0]
    yield host
    yield host.partition(":")[0]
    yield host.replace("_", "-")


def _ipv4(text: str) -> Iterator[str]:
    yield text.partition(":")[0]
    yield text.partition("/")[0]
    yield ".".join(part.lstrip("0") or "0" for part in text.split("."))


def _ipv6(text: str) -> Iterator[str]:
    yield text.partition("]")[0].removeprefix("[")
    yield text.partition("/")[0]


def _pointer(text: str) -> Iterator[str]:
    yield text.removeprefix("#")
    yield f"/{text}"


_READINGS: Final[dict[str, _Readings]] = {
    "uuid": _uuid,
    "date": _date,
    "time": _time,
    "date-time": _date_time,
    "duration": _duration,
    "uri": _uri,
    "iri": _uri,
    "email": _email,
    "idn-email": _email,
    "hostname": _hostname,
    "idn-hostname": _hostname,
    "ipv4": _ipv4,
    "ipv6": _ipv6,
    "json-pointer": _pointer,
}
