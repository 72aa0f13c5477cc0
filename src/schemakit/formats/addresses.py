"""IP addresses: RFC 2673, section 3.2, and RFC 4291, section 2.2."""

import re
from typing import Final

from schemakit.formats.format import Format

_OCTET: Final = re.compile("0|[1-9][0-9]{0,2}")
_GROUP: Final = re.compile("[0-9a-fA-F]{1,4}")
_GROUPS = 8


def is_ipv4(text: str) -> bool:
    """Tell whether a string is a dotted quad, without leading zeros."""
    parts = text.split(".")
    return len(parts) == 4 and all(_OCTET.fullmatch(part) and int(part) <= 255 for part in parts)


def is_ipv6(text: str) -> bool:
    """Tell whether a string is an IPv6 address, without a zone."""
    left, shortened, right = text.partition("::")
    if "::" in right or text.endswith(":::"):
        return False
    before, after = _groups(left, last=not shortened), _groups(right, last=True)
    if before is None or after is None:
        return False
    return before + after < _GROUPS if shortened else before == _GROUPS


def _groups(text: str, *, last: bool) -> int | None:
    """Return how many groups of 16 bits a part has, an IPv4 address at the very end counting as two."""
    if not text:
        return 0
    parts = text.split(":")
    tail = 0
    if last and "." in parts[-1]:
        if not is_ipv4(parts.pop()):
            return None
        tail = 2
    return len(parts) + tail if all(map(_GROUP.fullmatch, parts)) else None


IPV4: Final = Format(
    "ipv4",
    is_ipv4,
    "ipaddress.IPv4Address",
    ("127.0.0.1", "192.168.0.1", "0.0.0.0", "255.255.255.255"),  # noqa: S104 - nothing is bound
    (
        "127.0.0",
        "256.0.0.1",
        "127.0.0.01",
        "127.0.0.1/8",
        "2130706433",
        "0x7f.0.0.1",
        "127.0.0.1 ",
        "1.1.1.1\n",
        "true",
    ),
)
IPV6: Final = Format(
    "ipv6",
    is_ipv6,
    "ipaddress.IPv6Address",
    ("::1", "::", "2001:db8::8a2e:370:7334", "1:2:3:4:5:6:7:8", "::ffff:192.0.2.1"),
    ("12345::", "1::2::3", "::1%eth0", "1:2:3:4:5:6:7", "[::1]", "::1/64", ":::1", "127.0.0.1", "::1\n"),
)
