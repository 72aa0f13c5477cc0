"""Whoever is asked for a verdict."""

from collections.abc import Callable
from typing import final

from schemakit.core.json import Json
from schemakit.core.record import dataclass


def _never(payload: Json) -> None:
    del payload


def _always(payload: Json) -> bool:
    del payload
    return True


@final
@dataclass(frozen=True, slots=True)
class Subject:
    """An engine, a generated model, somebody's own code: anything that takes a payload or refuses it.

    Attributes:
        name: how reports call it; a model that is asked in several ways has each in brackets: ``m:Order (from text)``.
        accepts: returns the verdict; what it raises is a crash of the subject and reported as one.
        returned: for subjects that turn a payload into a value of their own, the payload they write of that value;
            called with payloads that it accepts.
        waived: says of a payload why a wrong verdict of this subject is known and nobody's news; None: it is news.
        applies: tells which payloads this subject can be asked about at all.
        spec: of somebody's own code, ``package.module:Type``; empty for what schemakit brings along.
    """

    name: str
    accepts: Callable[[Json], bool]
    returned: Callable[[Json], Json] | None = None
    waived: Callable[[Json], str | None] = _never
    applies: Callable[[Json], bool] = _always
    spec: str = ""
