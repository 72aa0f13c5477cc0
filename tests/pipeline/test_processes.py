"""Work by several processes: the same results in the same order, and nothing left behind."""

import os
import signal
import time
from contextlib import closing
from itertools import islice
from pathlib import Path

import pytest

from schemakit.core.errors import BrokenSchemaError
from schemakit.core.location import Location, Uri
from schemakit.core.pointer import Pointer
from schemakit.pipeline.processes import CAN_FORK, mapped, mapped_until

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="this system cannot copy a process")


def squared(number: int) -> tuple[int, str]:
    return number * number, "x" * 100_000


def test_results_come_in_the_order_of_the_arguments() -> None:
    for processes in (1, 2, 3):
        assert list(mapped(squared, range(10), processes)) == [squared(number) for number in range(10)]


def test_nobody_waits_for_the_process_that_has_the_hardest_argument(tmp_path: Path) -> None:
    done = tmp_path / "done"

    def work(number: int) -> bool:
        if number == 9:
            done.touch()
        return number > 0 or any(done.exists() or time.sleep(0.01) for _ in range(1000))

    # whatever the shares were that are dealt out beforehand, one of three would hold 0 and have 9 wait for it
    assert all(mapped(work, range(10), 3))


def test_results_that_nobody_reads_hold_up_who_makes_them(tmp_path: Path) -> None:
    def work(number: int) -> bytes:
        (tmp_path / str(number)).touch()
        if number == 0:
            time.sleep(0.5)
        return bytes(1 << 20)

    with closing(mapped(work, range(1000), 2)) as results:
        next(results)
        assert len(list(tmp_path.iterdir())) < 10


def test_a_process_that_is_killed_is_noticed(tmp_path: Path) -> None:
    here, done = os.getpid(), tmp_path / "done"

    def work(_: int) -> None:
        if os.getpid() != here:
            done.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        assert any(done.exists() or time.sleep(0.01) for _ in range(1000))

    with pytest.raises(RuntimeError, match="ended before"):
        list(mapped(work, range(4), 2))


def test_as_many_processes_work_as_are_asked_for() -> None:
    def slow(_: int) -> int:
        time.sleep(0.01)
        return os.getpid()

    for processes in (2, 3):
        workers = set(mapped(slow, range(60), processes))
        assert len(workers) == processes
        assert os.getpid() in workers


def test_who_has_seen_enough_ends_the_processes() -> None:
    with closing(mapped(squared, range(100), 2)) as results:
        assert len(list(islice(results, 3))) == 3
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_what_the_system_refuses_there_is_raised_here() -> None:
    def missing(number: int) -> bytes:
        with open(f"/nowhere/{number}", "rb") as file:  # noqa: PTH123 - the error is what counts
            return file.read()

    with pytest.raises(FileNotFoundError, match="nowhere"):
        list(mapped(missing, range(4), 2))


def test_a_process_that_dies_is_not_taken_for_one_that_is_done(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(RuntimeError, match="ended before"):
        list(mapped(lambda number: 1 // number, [1, 0], 1))
    assert "ZeroDivisionError" in capfd.readouterr().err


def test_what_is_not_there_in_time_is_none_and_the_rest_is_in_order():
    def slow(number: int) -> int:
        if number == 2:
            time.sleep(60)
        return number

    until = time.monotonic() + 0.5
    # one of two processes hangs
    assert list(mapped_until(slow, [1, 2, 3, 4, 5], 2, until)) == [1, None, 3, 4, 5]


def test_with_time_enough_nothing_is_missing():
    assert list(mapped_until(str, range(50), 3, time.monotonic() + 60)) == [str(number) for number in range(50)]


def test_why_the_work_cannot_be_done_arrives_with_all_it_says() -> None:
    def broken(number: int) -> int:
        raise BrokenSchemaError(f"number {number}", help="mend it", location=Location(Uri("file:///a"), Pointer("/b")))

    with pytest.raises(BrokenSchemaError, match="number 1") as caught:
        list(mapped(broken, [1, 2], 2))
    assert caught.value.help == "mend it"
    assert caught.value.location == Location(Uri("file:///a"), Pointer("/b"))
