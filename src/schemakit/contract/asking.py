"""What a subject does wrong with one payload."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Final, Literal, TypeAlias, final

from schemakit.contract.losses import Loss, losses
from schemakit.contract.subject import Subject
from schemakit.core.json import Json
from schemakit.core.location import Location, Uri
from schemakit.core.pointer import ROOT
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
    """What a subject did.

    Attributes:
        what: the class of it.
        detail: for a crash the exception, for a loss what came back.
        cause: the same for all payloads that show the same: the kind of exception, the place of a loss.
    """

    what: Class
    detail: str = ""
    cause: str = ""


#: Asks a subject about a payload, and returns what it did wrong.
Ask: TypeAlias = Callable[[Subject, Payload, Judges], tuple[Wrong, ...]]


def wrong(subject: Subject, payload: Payload, judges: Judges) -> tuple[Wrong, ...]:
    """Ask a subject about a payload, here and now; only of losses there can be more than one."""
    if not subject.applies(payload.value):
        return ()
    try:
        return tuple(_wrong(subject, payload, judges))
    except Exception as error:  # noqa: BLE001 - whatever the code of other people raises is what is being looked for
        name = type(error).__name__
        return (Wrong("crash", f"{name}: {_message(error)}".partition("\n")[0][:_SHOWN], name),)


def _message(error: Exception) -> str:
    """Return what an exception says; some classes of other people fail at that, too."""
    try:
        return str(error)
    except Exception as again:  # noqa: BLE001 - as above
        return f"its text cannot be made: {type(again).__name__}"


def _wrong(subject: Subject, payload: Payload, judges: Judges) -> Iterator[Wrong]:
    accepted = subject.accepts(payload.value)
    if accepted and payload.violation is not None:
        yield Wrong("too-wide")
    elif not accepted and payload.violation is None:
        if subject.waived(payload.value) is None:
            yield Wrong("too-narrow")
    elif accepted and subject.returned is not None:
        returned = subject.returned(payload.value)
        for loss in losses(payload.value, returned):
            yield Wrong("lossy", _came_back(loss, returned, judges), f"{loss.kind} {loss.place}")


def _came_back(loss: Loss, returned: Json, judges: Judges) -> str:
    if loss.kind == "drops":
        return f"nothing at {loss.pointer}"
    if loss.kind == "changes" and loss.pointer:
        return f"{told(loss.value)} at {loss.pointer}"
    return told(returned) + _refused(returned, judges)


def _refused(returned: Json, judges: Judges) -> str:
    """Say that what came back is not even valid, and at how many places."""
    try:
        places = {violation.instance for violation in judges.violations(returned)}
    except (TypeError, ValueError):  # it is no JSON: an object of Python is somewhere inside
        return ", which is no JSON"
    if not places:
        return ""
    return f", which the schema refuses at {len(places)} place{'s' if len(places) > 1 else ''}"


def judged(value: Json, judges: Judges) -> Payload:
    """Return a payload with what the schema says of it today."""
    if judges.accepts(value):
        return Payload(value)
    unknown = Violation("", Location(Uri("")), ROOT)  # where the engines disagree about it
    return Payload(value, next(iter(judges.violations(value)), unknown))


def told(value: Json) -> str:
    """Return a payload on one line."""
    return json.dumps(value, ensure_ascii=False, default=str)
