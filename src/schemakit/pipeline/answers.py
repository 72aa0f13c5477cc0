"""Hooks for clients: every answer is held against the contract, in tests of those who call a service."""

from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from pathlib import Path
from typing import Any, Final, Protocol, TypeAlias, final

from schemakit.contract.http.answers import Answers, Seen
from schemakit.contract.http.bodies import Bodies
from schemakit.contract.http.meaning import unknown_schemas
from schemakit.contract.http.operation import Contract
from schemakit.contract.http.written import contract_of, read_contract
from schemakit.core.errors import BrokenSchemaError
from schemakit.core.finding import Finding
from schemakit.core.json import Json
from schemakit.core.location import Uri
from schemakit.core.outcome import Outcome
from schemakit.loading.positions import Positions
from schemakit.loading.source import Source
from schemakit.pipeline.schemas import Schemas, load
from schemakit.report.full import render
from schemakit.report.presentation import Presentation

#: Where schemas are where nobody says it.
_FOLDER: Final = "schemas"
_IN_MEMORY: Final = Uri("urn:schemakit:contract")

_Scope: TypeAlias = MutableMapping[str, Any]
_Message: TypeAlias = MutableMapping[str, Any]
_Receive: TypeAlias = Callable[[], Awaitable[_Message]]
_Send: TypeAlias = Callable[[_Message], Awaitable[None]]
_App: TypeAlias = Callable[[_Scope, _Receive, _Send], Awaitable[None]]


class _Response(Protocol):
    """What ``httpx.Response`` and ``requests.Response`` have in common."""

    @property
    def status_code(self) -> int: ...
    @property
    def content(self) -> bytes: ...
    @property
    def request(self) -> Any: ...  # noqa: ANN401 - the two have nothing else in common


@final
class ContractHook:
    """Holds each answer against a contract, and raises at the first that breaks it, or keeps what it finds.

    Attributes:
        findings: what was found so far.
        judged: how many answers the contract knew.
    """

    def __init__(self, answers: Answers, locate: Positions, *, record: bool) -> None:
        """Know the contract; ``record``: keep findings instead of raising."""
        self.findings: list[Finding] = []
        self.judged = 0
        self._answers = answers
        self._locate = locate
        self._record = record

    def httpx(self, response: Any) -> None:  # noqa: ANN401 - httpx.Response; httpx is not imported here
        """Be an event hook: ``httpx.Client(event_hooks={"response": [hook.httpx]})``."""
        response.read()
        self._judge(response)

    async def httpx_async(self, response: Any) -> None:  # noqa: ANN401 - httpx.Response
        """Be an event hook: ``httpx.AsyncClient(event_hooks={"response": [hook.httpx_async]})``."""
        await response.aread()
        self._judge(response)

    def requests(self, response: Any, *_: object, **__: object) -> None:  # noqa: ANN401 - requests.Response
        """Be a hook: ``session.hooks["response"].append(hook.requests)``."""
        self._judge(response)

    def asgi(self, app: _App) -> _App:
        """Return an application that answers as ``app`` does, and has each answer judged when it is complete."""

        async def judged(scope: _Scope, receive: _Receive, send: _Send) -> None:
            if scope["type"] != "http":
                await app(scope, receive, send)
                return
            status, parts = 0, bytearray()

            async def watched(message: _Message) -> None:
                nonlocal status
                status = message.get("status", status)
                parts.extend(message.get("body", b""))
                await send(message)

            await app(scope, receive, watched)
            self.judge(Seen(scope["method"], scope["path"], status, bytes(parts)))

        return judged

    def judge(self, seen: Seen) -> None:
        """Judge an answer, however it came.

        Raises:
            AssertionError: it breaks the contract, and findings are not recorded; the message is the CLI's report.
        """
        __tracebackhide__ = True  # pytest shows the line of the test
        if self._answers.operation(seen.method, seen.url) is not None:
            self.judged += 1
        finding = self._answers.finding(seen)
        if finding is None:
            return
        self.findings.append(finding)
        if not self._record:
            raise AssertionError("\n" + render([finding], self._locate, Presentation()).rstrip())

    def _judge(self, response: _Response) -> None:
        __tracebackhide__ = True
        request = response.request
        self.judge(Seen(str(request.method), str(request.url), response.status_code, response.content))


def contract_hook(
    contract: str | Path | Mapping[str, Json],
    *,
    schemas: Schemas | str | Path | None = None,
    prefix: str = "",
    record: bool = False,
) -> ContractHook:
    """Return what holds the answers of a service against its contract.

    Args:
        contract: a file (a contract, or an OpenAPI document), or the content of one.
        schemas: where the schemas are: what ``schemakit.load`` has returned, or a file or folder; without it, where the
            contract says.
        prefix: what stands before the contract's paths in those of requests: ``/api/v1``.
        record: keep what is wrong in ``findings`` instead of raising AssertionError.

    Raises:
        UsageError: there is no such file.
        BrokenSchemaError: the contract, or a schema that it names, cannot be understood; ``findings`` says where.
    """
    read = _in_memory(contract) if isinstance(contract, Mapping) else read_contract(contract)
    known = _usable(read.value, read.findings)
    handle = schemas if isinstance(schemas, Schemas) else _loaded(known, schemas)
    _usable(
        known, tuple(one for operation in known.operations for one in unknown_schemas(operation, None, handle.names))
    )
    bodies = Bodies(handle.view("response").set, formats=handle.formats == "assert")
    locate = Positions((*handle.set.sources.values(), known.source))
    return ContractHook(Answers(known.operations, bodies, prefix), locate, record=record)


def _in_memory(document: Mapping[str, Json]) -> Outcome[Contract | None]:
    return contract_of(Source("contract", _IN_MEMORY, "", "json", dict(document)))


def _loaded(contract: Contract, schemas: str | Path | None) -> Schemas:
    own = contract.schemas if contract.schemas is not None else () if contract.documents else (_FOLDER,)
    paths = own if schemas is None else (schemas,)
    outcome = load(paths, published=contract.documents)
    if outcome.errors:
        raise BrokenSchemaError(outcome.errors[0].message, help="schemakit check", findings=outcome.errors)
    return outcome.value


def _usable(contract: Contract | None, findings: tuple[Finding, ...]) -> Contract:
    if contract is None or findings:
        first = findings[0].message if findings else "the contract is empty"
        raise BrokenSchemaError(f"the contract cannot be used: {first}", findings=findings)
    return contract
