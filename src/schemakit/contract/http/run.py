"""One operation tested: every payload sent, every answer judged, what is wrong reduced and said once for each cause."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias, final

from schemakit.contract.http.address import body_text
from schemakit.contract.http.bodies import Bodies, Body
from schemakit.contract.http.exchange import Answer, Spent
from schemakit.contract.http.judged import AWAY, Trouble, held_in, not_returned, refused_wrongly, wrong_content
from schemakit.contract.http.operation import Operation
from schemakit.contract.shrink import shrunk
from schemakit.core.json import Json, json_equal, json_type
from schemakit.core.pointer import lookup
from schemakit.core.record import dataclass, field, replace
from schemakit.fuzz.invalid import label
from schemakit.fuzz.payload import Payload

#: Sends a body (None: a request without one) to the operation.
SendBody: TypeAlias = Callable[[str | None], Answer]

#: How many first payloads have to be turned away before an operation is given up.
_PROBES: Final = 3
#: How many causes of one operation are reduced: each may take hundreds of requests.
_MOST_CASES: Final = 24
#: After these, nobody can say what the service has kept.
_UNKNOWN_AFTER: Final = frozenset({"too-wide", "server-error", "no-answer"})
#: After how many requests without an answer an operation is given up.
_MOST_SILENT: Final = 5
#: How many values of a member are tried as what was there before.
_EARLIER: Final = 8


@final
@dataclass(frozen=True, slots=True)
class Case:
    """Something that a service does wrong.

    Attributes:
        operation: where.
        trouble: what.
        payload: reduced; None: the request has no body.
        before: payloads that are sent first, for what depends on them.
        count: how many payloads have shown it.
    """

    operation: Operation
    trouble: Trouble
    payload: Payload | None
    before: tuple[Json, ...] = ()
    count: int = 1


@final
@dataclass(slots=True)
class Asked:
    """An operation, and what it has been asked and has answered.

    Attributes:
        operation: which.
        body: the schema of its request; None: there is no body.
        answers: the schemas of answers.
        send: the way to it.
        allowed: by name, whether a valid payload may be refused for it.
        used: how often each of these was the reason.
        cases: what it does wrong, once for each cause.
    """

    operation: Operation
    body: Body | None
    answers: Bodies
    send: SendBody
    allowed: Mapping[str, Callable[[Json], bool]] = field(default_factory=dict)
    used: dict[str, int] = field(default_factory=dict)
    cases: list[Case] = field(default_factory=list)
    _state: dict[str, Json] = field(default_factory=dict)
    _seen: dict[str, list[Json]] = field(default_factory=dict)

    def without_body(self) -> None:
        """Ask once."""
        trouble = self.ask(None)
        if trouble is not None:
            self.cases.append(Case(self.operation, trouble, None))

    def all(self, payloads: Sequence[Payload]) -> Iterator[Payload]:
        """Ask about each payload, and yield it when that is done; nothing where the first are turned away.

        Raises:
            Spent: nothing more may be sent.
        """
        away = self._turned_away([one for one in payloads if one.violation is None][:_PROBES])
        if away is not None:
            self.cases.append(away)
            return
        silent = 0
        for payload in payloads:
            trouble = self.ask(payload)
            if trouble is not None:
                self._note(payload, trouble)
                silent += trouble.what == "no-answer"
            yield payload
            if silent == _MOST_SILENT:
                return

    def ask(self, payload: Payload | None, before: Iterable[Json] = ()) -> Trouble | None:
        """Send a payload, after others, and return what is wrong with the answer."""
        for value in before:
            self._judged(Payload(value), self.send(body_text(value)))
        return self._judged(payload, self.send(None if payload is None else body_text(payload.value)))

    def _judged(self, payload: Payload | None, answer: Answer) -> Trouble | None:
        trouble = refused_wrongly(self.operation, payload, answer)
        if trouble is not None and trouble.what in _UNKNOWN_AFTER:
            self._state = {}  # what the service knows now is nobody's promise
        if trouble is not None and trouble.what == "stricter-than-schema" and payload is not None:
            name = next((name for name, applies in self.allowed.items() if applies(payload.value)), None)
            if name is not None:
                self.used[name] = self.used.get(name, 0) + 1
                return None
        if trouble is not None:
            return trouble
        trouble, content = wrong_content(self.operation, answer, self.answers)
        is_taken = payload is not None and payload.violation is None and 200 <= answer.status < 300
        if payload is not None and is_taken and self.operation.returns is not None:
            trouble = trouble or self._returned(payload.value, content)
        return trouble

    def _returned(self, sent: Json, content: Json) -> Trouble | None:
        if not isinstance(sent, dict) or self.body is None:
            return None
        secret, _ = self.body.shown(sent)
        open_ = {name: value for name, value in sent.items() if isinstance(secret, dict) and secret[name] is value}
        for name, value in open_.items():
            values = self._seen.setdefault(name, [])
            if not any(json_equal(value, known) for known in values):
                values.append(value)
        is_merged = self.operation.returns == "merged"
        trouble = not_returned(self.operation, open_, content, self._state if is_merged else {})
        held = held_in(self.operation, content) or {}
        self._state = {name: value for name, value in held.items() if name in self._seen}
        return trouble

    def _turned_away(self, probes: Sequence[Payload]) -> Case | None:
        answer = None
        for payload in probes:
            answer = self.send(body_text(payload.value))
            if answer.status not in AWAY or any(applies(payload.value) for applies in self.allowed.values()):
                return None
        if answer is None:
            return None
        found = refused_wrongly(self.operation, None, answer)
        said = f"answers the first payloads with {answer.status}" if found is None else found.said
        trouble = Trouble("turned-away", said, (str(answer.status),))
        return Case(self.operation, trouble, probes[0], count=len(probes))

    def _note(self, payload: Payload, trouble: Trouble) -> None:
        """Keep a case, or count one that is known."""
        cause = _cause(payload, trouble)
        for index, case in enumerate(self.cases):
            if case.payload is not None and (
                (cause is not None and _cause(case.payload, case.trouble) == cause)
                or self._explains(case, payload, trouble)
            ):
                self.cases[index] = replace(case, count=case.count + 1)
                return
        if len(self.cases) < _MOST_CASES:
            self._keep(self._reduced(Case(self.operation, trouble, payload)))

    def _keep(self, case: Case) -> None:
        for index, known in enumerate(self.cases):
            if known.trouble.what == case.trouble.what and _same_payload(known, case):
                self.cases[index] = replace(known, count=known.count + case.count)
                return
        self.cases.append(case)

    def _explains(self, case: Case, payload: Payload, trouble: Trouble) -> bool:
        """Tell whether the members of a known case alone make the same trouble with the values of this payload."""
        known = case.payload
        if known is None or self.body is None or not _alike(case.trouble, trouble):
            return False
        if known.violation is not None or payload.violation is not None:
            return False
        if case.trouble.what == "lossy":
            return True
        if not isinstance(known.value, dict) or not isinstance(payload.value, dict):
            return True
        fewer = {name: payload.value[name] for name in known.value if name in payload.value}
        try:
            again = self.ask(Payload(fewer)) if self.body.accepts(fewer) else None
        except Spent:
            return False
        return again is not None and _alike(again, trouble)

    def _reduced(self, case: Case) -> Case:
        """Return the case with a payload in which nothing can be left out."""
        if case.payload is None or case.trouble.what == "no-answer":  # each question would take the whole timeout
            return case
        if case.trouble.what == "lossy" and self.operation.returns == "merged":
            case = self._from_anywhere(case)
        best = case

        def matters(value: Json) -> bool:
            nonlocal best
            found = self._same(best, value)
            best = found or best
            return found is not None

        try:
            shrunk(case.payload.value if case.payload is not None else None, matters)
        except Spent:
            return best
        return best

    def _same(self, case: Case, value: Json) -> Case | None:
        """Return the case with another payload, where that makes the same trouble."""
        if self.body is None or case.payload is None:
            return None
        violation = case.payload.violation
        if violation is None:
            payload = Payload(value) if self.body.accepts(value) else None
        elif self.body.accepts(value):
            payload = None
        else:
            # what broke one assertion must not end up breaking others too: it would not say which one was missed
            named = label(self.body.violations(value), frozenset({violation.schema}))
            payload = Payload(value, named[0]) if named is not None and named[1] else None
        trouble = None if payload is None else self.ask(payload, case.before)
        if trouble is None or not _alike(trouble, case.trouble) or trouble.member != case.trouble.member:
            return None
        return replace(case, payload=payload, trouble=trouble)

    def _from_anywhere(self, case: Case) -> Case:
        """Return the case with a payload before it that makes it happen, whatever the service knew until then."""
        sent = {} if case.payload is None or not isinstance(case.payload.value, dict) else case.payload.value
        name = case.trouble.member
        values = sorted(self._seen.get(name, ()), key=lambda value: (value is None, len(body_text(value))))
        others = [value for value in values if name not in sent or not json_equal(value, sent[name])]
        for value in others[:_EARLIER]:
            for earlier in ({name: value}, {**sent, name: value}):
                if self.body is None or not self.body.accepts(earlier):
                    continue
                try:
                    found = self._same(replace(case, before=(earlier,)), case.payload.value if case.payload else None)
                except Spent:
                    return case
                if found is not None:
                    return found
        return case


def _alike(one: Trouble, other: Trouble) -> bool:
    return (one.what, one.about) == (other.what, other.about)


def _same_payload(one: Case, other: Case) -> bool:
    if one.payload is None or other.payload is None or one.before != other.before:
        return False
    if one.trouble.what == "server-error":  # one branch of 101 characters, which is valid, and one of 256
        return _names(one.payload.value) == _names(other.payload.value)
    return json_equal(one.payload.value, other.payload.value)


def _names(value: Json) -> frozenset[str] | None:
    return frozenset(value) if isinstance(value, dict) else None


def _cause(payload: Payload, trouble: Trouble) -> tuple[object, ...] | None:
    """Return what invalid payloads of one cause have in common; valid ones are compared by asking again."""
    violation = payload.violation
    if violation is None:
        return None if trouble.what != "no-answer" else (trouble.what,)
    try:
        value = lookup(payload.value, violation.instance)
    except LookupError:
        return trouble.what, trouble.about, violation.schema
    return trouble.what, trouble.about, violation.schema, json_type(value)
