"""Work by several processes: the same results in the same order, and nothing left behind."""

import os
from contextlib import closing
from itertools import islice

import pytest

from schemakit.pipeline.processes import CAN_FORK, mapped

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="this system cannot copy a process")


def squared(number: int) -> tuple[int, str]:
    return number * number, "x" * 100_000


def test_results_come_in_the_order_of_the_arguments() -> None:
    for processes in (1, 2, 3):
        assert list(mapped(squared, range(10), processes)) == [squared(number) for number in range(10)]


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
