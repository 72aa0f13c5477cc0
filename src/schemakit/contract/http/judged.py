"""What is wrong with an answer: the payload's label and the contract say what it should have been."""

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias, final

from schemakit.contract.http.bodies import Bodies
from schemakit.contract.http.exchange import LONGEST_ANSWER, Answer
from schemakit.contract.http.operation import Operation
from schemakit.core.json import Json, json_equal
from schemakit.core.location import Location
from schemakit.core.pointer import lookup
from schemakit.core.record import dataclass
from schemakit.core.shown import plain, text
from schemakit.fuzz.payload import Payload
from schemakit.runtime.text import read_json

What: TypeAlias = Literal[
    "too-wide", "lossy", "server-error", "wrong-answer", "undeclared-status", "stricter-than-schema", "turned-away",
    "no-answer",
]  # fmt: skip

#: Answers by which a service says that the request is not the one to look at, whatever its payload.
AWAY: Final = frozenset({401, 403, 404, 405, 407, 429})
#: Answers without content (RFC 9110, sections 15.3.5 and 15.3.6).
_EMPTY: Final = frozenset({204, 205, 304})
_SHOWN: Final = 160


@final
@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with one answer.

    Attributes:
        what: the class.
        said: what the service did, to follow its name.
        about: what two troubles of one cause have in common beside the class.
        member: the member of the payload that came back as another; empty: none did.
        place: the author's place in the answer's schema, where that is what the answer violates.
    """

    what: What
    said: str
    about: tuple[str, ...] = ()
    member: str = ""
    place: Location | None = None


def refused_wrongly(operation: Operation, payload: Payload | None, answer: Answer) -> Trouble | None:
    """Return what is wrong with the status of an answer; payload None: the request had none."""
    status = answer.status
    told = f"{status}{_excerpt(answer)}"
    if status == 0:
        return Trouble("no-answer", f"does not answer ({answer.reason})")
    if status >= 500:
        return Trouble("server-error", f"answers {told}", (str(status),))
    if payload is not None and payload.violation is not None:
        if 200 <= status < 300:
            keyword = payload.violation.keyword
            return Trouble("too-wide", f"answers {status} to what the schema refuses by `{keyword}`")
        if status not in operation.refuses:
            return Trouble("undeclared-status", f"refuses an invalid payload with {told}", (str(status),))
        return None
    if status >= 400:
        if payload is None:
            what: What = "turned-away" if status in AWAY else "undeclared-status"
            return None if operation.promises(status) else Trouble(what, f"answers {told}", (str(status),))
        return Trouble("stricter-than-schema", f"refuses a valid payload with {told}", (str(status),))
    if not operation.promises(status):
        return Trouble("undeclared-status", f"answers a valid payload with {told}", (str(status),))
    return None


def wrong_content(operation: Operation, answer: Answer, answers: Bodies) -> tuple[Trouble | None, Json]:
    """Return how the content of an answer breaks the schema that is declared for its status, and the content."""
    if answer.is_cut:
        said = f"answers {answer.status} with more than {LONGEST_ANSWER:,} bytes"
        return Trouble("wrong-answer", said, ("length",)), None
    name = operation.schema_of(answer.status) if operation.promises(answer.status) else None
    try:
        content = read_json(answer.content)
    except ValueError:
        if name is None:
            return None, None
        empty = "nothing" if not answer.content else f"what is no JSON: {text(_decoded(answer), _SHOWN)}"
        is_right = not answer.content and (answer.status in _EMPTY or operation.method == "HEAD")
        return (None if is_right else Trouble("wrong-answer", f"answers {answer.status} with {empty}")), None
    body = None if name is None else answers.of(name)
    violation = None if body is None else body.first_violation(content)
    if body is None or violation is None:
        return None, content
    said = f"answers {answer.status} with what is no {name}: {'; '.join(body.sentences(content))}"
    place = body.origin(violation.schema)
    return Trouble("wrong-answer", said, (violation.keyword, place.pointer), place=place), content


def not_returned(
    operation: Operation, sent: Mapping[str, Json], content: Json, before: Mapping[str, Json]
) -> Trouble | None:
    """Return what an answer does not hold of what was sent, and of what was there ``before``."""
    held = held_in(operation, content)
    if held is None:
        where = plain(operation.returned_at) if operation.returned_at else "its answer"
        return Trouble("lossy", f"returns no object at {where}", ("nothing",))
    for expected, why in ((sent, "was sent"), (before, "was there and not sent")):
        for name, value in expected.items():
            if why != "was sent" and name in sent:
                continue
            if name not in held or not json_equal(held[name], value):
                now = text(held[name]) if name in held else "nothing"
                said = f"returns {now} for {plain(name)}, which {why} as {text(value)}"
                return Trouble("lossy", said, (why, "null" if value is None or now == "null" else ""), name)
    return None


def held_in(operation: Operation, content: Json) -> dict[str, Json] | None:
    """Return the object in an answer that is about what was sent; None where there is none."""
    try:
        held = lookup(content, operation.returned_at)
    except LookupError:
        return None
    return held if isinstance(held, dict) else None


def _excerpt(answer: Answer) -> str:
    """Return what an answer says, for people; a page of HTML says nothing."""
    said = " ".join(_decoded(answer).split())
    if not said or said.startswith("<"):
        return ""
    return f" ({said if len(said) <= _SHOWN else f'{said[:_SHOWN]}...'})"


def _decoded(answer: Answer) -> str:
    return answer.content[: 4 * _SHOWN].decode("utf-8", "replace")
