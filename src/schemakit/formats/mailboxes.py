"""Mailboxes: RFC 5321, section 4.1.2, and RFC 6531, section 3.3, for names beyond ASCII."""

import re
from typing import Final

from schemakit.formats.addresses import is_ipv4, is_ipv6
from schemakit.formats.format import Format
from schemakit.formats.hostnames import is_hostname

_ATOM: Final = r"[0-9A-Za-z!#$%&'*+/=?^_`{|}~-]+"
_IDN_ATOM: Final = r"(?:[0-9A-Za-z!#$%&'*+/=?^_`{|}~-]|[^\x00-\x7f])+"
_QUOTED: Final = r'"(?:[\x20-\x21\x23-\x5b\x5d-\x7e]|\\[\x20-\x7e])*"'
# A U-label of RFC 6531 is any label beyond ASCII: what may be registered is not the mailbox's business
_IDN_QUOTED: Final = r'"(?:[\x20-\x21\x23-\x5b\x5d-\x7e]|[^\x00-\x7f]|\\[\x20-\x7e])*"'
_IDN_LABEL: Final = r"(?:[0-9A-Za-z]|[^\x00-\x7f])(?:(?:[0-9A-Za-z-]|[^\x00-\x7f\s])*(?:[0-9A-Za-z]|[^\x00-\x7f]))?"
_IDN_DOMAIN: Final = re.compile(rf"{_IDN_LABEL}(?:\.{_IDN_LABEL})*")
_LOCAL: Final = re.compile(rf"{_ATOM}(?:\.{_ATOM})*|{_QUOTED}")
_IDN_LOCAL: Final = re.compile(rf"{_IDN_ATOM}(?:\.{_IDN_ATOM})*|{_IDN_QUOTED}")
_LONGEST_LOCAL = 64


def is_email(text: str) -> bool:
    """Tell whether a string is a mailbox."""
    local, at, domain = text.rpartition("@")
    return (
        bool(at)
        and len(local) <= _LONGEST_LOCAL
        and bool(_LOCAL.fullmatch(local))
        and (is_hostname(domain) or _is_literal(domain))
    )


def is_idn_email(text: str) -> bool:
    """Tell whether a string is a mailbox whose names may go beyond ASCII."""
    local, at, domain = text.rpartition("@")
    return (
        bool(at) and bool(_IDN_LOCAL.fullmatch(local)) and (bool(_IDN_DOMAIN.fullmatch(domain)) or _is_literal(domain))
    )


def _is_literal(domain: str) -> bool:
    if not (domain.startswith("[") and domain.endswith("]")):
        return False
    inside = domain[1:-1]
    return is_ipv6(inside[5:]) if inside.startswith("IPv6:") else is_ipv4(inside)


EMAIL: Final = Format(
    "email",
    is_email,
    None,
    ("a@b.example", "joe.bloggs@example.com", "te~st@example.com", '"joe bloggs"@example.com', "joe@[127.0.0.1]"),
    (
        "2962",
        "@",
        "a@",
        "@b.example",
        ".a@b.example",
        "a..b@c.example",
        "a b@c.example",
        "Joe <a@b.example>",
        "a@b@c",
        "a@b_c",
    ),
)
IDN_EMAIL: Final = Format(
    "idn-email",
    is_idn_email,
    None,
    ("a@b.example", "실례@실례.테스트", "jörg@bücher.example"),
    ("2962", "@", "a@", "ü", "a b@ü.example"),
)
