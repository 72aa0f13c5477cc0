"""What a subject does wrong with one payload."""

import json
from collections.abc import Callable, Iterable
from typing import Final, Literal, TypeAlias, final

from schemakit.contract.subject import Subject
from schemakit.core.json import Json, json_equal
from schemakit.core.record import dataclass
from schemakit.core.violation import Violation
from schemakit.fuzz.payload import Payload

Class: TypeAlias = Literal["too-wide", "too-narrow", "lossy", "crash"]

_SHOWN: Final = 300


@final
@dataclass(frozen=True, slots=True)
class Judges:
    """Who is right.

    Attributes:
        accepts: tells whether a payload is valid.
        violations: says what a payload violates.
    """

    accepts: Callable[[Json], bool]
    violations: Callable[[Json], Iterable[Violation]]


@final
@dataclass(frozen=True, slots=True)
class Wrong:
    """What a subject did: the class of it; for a crash the exception, for a loss the payload it wrote instead."""

    what: Class
    detail: str = ""


#: Asks a subject about a payload, and returns what it did wrong; None where it did nothing wrong.
Ask: TypeAlias = Callable[[Subject, Payload, Judges], Wrong | None]


def wrong(subject: Subject, payload: Payload, judges: Judges) -> Wrong | None:
    """Ask a subject about a payload, here and now."""
    if not subject.applies(payload.value):
        return None
    try:
        return _wrong(subject, payload, judges)
    except Exception as error:  # noqa: BLE001 - whatever the code of other people raises is what is being looked for
        return Wrong("crash", f"{type(error).__name__}: {error}".partition("\n")[0][:_SHOWN])


def _wrong(subject: Subject, payload: Payload, judges: Judges) -> Wrong | None:
    accepted = subject.accepts(payload.value)
    if accepted is not (payload.violation is None):
        if accepted:
            return Wrong("too-wide")
        return Wrong("too-narrow") if subject.waived(payload.value) is None else None
    if not accepted or subject.returned is None:
        return None
    returned = subject.returned(payload.value)
    if json_equal(returned, payload.value):
        return None
    return Wrong("lossy", told(returned) + _refused(returned, judges))


def _refused(returned: Json, judges: Judges) -> str:
    """Say that what came back is not even valid, and at how many places."""
    try:
        places = {violation.instance for violation in judges.violations(returned)}
    except (TypeError, ValueError):  # it is no JSON: an object of Python is somewhere inside
        return ", which is no JSON"
    if not places:
        return ""
    return f", which the schema refuses at {len(places)} place{'s' if len(places) > 1 else ''}"


def told(value: Json) -> str:
    """Return a payload on one line."""
    return json.dumps(value, ensure_ascii=False, default=str)
