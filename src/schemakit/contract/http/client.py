"""The door of httpx: requests to one base URL, or to an application in this process, and to nobody else."""

import asyncio
import time
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final, final
from urllib.parse import urlsplit

import httpx

from schemakit.contract.http.exchange import LONGEST_ANSWER, Answer, Request
from schemakit.core.errors import UsageError

#: The address of an application that has none.
_IN_PROCESS: Final = "http://service.invalid"
#: Bytes that are read at once.
_PART: Final = 64 * 1024


@final
class UrlTransport:
    """A service at a URL: redirects are answers, cookies are forgotten, proxies are used only where asked for."""

    def __init__(self, url: str, *, timeout: float, proxies: bool = False) -> None:
        """Know where the service is; nothing is sent yet.

        Raises:
            UsageError: that is no URL of a service.
        """
        _checked(url)
        self._base = url.rstrip("/")
        self._timeout = timeout
        self._client = httpx.Client(timeout=timeout, follow_redirects=False, trust_env=proxies)

    def send(self, request: Request) -> Answer:
        """Send a request below the URL."""
        self._client.cookies.clear()
        url, headers = self._base + request.target, _encoded(request)
        deadline = time.monotonic() + self._timeout
        try:
            with self._client.stream(request.method, url, headers=headers, content=_content(request)) as answer:
                content = bytearray()
                for part in answer.iter_bytes(_PART):
                    content += part
                    if len(content) > LONGEST_ANSWER:
                        break
                    if time.monotonic() > deadline:  # httpx limits the wait for each part alone
                        return Answer(0, reason=f"no end of its answer in {self._timeout:g} seconds")
                return _answer(answer, bytes(content))
        except (httpx.TransportError, httpx.DecodingError) as error:
            return Answer(0, reason=f"{type(error).__name__}: {error}".rstrip(": "))

    def close(self) -> None:
        """Close the connections."""
        self._client.close()


@final
class AppTransport:
    """An ASGI application in this process, with its lifespan; an exception of its own is an answer of 500."""

    def __init__(self, app: Any, *, timeout: float) -> None:  # noqa: ANN401 - an ASGI application
        """Start the application."""
        self._runner = asyncio.Runner()
        self._timeout = timeout
        self._lifespan = _Lifespan(app)
        try:
            self._runner.run(self._lifespan.start())
        except BaseException:
            self._runner.close()
            raise
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        self._client = httpx.AsyncClient(transport=transport, base_url=_IN_PROCESS, follow_redirects=False)

    def send(self, request: Request) -> Answer:
        """Call the application."""
        return self._runner.run(self._send(request))

    async def _send(self, request: Request) -> Answer:
        self._client.cookies.clear()
        call = self._client.request(
            request.method, request.target, headers=_encoded(request), content=_content(request)
        )
        try:
            answer = await asyncio.wait_for(call, self._timeout)
            return _answer(answer, answer.content)
        except TimeoutError:
            return Answer(0, reason=f"no answer in {self._timeout:g} seconds")

    def close(self) -> None:
        """Stop the application."""
        self._runner.run(self._client.aclose())
        self._runner.run(self._lifespan.stop())
        self._runner.close()


@final
class _Lifespan:
    """The lifespan protocol of ASGI; applications that know none refuse it, and that is all right."""

    def __init__(self, app: Any) -> None:  # noqa: ANN401 - an ASGI application
        self._app = app
        self._to_app: asyncio.Queue[Mapping[str, str]] | None = None
        self._from_app: asyncio.Queue[Mapping[str, Any]] | None = None
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self._to_app, self._from_app = asyncio.Queue(), asyncio.Queue()
        self._task = asyncio.create_task(self._run())
        await self._said("startup")

    async def stop(self) -> None:
        if self._task is not None and not self._task.done():
            await self._said("shutdown")
            await self._task

    async def _said(self, what: str) -> None:
        if self._to_app is not None and self._from_app is not None:
            await self._to_app.put({"type": f"lifespan.{what}"})
            answer = await self._from_app.get()
            if answer["type"] == f"lifespan.{what}.failed":
                raise UsageError(f"the application's {what} failed: {answer.get('message', '')}".rstrip(": "))

    async def _run(self) -> None:
        if self._to_app is None or self._from_app is None:
            return
        scope = {"type": "lifespan", "asgi": {"version": "3.0", "spec_version": "2.0"}, "state": {}}
        with suppress(Exception):  # ASGI, lifespan protocol: an application that raises here has none
            await self._app(scope, self._to_app.get, self._from_app.put)
        await self._from_app.put({"type": "lifespan.over"})


def _checked(url: str) -> None:
    try:
        parts, is_service = urlsplit(url), _is_service(httpx.URL(url))
    except (ValueError, httpx.InvalidURL):
        is_service = False
    if not is_service:
        raise UsageError(f"{url!r} is no address of a service", help="write http://HOST:PORT or https://HOST/PATH")
    if parts.username is not None:
        raise UsageError("the address holds a user name", help="--header 'Authorization: Basic ${TOKEN}'")
    if parts.query or parts.fragment:
        raise UsageError("the address of a service has no query and no fragment", help="put queries in the contract")


def _is_service(url: httpx.URL) -> bool:
    """Tell whether an address names a host; raises ValueError where no name of a host is like that (RFC 1035)."""
    return url.scheme in {"http", "https"} and bool(url.host and url.raw_host.decode("ascii").encode("idna"))


def _encoded(request: Request) -> list[tuple[bytes, bytes]]:
    return [(name.encode("ascii"), value.encode("utf-8")) for name, value in request.headers]


def _content(request: Request) -> bytes | None:
    return None if request.body is None else request.body.encode("utf-8", "surrogatepass")


def _answer(answer: httpx.Response, content: bytes) -> Answer:
    later, is_cut = answer.headers.get("retry-after", ""), len(content) > LONGEST_ANSWER
    return Answer(answer.status_code, content[:LONGEST_ANSWER], retry_after=later, is_cut=is_cut)
