"""Contract tests: a service, or an application in this process, held against its contract."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from fnmatch import fnmatchcase
from types import MappingProxyType
from typing import Final, final

from schemakit.contract.http.address import Writer
from schemakit.contract.http.bodies import Bodies
from schemakit.contract.http.client import AppTransport, UrlTransport
from schemakit.contract.http.exchange import Answer, Limits, Paced, Spent, Transport
from schemakit.contract.http.meaning import missing_values, unknown_schemas
from schemakit.contract.http.operation import Contract, Operation
from schemakit.contract.http.replays import FOLDER, Replay, keep
from schemakit.contract.http.run import Asked, Case
from schemakit.contract.http.tell import Teller
from schemakit.contract.models import imported
from schemakit.core.errors import UsageError
from schemakit.core.finding import Finding
from schemakit.core.json import Json
from schemakit.core.near import nearest
from schemakit.core.pointer import tokens
from schemakit.core.record import dataclass, field, replace
from schemakit.fuzz.coverage import Coverage
from schemakit.fuzz.payload import Payload
from schemakit.pipeline.completeness import complete_names
from schemakit.pipeline.schemas import Schemas, from_schema
from schemakit.resolve.closure import Closure

_TIMEOUT: Final = 10.0


@final
@dataclass(frozen=True, slots=True)
class Sides:
    """The schemas of requests and those of answers: the same ones, or two views of them."""

    requests: Schemas
    answers: Schemas


@final
@dataclass(frozen=True, slots=True)
class Terms:
    """How a service is tested.

    Attributes:
        url: where it is; None: what the contract says.
        app: an ASGI application of Python code, ``package.module:app``, instead of a URL.
        headers: of every request, beside those of the contract; ``${NAME}`` is a variable of the environment.
        variables: values of path variables, over those of the contract.
        only: names of operations, or patterns of them; empty: all.
        timeout: seconds for one answer.
        limits: how gently it is asked.
        max_examples: payloads of either kind for each operation, about.
        seed: the same makes the same payloads.
        proxies: whether the environment's proxies are used.
        environment: the variables.
    """

    url: str | None = None
    app: str | None = None
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    variables: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    only: tuple[str, ...] = ()
    timeout: float = _TIMEOUT
    limits: Limits = field(default_factory=Limits)
    max_examples: int = 100
    seed: int = 0
    proxies: bool = False
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)


@final
@dataclass(frozen=True, slots=True)
class OperationResult:
    """What testing one operation came to.

    Attributes:
        operation: which.
        requests: how many were sent, those for reducing payloads included.
        valid: how many valid payloads it was asked about.
        invalid: how many invalid ones.
        coverage: what the payloads show about each assertion of the body's schema; None: there is no body.
        accepted: by name, how often a valid payload was refused for a reason that the contract has.
        findings: what is wrong.
        untested: why there was nothing to ask, or less than was meant.
    """

    operation: Operation
    requests: int = 0
    valid: int = 0
    invalid: int = 0
    coverage: Coverage | None = None
    accepted: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    findings: tuple[Finding, ...] = ()
    untested: str = ""


def tested(contract: Contract, sides: Sides, terms: Terms) -> Iterator[OperationResult]:
    """Test the operations of a contract, one after the other; each find is kept to be replayed.

    Raises:
        UsageError: nobody says where the service is, it cannot be reached, or a variable is not set.
        BrokenSchemaError: a schema needs something that is not there.
    """
    chosen = _chosen(contract, terms)
    run = _Run.of(contract, sides, terms)
    with closing(run.transport):
        for operation in chosen:
            yield run.operation(operation)


def replayed(replay: Replay, contract: Contract, sides: Sides, terms: Terms) -> tuple[Finding, ...]:
    """Try a case again and return it where it is still there.

    Raises:
        UsageError: as ``tested``, or the contract has no such operation any more.
    """
    operation = next((one for one in contract.operations if one.name == replay.operation), None)
    if operation is None:
        raise UsageError(f"{contract.source.path} has no operation {replay.operation!r} any more")
    run = _Run.of(contract, sides, terms)
    with closing(run.transport):
        return run.again(replace(operation, variables={**operation.variables, **terms.variables}), replay)


def problems(contract: Contract, sides: Sides, terms: Terms) -> tuple[Finding, ...]:
    """Return what the operations that are to be tested name and is not there."""
    chosen = _chosen(contract, terms)
    found = tuple(
        finding
        for one in chosen
        for finding in (*unknown_schemas(one, sides.requests.names, sides.answers.names), *missing_values(one))
    )
    if not found:
        for names, side in ((_bodies(chosen), sides.requests), (_answers(chosen), sides.answers)):
            if names:
                complete_names(side, names, Closure.of(side.set))
    return found


@final
@dataclass(frozen=True, slots=True)
class _Run:
    contract: Contract
    terms: Terms
    requests: Bodies
    answers: Bodies
    writer: Writer
    transport: Transport
    paced: Paced

    @staticmethod
    def of(contract: Contract, sides: Sides, terms: Terms) -> "_Run":
        url, app = _where(contract, terms)
        headers = {**contract.headers, **terms.headers}
        writer = Writer(headers, terms.environment, None if url is None else url.rstrip("/"))
        for one in contract.operations:
            if not one.missing:
                writer.request(one, None)
        transport: Transport
        if url is not None:
            transport = UrlTransport(url, timeout=terms.timeout, proxies=terms.proxies)
        else:
            transport = AppTransport(_application(app or ""), timeout=terms.timeout)
        requests, answers = (
            Bodies(side.set, formats=side.formats == "assert") for side in (sides.requests, sides.answers)
        )
        return _Run(contract, terms, requests, answers, writer, transport, Paced(transport, terms.limits))

    def operation(self, operation: Operation) -> OperationResult:
        """Test one operation."""
        if operation.untested:
            return OperationResult(operation, untested=operation.untested)
        if self.paced.is_spent:
            return OperationResult(operation, untested="a limit was reached before it")
        before = self.paced.requests
        asked = self._asked(operation)
        done: list[Payload] = []
        payloads: Sequence[Payload] = ()
        coverage, why = None, ""
        try:
            if asked.body is None:
                asked.without_body()
            else:
                payloads, coverage = asked.body.payloads(self.terms.max_examples, self.terms.seed)
                done.extend(asked.all(payloads))
        except Spent:
            why = f"a limit was reached after {len(done)} of {len(payloads)} payloads"
        valid = sum(one.violation is None for one in done)
        return OperationResult(
            operation=operation,
            requests=self.paced.requests - before,
            valid=valid,
            invalid=len(done) - valid,
            coverage=coverage,
            accepted=dict(asked.used),
            findings=tuple(self._kept(case) for case in asked.cases),
            untested=why,
        )

    def again(self, operation: Operation, replay: Replay) -> tuple[Finding, ...]:
        """Try a case again."""
        asked = self._asked(operation)
        payload = replay.payload
        if payload is not None and asked.body is not None:
            violation = next(iter(asked.body.violations(payload.value)), None)
            known = payload.violation
            is_there = known is not None and any(one == known for one in asked.body.violations(payload.value))
            payload = Payload(payload.value, known if is_there else violation)
        trouble = asked.ask(payload, replay.before)
        if trouble is not None and replay.what == "turned-away":
            trouble = replace(trouble, what=replay.what)
        return () if trouble is None else (self._kept(Case(operation, trouble, payload, replay.before)),)

    def _asked(self, operation: Operation) -> Asked:
        body = None if operation.body is None else self.requests.of(operation.body)
        return Asked(operation, body, self.answers, self._send(operation), _allowed(operation))

    def _send(self, operation: Operation) -> Callable[[str | None], Answer]:
        def send(text: str | None) -> Answer:
            is_first = self.paced.requests == 0
            answer = self.paced.send(self.writer.request(operation, text))
            if is_first and answer.status == 0:
                where = self.writer.url or "the application"
                raise UsageError(f"{where} does not answer: {answer.reason}", help="is the service running?")
            return answer

        return send

    def _kept(self, case: Case) -> Finding:
        teller = Teller(self.writer, self.requests.of, lambda name: (FOLDER / name).as_posix())
        url, app = _where(self.contract, self.terms)
        said = self.writer.masked(case.trouble.said, case.operation)
        keep(case, contract=self.contract.source.path, url=url, app=app, said=said)
        return teller.finding(case)


def _where(contract: Contract, terms: Terms) -> tuple[str | None, str | None]:
    """Return the address or the application; exactly one is given."""
    url, app = terms.url, terms.app
    if url is None and app is None:
        url, app = contract.url, contract.app
    if (url is None) == (app is None):
        several = "both a URL and an application are given" if url is not None else "nobody says where the service is"
        raise UsageError(several, help="--url http://127.0.0.1:8000, or --app package.module:app")
    return url, app


def _application(spec: str) -> object:
    """Import an application."""
    found: object = imported(spec)
    if not callable(found):
        raise UsageError(f"{spec} is no ASGI application: it cannot be called", help="--app package.module:app")
    return found


def _chosen(contract: Contract, terms: Terms) -> tuple[Operation, ...]:
    names = [one.name for one in contract.operations]
    for pattern in terms.only:
        if not any(fnmatchcase(name, pattern) for name in names):
            close = nearest(pattern, names)
            hint = f"did you mean {close!r}?" if close is not None else f"there are {', '.join(names[:8])}"
            raise UsageError(f"no operation is called {pattern!r}", help=hint)
    chosen = (
        one for one in contract.operations if not terms.only or any(fnmatchcase(one.name, name) for name in terms.only)
    )
    return tuple(_with_values(one, terms) for one in chosen)


def _with_values(operation: Operation, terms: Terms) -> Operation:
    """Return an operation with the values that were given.

    One of an OpenAPI document, which nobody wrote to be tested, is left out where a value is missing, or something
    would be deleted.
    """
    known = replace(operation, variables={**operation.variables, **terms.variables})
    if known.untested or tokens(known.place.pointer)[:1] != ("paths",):
        return known
    if known.method == "DELETE" and not terms.only:
        return replace(known, untested="nothing is deleted unless a contract has it, or --only")
    if known.missing:
        wanted = " ".join(f"--param {name}=VALUE" for name in known.missing)
        return replace(known, untested=f"its path has no values: {wanted}")
    return known


def _bodies(operations: Sequence[Operation]) -> list[str]:
    return list(dict.fromkeys(one.body for one in operations if one.body is not None))


def _answers(operations: Sequence[Operation]) -> list[str]:
    return list(dict.fromkeys(name for one in operations for name in one.answers.values() if name is not None))


def _allowed(operation: Operation) -> dict[str, Callable[[Json], bool]]:
    return {
        name: from_schema(schema, name=name).validator(name).is_valid for name, schema in operation.stricter.items()
    }
