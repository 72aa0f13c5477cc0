"""The way to a service: to the base URL and nowhere else, within limits, with nothing remembered."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from schemakit.contract.http.client import UrlTransport
from schemakit.contract.http.exchange import LONGEST_ANSWER, Answer, Limits, Paced, Request, Spent
from schemakit.core.errors import UsageError

REQUEST = Request("GET", "/a?b=c", (("Accept", "application/json"),), None)


@contextmanager
def serving(answer: Callable[[BaseHTTPRequestHandler], None]) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer(self)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def said(handler: BaseHTTPRequestHandler, status: int, **headers: str) -> None:
    handler.send_response(status)
    for name, value in ({"Content-Length": "0"} | headers).items():
        handler.send_header(name, value)
    handler.end_headers()


@contextmanager
def client(url: str, timeout: float = 5.0) -> Iterator[UrlTransport]:
    transport = UrlTransport(url, timeout=timeout)
    yield transport
    transport.close()


def test_a_redirect_is_an_answer_and_is_not_followed():
    asked: list[str] = []
    with serving(lambda other: (asked.append(other.path), said(other, 200))[0]) as elsewhere:
        redirect = {"Location": f"{elsewhere}/stolen"}
        with serving(lambda here: said(here, 302, **redirect)) as url, client(url) as transport:
            assert transport.send(REQUEST).status == 302
    assert asked == []


def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    with serving(lambda here: said(here, 204)) as url, client(url) as transport:
        assert transport.send(REQUEST).status == 204


def test_cookies_are_not_remembered():
    cookies: list[str | None] = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        cookies.append(handler.headers.get("Cookie"))
        said(handler, 200, **{"Set-Cookie": "session=1"})

    with serving(answer) as url, client(url) as transport:
        transport.send(REQUEST)
        transport.send(REQUEST)
    assert cookies == [None, None]


def test_the_base_of_a_url_is_kept():
    paths: list[str] = []
    with serving(lambda here: (paths.append(here.path), said(here, 200))[0]) as url, client(f"{url}/v1/") as transport:
        transport.send(REQUEST)
    assert paths == ["/v1/a?b=c"]


def test_no_answer_in_time_is_said():
    with serving(lambda here: (time.sleep(0.6), said(here, 200))[0]) as url, client(url, 0.1) as transport:
        answer = transport.send(REQUEST)
    assert (answer.status, answer.reason.partition(":")[0]) == (0, "ReadTimeout")


def test_nobody_there_is_said():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        with client(f"http://127.0.0.1:{free.getsockname()[1]}") as transport:
            assert transport.send(REQUEST).reason.startswith("ConnectError")


@pytest.mark.parametrize(
    "url",
    [
        "localhost:8000",
        "ftp://localhost",
        "http://",
        "http://localhost:port",
        "http://[::1",
        "http://a..b",
        f"http://{'a' * 64}.test",
        "http://xn--a",
        "http://localhost\n",
    ],
)
def test_what_is_no_address_is_said_before_anything_is_sent(url: str):
    with pytest.raises(UsageError, match="is no address of a service"):
        UrlTransport(url, timeout=1.0)


@pytest.mark.parametrize(
    "url", ["http://localhost.", "http://[::1]:80", "https://bücher.example/api", "http://my_host"]
)
def test_hosts_may_be_called_in_any_way_that_there_is(url: str):
    UrlTransport(url, timeout=1.0).close()


class Scripted:
    """Answers as it was told, and counts."""

    def __init__(self, *answers: Answer) -> None:
        self.answers = list(answers)
        self.sent = 0

    def send(self, request: Request) -> Answer:
        del request
        self.sent += 1
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    def close(self) -> None:
        pass


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    seconds: list[float] = []
    monkeypatch.setattr(time, "sleep", seconds.append)
    return seconds


def test_what_may_help_later_is_tried_again_after_what_the_service_asks_for(slept: list[float]):
    transport = Scripted(Answer(429, retry_after="3"), Answer(503), Answer(200))
    assert Paced(transport, Limits(retries=2)).send(REQUEST).status == 200
    assert (transport.sent, slept) == (3, [3.0, 0.4])


def test_what_is_refused_is_not_tried_again(slept: list[float]):
    transport = Scripted(Answer(400), Answer(200))
    assert Paced(transport, Limits(retries=5)).send(REQUEST).status == 400
    assert slept == []


def test_a_service_that_asks_for_an_hour_is_not_waited_for_that_long(slept: list[float]):
    Paced(Scripted(Answer(429, retry_after="3600"), Answer(200)), Limits()).send(REQUEST)
    assert slept == [30.0]


@pytest.mark.parametrize(
    "written", ["soon", "Mon, 01 Jan 2024 00:00:00 +99999999999999", "Mon, 01 Jan 99999999999999999999"]
)
def test_what_says_no_time_to_wait_is_waited_for_as_without_it(slept: list[float], written: str):
    Paced(Scripted(Answer(429, retry_after=written), Answer(200)), Limits()).send(REQUEST)
    assert slept == [0.2]


def test_no_more_requests_are_sent_than_allowed(slept: list[float]):
    transport = Scripted(Answer(200))
    paced = Paced(transport, Limits(most=2))
    paced.send(REQUEST)
    paced.send(REQUEST)
    with pytest.raises(Spent):
        paced.send(REQUEST)
    assert (transport.sent, slept) == (2, [])


def test_requests_keep_their_distance(slept: list[float]):
    paced = Paced(Scripted(Answer(200)), Limits(rate=0.5))
    for _ in range(3):
        paced.send(REQUEST)
    assert [round(seconds) for seconds in slept] == [0, 2, 4]  # nobody really slept in between


def test_a_budget_that_is_over_ends_the_run():
    paced = Paced(Scripted(Answer(200)), Limits(budget=1.0), started=time.monotonic() - 2)
    assert paced.is_spent
    with pytest.raises(Spent):
        paced.send(REQUEST)


def test_an_answer_without_end_is_read_up_to_a_limit():
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        with suppress(OSError):  # nobody listens any more: that is what is meant
            while True:
                handler.wfile.write(b" " * 1_000_000)

    with serving(endless) as url, client(url) as transport:
        answer = transport.send(REQUEST)
    assert (answer.status, len(answer.content), answer.is_cut) == (200, LONGEST_ANSWER, True)


def test_an_answer_that_drips_is_none():
    def drips(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        with suppress(OSError):
            for _ in range(100):
                handler.wfile.write(b" " * 70_000)
                time.sleep(0.05)

    with serving(drips) as url, client(url, timeout=0.2) as transport:
        assert transport.send(REQUEST) == Answer(0, reason="no end of its answer in 0.2 seconds")


def test_content_that_cannot_be_decoded_is_no_answer():
    with serving(lambda handler: gzipped(handler, b"no gzip")) as url, client(url) as transport:
        assert transport.send(REQUEST).reason.startswith("DecodingError")


def gzipped(handler: BaseHTTPRequestHandler, content: bytes) -> None:
    said(handler, 200, **{"Content-Encoding": "gzip", "Content-Length": str(len(content))})
    handler.wfile.write(content)
