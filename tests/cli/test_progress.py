"""The line that says how far a long run is."""

import io
import sys

import pytest

from schemakit.cli import progress as module
from schemakit.cli.progress import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True

    @property
    def left(self) -> str:
        """What a terminal shows in the end: each erasing begins the line anew."""
        return self.getvalue().rpartition("\r\x1b[K")[2]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time, which goes on by a second whenever somebody looks."""
    now = [0.0]

    def look() -> float:
        now[0] += 1
        return now[0]

    monkeypatch.setattr(module, "monotonic", look)
    return now


def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Stand for stderr; not in a fixture, because pytest captures the streams of each phase of a test anew."""
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    return stream


@pytest.mark.usefixtures("clock")
def test_a_long_run_shows_how_far_it_is_and_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch):
    stderr = terminal(monkeypatch)
    with progress(quiet=False) as line:
        for done, _ in enumerate(line.counting(range(3000), "files read")):
            assert f"{done:,} of 3,000 files read" in stderr.left
    assert stderr.left == ""


def test_a_short_run_shows_nothing(monkeypatch: pytest.MonkeyPatch):
    stderr = terminal(monkeypatch)
    with progress(quiet=False) as line:
        assert list(line.counting("abc", "files read")) == ["a", "b", "c"]
    assert stderr.getvalue() == ""


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize("quiet", [True, False])
def test_nothing_is_shown_to_nobody(quiet: bool, monkeypatch: pytest.MonkeyPatch):
    stream = Terminal() if quiet else io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    with progress(quiet=quiet) as line:
        assert list(line.counting([1, 2], "files read")) == [1, 2]
    assert stream.getvalue() == ""


@pytest.mark.usefixtures("clock")
def test_a_run_that_ends_with_an_error_leaves_nothing_behind_either(monkeypatch: pytest.MonkeyPatch):
    stderr = terminal(monkeypatch)
    with pytest.raises(ZeroDivisionError), progress(quiet=False) as line:
        list(map((1).__truediv__, line.counting([1, 0], "files read")))
    assert stderr.getvalue()
    assert stderr.left == ""
