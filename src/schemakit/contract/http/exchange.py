"""One request and what became of it, and the limits within which requests are made."""

import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from typing import Final, Protocol, TypeAlias, final

from schemakit.core.record import dataclass, field

#: Answers after which the same request may be sent again (RFC 9110, section 15.6.4; RFC 6585, section 4).
_LATER: Final = frozenset({429, 503})
_LONGEST_WAIT: Final = 30.0
_FIRST_WAIT: Final = 0.2
#: Bytes of an answer that are read: a service must not be able to fill the memory of whoever tests it.
LONGEST_ANSWER: Final = 16 * 1024 * 1024


@final
@dataclass(frozen=True, slots=True)
class Request:
    """What is sent: ``target`` is path and query, below the base URL; ``body`` is JSON text, None: there is none."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: str | None


@final
@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; ``status`` 0 means that nothing did, and ``reason`` says why.

    ``is_cut``: there was more than ``LONGEST_ANSWER`` bytes, and nobody has read the rest.
    """

    status: int
    content: bytes = b""
    reason: str = ""
    retry_after: str = ""
    is_cut: bool = False


#: Sends a request, once.
Send: TypeAlias = Callable[[Request], Answer]


class Transport(Protocol):
    """The way to a service; closed after use."""

    def send(self, request: Request) -> Answer:
        """Send a request; an answer of status 0 where none came in time."""
        ...

    def close(self) -> None:
        """End what is open."""
        ...


@final
@dataclass(frozen=True, slots=True)
class Limits:
    """How gently a service is asked.

    Attributes:
        rate: requests a second at most; None: as fast as it answers.
        retries: how often a request is repeated that is not answered, or answered by 429 or 503.
        budget: seconds for everything; None: no limit.
        most: requests in all; None: no limit.
    """

    rate: float | None = None
    retries: int = 1
    budget: float | None = None
    most: int | None = None


@final
class Spent(Exception):  # noqa: N818 - no error: what was found so far is the result
    """The budget, or the number of requests, is used up."""


@final
@dataclass(slots=True)
class Paced:
    """Sends requests within limits, and counts them."""

    transport: Transport
    limits: Limits
    requests: int = 0
    started: float = field(default_factory=time.monotonic)
    _next: float = 0.0

    def send(self, request: Request) -> Answer:
        """Send a request, and again where that may help.

        Raises:
            Spent: a limit of the whole run is reached.
        """
        wait = _FIRST_WAIT
        for attempt in range(self.limits.retries + 1):
            self._pace()
            answer = self.transport.send(request)
            self.requests += 1
            if (answer.status and answer.status not in _LATER) or attempt == self.limits.retries:
                break
            time.sleep(min(_asked(answer.retry_after) or wait, _LONGEST_WAIT))
            wait *= 2
        return answer

    @property
    def is_spent(self) -> bool:
        """Whether nothing more may be sent."""
        limits = self.limits
        over = limits.budget is not None and time.monotonic() - self.started >= limits.budget
        return over or (limits.most is not None and self.requests >= limits.most)

    def _pace(self) -> None:
        if self.is_spent:
            raise Spent
        if self.limits.rate is not None:
            now = time.monotonic()
            time.sleep(max(0.0, self._next - now))
            self._next = max(now, self._next) + 1 / self.limits.rate


def _asked(text: str) -> float | None:
    """Return the seconds that ``Retry-After`` asks for (RFC 9110, section 10.2.3)."""
    if text.isdecimal():
        return float(text)
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time()) if text else None
    except (ValueError, OverflowError):  # no date, or one beyond all calendars
        return None
