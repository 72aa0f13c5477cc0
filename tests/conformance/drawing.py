"""Draws as people get them: Hypothesis with its own settings, every health check on, and the clock running."""

import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType
from typing import Final

from hypothesis import Phase, given, settings
from hypothesis.errors import FailedHealthCheck, Unsatisfiable

from fuzzed_schema import FuzzedSchema
from schemakit.core.json import Json
from schemakit.fuzz.valid import valid_payloads

#: How long one schema may take, all its draws together.
SECONDS: Final = 30


class OutOfTimeError(BaseException):
    """Not an ``Exception``: Hypothesis would take that for a failure of the test, and try to reproduce it."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise ``OutOfTimeError`` in the block after some seconds."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        del number, frame
        raise OutOfTimeError

    before = signal.signal(signal.SIGALRM, interrupt)
    # again and again: what is raised in a callback of the garbage collector is ignored
    signal.setitimer(signal.ITIMER_REAL, seconds, 0.2)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@dataclass(frozen=True)
class Drawn:
    """What drawing from one schema came to; ``problem`` is empty where all went well."""

    payloads: tuple[Json, ...] = ()
    problem: str = ""
    seconds: float = 0.0


def draws(fuzzed: FuzzedSchema, count: int, judged: Callable[[Json], bool] | None = None) -> Drawn:
    """Draw payloads of a schema; ``judged`` has the say on each besides the engine it was made with."""
    found: list[Json] = []

    @settings(max_examples=count, database=None, derandomize=True, deadline=None, phases=[Phase.generate])
    @given(valid_payloads(fuzzed.construction, fuzzed.root, fuzzed.fast.is_valid))
    def collect(payload: Json) -> None:
        found.append(payload)

    start = time.perf_counter()
    problem = ""
    try:
        with within(SECONDS):
            collect()
    except Unsatisfiable:
        problem = "nothing drawn"
    except FailedHealthCheck as error:
        problem = f"health check: {str(error).partition(':')[0][:60]}"
    except OutOfTimeError:
        problem = f"over {SECONDS} s"
    if not problem and not all(map(judged or fuzzed.fast.is_valid, found)):
        problem = "WRONG"
    return Drawn(tuple(found), problem, time.perf_counter() - start)


@dataclass
class Tally:
    """How the schemas of one corpus fared."""

    asked: int = 0
    drawn: int = 0
    seconds: float = 0.0
    failed: list[tuple[str, str]] = field(default_factory=list)

    def add(self, name: str, one: Drawn) -> None:
        """Count one schema."""
        self.asked += 1
        self.drawn += len(one.payloads)
        self.seconds += one.seconds
        if one.problem:
            self.failed.append((name, one.problem))

    @property
    def share(self) -> float:
        """The part of the schemas whose draws all succeeded and were valid."""
        return 1 - len(self.failed) / self.asked if self.asked else 1.0

    @property
    def wrong(self) -> int:
        """How many schemas had a payload that is not valid."""
        return Counter(problem for _, problem in self.failed)["WRONG"]
