"""Cases as findings: what the service did, with which payload, and how to see it again."""

from collections.abc import Callable, Mapping
from hashlib import blake2b
from typing import Final, final

from schemakit.contract.http.address import Writer, body_text
from schemakit.contract.http.bodies import Body
from schemakit.contract.http.judged import What
from schemakit.contract.http.problems import (
    NO_ANSWER,
    SERVER_ERROR,
    STRICTER_THAN_SCHEMA,
    TURNED_AWAY,
    UNDECLARED_STATUS,
    WRONG_ANSWER,
)
from schemakit.contract.http.run import Case
from schemakit.contract.problems import LOSSY, TOO_WIDE
from schemakit.contract.tell import payload_text
from schemakit.core.finding import Finding, Kind
from schemakit.core.json import Json
from schemakit.core.record import dataclass

KINDS: Final[Mapping[What, Kind]] = {
    "too-wide": TOO_WIDE,
    "lossy": LOSSY,
    "server-error": SERVER_ERROR,
    "wrong-answer": WRONG_ANSWER,
    "undeclared-status": UNDECLARED_STATUS,
    "stricter-than-schema": STRICTER_THAN_SCHEMA,
    "turned-away": TURNED_AWAY,
    "no-answer": NO_ANSWER,
}
#: Longer bodies are read from a file by ``curl``.
LONGEST_BODY: Final = 1_000


def replay_id(case: Case) -> str:
    """Return the short name by which a case can be tried again."""
    value = None if case.payload is None else case.payload.value
    parts = [case.operation.name, case.trouble.what, *map(body_text, (value, *case.before))]
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=3).hexdigest()


@final
@dataclass(frozen=True, slots=True)
class Teller:
    """Makes findings.

    Attributes:
        writer: how requests are written.
        body: from the name of a schema to the schema of requests.
        stored: from a replay id to the file with its body, without suffix.
    """

    writer: Writer
    body: Callable[[str], Body]
    stored: Callable[[str], str]

    def finding(self, case: Case) -> Finding:
        """Return the finding of a case, at the assertion that it is about, or at its operation."""
        operation, trouble, payload = case.operation, case.trouble, case.payload
        body = None if operation.body is None else self.body(operation.body)
        place = trouble.place or operation.place
        if trouble.what == "too-wide" and payload is not None and payload.violation is not None and body is not None:
            place = body.origin(payload.violation.schema)
        sent = ""
        if payload is not None:
            sent = f": {self._shown(payload.value, body)}"
            sent += "".join(f" after {self._shown(value, body)}" for value in case.before)
        message = f"{operation.name} {self.writer.masked(trouble.said, operation)}{sent}"
        return KINDS[trouble.what].at(place, message, help=tuple(self._help(case, body)))

    def _help(self, case: Case, body: Body | None) -> list[str]:
        lines = [f"{case.count} payloads show it"] if case.count > 1 else []
        if case.trouble.what == "stricter-than-schema" and case.payload is not None:
            names = sorted(case.payload.value) if isinstance(case.payload.value, dict) else []
            lines.append(f"if that is meant, accept it by name: {accepted_as(names)}")
        name = replay_id(case)
        if self.writer.url is not None:
            payloads = [*case.before, *([] if case.payload is None else [case.payload.value])]
            for position, value in enumerate(payloads):
                lines.append(self._curl(case, value, body, None if position < len(case.before) else name))
            if not payloads:
                lines.append(self.writer.curl(case.operation, None))
        return [*lines, f"again: schemakit contract --replay {name}"]

    def _curl(self, case: Case, value: Json, body: Body | None, name: str | None) -> str:
        text = body_text(value)
        is_secret = body is not None and body.shown(value)[1]
        if name is None:
            shown = "***" if is_secret else text
            return self.writer.curl(case.operation, shown)
        file = f"{self.stored(name)}.body" if is_secret or len(text) > LONGEST_BODY else None
        return self.writer.curl(case.operation, text, file)

    def _shown(self, value: Json, body: Body | None) -> str:
        return payload_text(value if body is None else body.shown(value)[0])


def accepted_as(names: list[str]) -> str:
    """Return the entry of a contract that accepts refusals of payloads with some members."""
    about = f"{{ required: [{', '.join(names)}] }}" if names else "{}"
    return f"stricter: {{ NAME-OF-THE-RULE: {about} }}"
