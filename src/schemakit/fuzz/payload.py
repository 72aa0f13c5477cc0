"""What the fuzzer hands on."""

from typing import final

from schemakit.core.json import Json
from schemakit.core.record import dataclass
from schemakit.core.violation import Violation


@final
@dataclass(frozen=True, slots=True)
class Payload:
    """A JSON value with what is promised of it: ``violation`` None means valid."""

    value: Json
    violation: Violation | None = None
