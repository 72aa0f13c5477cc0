"""What the reference engine is known to get wrong: named, narrow, and only ever an excuse for refusing too much."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from schemakit.core.json import Json
from schemakit.core.pointer import lookup
from schemakit.core.violation import Violation

_LEAP_SECOND: Final = re.compile(":60(?:[.][0-9]+)?(?:[Zz]|[+-])")


def _leap_second(value: Json) -> bool:
    return isinstance(value, str) and _LEAP_SECOND.search(value) is not None


def _inexact(value: Json) -> bool:
    return isinstance(value, float)


#: Keyword, what the refused value is like, and why the refusal is wrong.
WAIVERS: Final[Mapping[str, tuple[Callable[[Json], bool], str]]] = {
    "format": (_leap_second, "RFC 3339 has leap seconds, Python's datetime has none"),
    "multipleOf": (_inexact, "it divides binary floats, and 0.07 / 0.01 is not 7 there"),
}


def waiver(violations: Callable[[Json], Iterable[Violation]]) -> Callable[[Json], str | None]:
    """Return what tells why a refusal by the reference engine is known to be wrong; None where it is not."""

    def waived(payload: Json) -> str | None:
        reasons = [_reason(violation, payload) for violation in violations(payload)]
        return None if not reasons or None in reasons else "; ".join(dict.fromkeys(filter(None, reasons)))

    return waived


def _reason(violation: Violation, payload: Json) -> str | None:
    if violation.branches:
        inside = [_reason(one, payload) for branch in violation.branches for one in branch]
        return next(filter(None, inside), None)
    applies, reason = WAIVERS.get(violation.keyword, (None, ""))
    return reason if applies is not None and applies(lookup(payload, violation.instance)) else None
