"""A function over many arguments by several processes, this one and copies of it: nothing has to be sent to them.

Whoever is done takes the next argument, so that nobody waits for a process that has the harder ones.

``multiprocessing`` can do this too, and takes as long to start as a tenth of a second of work.
"""

import os
import pickle
import select
import signal
import sys
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from io import FileIO
from typing import Any, BinaryIO, Final, NoReturn, TypeVar, cast, final

from schemakit.core.errors import SchemakitError
from schemakit.core.record import dataclass

A = TypeVar("A")
R = TypeVar("R")

#: Whether this system can copy a process.
CAN_FORK: Final = hasattr(os, "fork")

#: Bytes of a number in a pipe.
_NUMBER: Final = 8


def mapped(function: Callable[[A], R], arguments: Sequence[A], processes: int) -> Generator[R, None, None]:
    """Yield the results in the order of the arguments; closing the iterator ends the copies.

    Results must be data that pickle knows, and of this program.

    Raises:
        OSError, SchemakitError: as the function does.
        RuntimeError: a process ended before its work was done.
    """
    return _in_turn(function, arguments, processes, None)


def mapped_until(
    function: Callable[[A], R], arguments: Sequence[A], processes: int, until: float
) -> Generator[R | None, None, None]:
    """Yield as ``mapped`` does, and None for what is not there at a time of ``time.monotonic``.

    All the work is that of copies, because they can be ended.
    """
    return _in_turn(function, arguments, processes, until)


def _in_turn(
    function: Callable[[A], R], arguments: Sequence[A], processes: int, until: float | None
) -> Generator[Any, None, None]:
    """Yield the results in their turn; this process works, too, where it has no time to keep.

    The numbers in a stream ascend. So of each stream no more than one result is kept until its turn, and a process that
    is far ahead of the others waits until somebody reads what it writes.
    """
    works = processes > 1 and until is None
    early: dict[int, tuple[FileIO | None, object]] = {}
    with _started(function, arguments, processes - works) as (streams, queue):
        numbers = queue.numbers()
        for turn in range(len(arguments)):
            while turn not in early:
                is_free = works and len(early) < processes
                stream = _readable(streams, time.monotonic() if is_free else until)
                if stream is not None:
                    number, result = _received(stream)
                    if number >= turn:  # or else it comes too late
                        streams.remove(stream)
                        early[number] = stream, result
                elif not is_free:
                    break
                elif (number := next(numbers)) < queue.end:
                    early[number] = None, _result(function, arguments[number])
                else:
                    works = False
            if turn not in early:
                yield None
                continue
            stream, result = early.pop(turn)
            if stream is not None:
                streams.append(stream)
            if isinstance(result, OSError | SchemakitError):
                raise result
            yield result


@final
@dataclass(frozen=True, slots=True)
class _Queue:
    """The numbers of the arguments. Only one is in the pipe: whoever reads it has that argument, and writes the next.

    POSIX has such a short write done at once or not at all (``write``, PIPE_BUF).
    """

    end: int
    reading: int
    writing: int

    def numbers(self) -> Iterator[int]:
        """Yield numbers that nobody else has, and at last the end, which everybody has."""
        number = -1
        while number < self.end:
            number = int.from_bytes(os.read(self.reading, _NUMBER), "big")
            self.put(min(number + 1, self.end))
            yield number

    def put(self, number: int) -> None:
        os.write(self.writing, number.to_bytes(_NUMBER, "big"))


@contextmanager
def _started(
    function: Callable[[A], R], arguments: Sequence[A], processes: int
) -> Generator[tuple[list[FileIO], _Queue], None, None]:
    """Give the streams of as many processes and the numbers that they share, and end them."""
    children: list[tuple[int, FileIO]] = []
    queue = _Queue(len(arguments), *os.pipe())
    try:
        queue.put(0)
        children.extend(_start(function, arguments, queue) for _ in range(processes))
        yield [stream for _, stream in children], queue
    finally:
        for process, stream in children:
            stream.close()
            with suppress(PermissionError):  # some systems say so of a group that has ended
                os.killpg(process, signal.SIGTERM)
            os.waitpid(process, 0)
        os.close(queue.reading)
        os.close(queue.writing)


def _start(function: Callable[[A], R], arguments: Sequence[A], queue: _Queue) -> tuple[int, FileIO]:
    """Return the id of a process that works on what it takes from the queue, and the stream of its results."""
    reading, writing = os.pipe()
    process = os.fork()
    # A group of its own, with what the function may start; both say so, because nobody knows who is first.
    os.setpgid(process, process)
    if process == 0:
        os.close(reading)
        _work(function, arguments, queue, writing)
    os.close(writing)
    return process, FileIO(reading)


def _work(function: Callable[[A], R], arguments: Sequence[A], queue: _Queue, writing: int) -> NoReturn:
    """Be such a process; it must never go on with what its parent was about to do."""
    status = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told too, and ends its processes
        with os.fdopen(writing, "wb") as stream:
            status = _written(function, arguments, queue, stream)
    except BrokenPipeError:  # the parent has seen enough
        status = 0
    finally:
        os._exit(status)  # without the exit handlers and buffers of the parent


def _written(function: Callable[[A], R], arguments: Sequence[A], queue: _Queue, stream: BinaryIO) -> int:
    """Write numbers and results; a bug is told while the stream is open, because the parent ends who has closed it."""
    try:
        for number in queue.numbers():
            result = _result(function, arguments[number]) if number < queue.end else None
            data = pickle.dumps((number, result))
            stream.write(len(data).to_bytes(_NUMBER, "big") + data)
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


def _readable(streams: Sequence[FileIO], until: float | None) -> FileIO | None:
    """Wait for a stream with something in it, or at its end; None if there is none by then."""
    seconds = None if until is None else max(0, until - time.monotonic())
    return next(iter(select.select(streams, [], [], seconds)[0]), None)


def _received(stream: FileIO) -> tuple[int, object]:
    """Return the next number and result."""
    size = int.from_bytes(_exactly(stream, _NUMBER), "big")
    return cast("tuple[int, object]", pickle.loads(_exactly(stream, size)))  # noqa: S301 - written by our own process


def _exactly(stream: FileIO, size: int) -> bytearray:
    """Read so many bytes and no more: what ``select`` knows nothing of would be waited for in vain."""
    data = bytearray(size)
    done = 0
    while done < size:
        read = stream.readinto(memoryview(data)[done:])
        if not read:
            raise RuntimeError("a process ended before its work was done")
        done += read
    return data
