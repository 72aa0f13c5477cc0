"""A function over many arguments by several processes, each a copy of this one: nothing has to be sent to them.

``multiprocessing`` can do this too, and takes as long to start as a tenth of a second of work.
"""

import os
import pickle
import select
import signal
import sys
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager, suppress
from io import BufferedReader
from typing import Any, BinaryIO, Final, NoReturn, TypeVar

from schemakit.core.errors import SchemakitError

A = TypeVar("A")
R = TypeVar("R")

#: Whether this system can copy a process.
CAN_FORK: Final = hasattr(os, "fork")


def mapped(function: Callable[[A], R], arguments: Sequence[A], processes: int) -> Generator[R, None, None]:
    """Yield the results in the order of the arguments; closing the iterator ends the processes.

    Results must be data that pickle knows, and of this program.

    Raises:
        OSError, SchemakitError: as the function does.
        RuntimeError: a process ended before its work was done.
    """
    with _started(function, arguments, processes) as streams:
        for index in range(len(arguments)):
            yield _received(streams[index % processes])


def mapped_until(
    function: Callable[[A], R], arguments: Sequence[A], processes: int, until: float
) -> Generator[R | None, None, None]:
    """Yield as ``mapped`` does, and None for what is not there at a time of ``time.monotonic``."""
    with _started(function, arguments, processes) as streams:
        for index in range(len(arguments)):
            stream = streams[index % processes]
            yield _received(stream) if _arrives(stream, until) else None


def _arrives(stream: BufferedReader, until: float) -> bool:
    """Wait for the next result; tell whether there is one by then."""
    os.set_blocking(stream.fileno(), False)
    try:
        if stream.peek(1):  # read already, together with the one before
            return True
    finally:
        os.set_blocking(stream.fileno(), True)
    return bool(select.select([stream], [], [], max(0, until - time.monotonic()))[0])


@contextmanager
def _started(
    function: Callable[[A], R], arguments: Sequence[A], processes: int
) -> Generator[list[BufferedReader], None, None]:
    """Give the streams of processes, each with its share of the arguments, and end them."""
    children: list[tuple[int, BufferedReader]] = []
    try:
        children.extend(_start(function, arguments[start::processes]) for start in range(processes))
        yield [stream for _, stream in children]
    finally:
        for process, stream in children:
            stream.close()
            with suppress(PermissionError):  # some systems say so of a group that has ended
                os.killpg(process, signal.SIGTERM)
            os.waitpid(process, 0)


def _start(function: Callable[[A], R], share: Sequence[A]) -> tuple[int, BufferedReader]:
    """Return the id of a process that works on the share, and the stream of its results."""
    reading, writing = os.pipe()
    process = os.fork()
    # A group of its own, with what the function may start; both say so, because nobody knows who is first.
    os.setpgid(process, process)
    if process == 0:
        os.close(reading)
        _work(function, share, writing)
    os.close(writing)
    return process, os.fdopen(reading, "rb")


def _work(function: Callable[[A], R], share: Sequence[A], writing: int) -> NoReturn:
    """Be such a process; it must never go on with what its parent was about to do."""
    status = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told too, and ends its processes
        with os.fdopen(writing, "wb") as stream:
            status = _written(function, share, stream)
    except BrokenPipeError:  # the parent has seen enough
        status = 0
    finally:
        os._exit(status)  # without the exit handlers and buffers of the parent


def _written(function: Callable[[A], R], share: Sequence[A], stream: BinaryIO) -> int:
    """Write the results; a bug is told while the stream is open, because the parent ends who has closed it."""
    try:
        for argument in share:
            pickle.dump(_result(function, argument), stream)
            stream.flush()
    except BrokenPipeError:
        raise
    except Exception:  # noqa: BLE001 - the outermost frame of this process; the parent says that it died
        sys.excepthook(*sys.exc_info())
        sys.stderr.flush()
        return 1
    return 0


def _result(function: Callable[[A], R], argument: A) -> R | OSError | SchemakitError:
    try:
        return function(argument)
    except (OSError, SchemakitError) as error:
        return error


def _received(stream: BufferedReader) -> Any:  # noqa: ANN401 - what the function returned, by way of pickle
    try:
        result = pickle.load(stream)  # noqa: S301 - written by our own process
    except EOFError as error:
        raise RuntimeError("a process ended before its work was done") from error
    if isinstance(result, (OSError, SchemakitError)):
        raise result
    return result
