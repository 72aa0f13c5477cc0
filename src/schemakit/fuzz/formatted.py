"""Strings of each format, made after its grammar."""

import datetime as dt
from collections.abc import Mapping
from typing import Final

from hypothesis import strategies as st

from schemakit.formats import FORMATS
from schemakit.fuzz.matching import Draw

_WORDS: Final = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyz0123456789"), min_size=1, max_size=8)
_PATHS: Final = st.lists(_WORDS, max_size=3).map("/".join)
_FRACTIONS: Final = st.sampled_from(("", ".5", ".123456", ".123456789"))
_ZONES: Final = st.sampled_from(("Z", "Z", "+00:00", "-08:00", "+05:30", "z"))
_DATES: Final = st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31)).map(dt.date.isoformat)
_COUNTS: Final = st.integers(0, 99)
_HOURS: Final = st.integers(0, 23)
_SIXTIETHS: Final = st.integers(0, 59)
_BITS: Final = st.integers(0, 2**128 - 1)
_CAPITALS: Final = st.sampled_from((False, False, False, True))
_SEPARATORS: Final = st.sampled_from("TTTt")
_UNITS: Final = st.sampled_from(("D", "M", "Y", "W"))
_TIME_UNITS: Final = st.sampled_from(("", "H", "M", "S"))


@st.composite
def _times(draw: Draw) -> str:
    hour, minute, second = draw(_HOURS), draw(_SIXTIETHS), draw(_SIXTIETHS)
    return f"{hour:02}:{minute:02}:{second:02}{draw(_FRACTIONS)}{draw(_ZONES)}"


_TIMES: Final = _times()
_DATE_TIMES: Final = st.tuples(_DATES, _SEPARATORS, _TIMES).map("".join)


@st.composite
def _durations(draw: Draw) -> str:
    date = draw(_UNITS)
    time = draw(_TIME_UNITS) if date != "W" else ""
    return f"P{draw(_COUNTS)}{date}" + (f"T{draw(_COUNTS)}{time}" if time else "")


@st.composite
def _uuids(draw: Draw) -> str:
    digits = f"{draw(_BITS):032x}"
    text = "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
    return text.upper() if draw(_CAPITALS) else text


_HOSTS: Final = st.tuples(_WORDS, st.sampled_from(("example", "example.com", "test"))).map(".".join)
_QUADS: Final = st.integers(0, 2**32 - 1).map(lambda n: ".".join(str(n >> shift & 255) for shift in (24, 16, 8, 0)))
_GROUPS: Final = st.lists(st.integers(0, 0xFFFF).map("{:x}".format), min_size=8, max_size=8).map(":".join)
_MAILBOXES: Final = st.tuples(_WORDS, _HOSTS).map("@".join)
_ADDRESSES: Final = st.tuples(st.sampled_from(("http://", "https://")), _HOSTS, _PATHS.map("/{}".format)).map("".join)
_POINTERS: Final = st.lists(st.sampled_from(("a", "b", "0", "~0", "~1", "")), max_size=3).map(
    lambda tokens: "".join("/" + token for token in tokens)
)

_GRAMMARS: Final[Mapping[str, st.SearchStrategy[str]]] = {
    "date-time": _DATE_TIMES,
    "date": _DATES,
    "time": _TIMES,
    "duration": _durations(),
    "uuid": _uuids(),
    "email": _MAILBOXES,
    "idn-email": _MAILBOXES,
    "hostname": _HOSTS,
    "idn-hostname": _HOSTS,
    "ipv4": _QUADS,
    "ipv6": _GROUPS,
    "uri": _ADDRESSES,
    "uri-reference": _PATHS,
    "iri": _ADDRESSES,
    "iri-reference": _PATHS,
    "uri-template": _PATHS.map("{}/{{id}}".format),
    "json-pointer": _POINTERS,
    "relative-json-pointer": st.tuples(_COUNTS.map(str), _POINTERS).map("".join),
}

#: Strings of every format that refuses any: by its grammar, and now and then one of its examples.
FORMATTED: Final[Mapping[str, st.SearchStrategy[str]]] = {
    name: st.one_of(_GRAMMARS[name], st.sampled_from(known.examples))
    if name in _GRAMMARS
    else st.sampled_from(known.examples)
    for name, known in FORMATS.items()
    if known.asserts
}
