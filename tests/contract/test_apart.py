"""Code that hangs, ends its process or writes to stdout is found out, and the run goes on."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator

import pytest

from schemakit.contract.agree import disagreements
from schemakit.contract.apart import CAN_FORK, NO_ANSWER, THE_END, Apart
from schemakit.contract.asking import Judges
from schemakit.contract.subject import Subject
from schemakit.core.json import Json
from schemakit.fuzz.payload import Payload

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="APART: this system cannot copy processes")

JUDGES = Judges(lambda _: True, lambda _: ())


@pytest.fixture
def apart() -> Iterator[Apart]:
    asking = Apart(0.2)
    yield asking
    asking.close()


def theirs(accepts: Callable[[Json], bool]) -> Subject:
    return Subject("m:f", accepts, spec="m:f")


def hangs_on_one(value: Json) -> bool:
    while value == 1:
        pass
    return True


def sleeps_on_one(value: Json) -> bool:
    if value == 1:
        time.sleep(60)
    return True


def dies_on_one(value: Json) -> bool:
    if value == 1:
        os._exit(7)
    return True


def exits_on_one(value: Json) -> bool:
    if value == 1:
        sys.exit(3)
    return True


def is_killed_on_one(value: Json) -> bool:
    if value == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return True


@pytest.mark.parametrize(
    ("accepts", "cause", "detail"),
    [
        (hangs_on_one, NO_ANSWER, "no answer within 0.2 s"),
        (sleeps_on_one, NO_ANSWER, "no answer within 0.2 s"),
        (dies_on_one, THE_END, "the end of its process (status 7)"),
        (exits_on_one, THE_END, "the end of its process (status 3)"),
        (is_killed_on_one, THE_END, "the end of its process (signal 9)"),
    ],
)
def test_a_question_without_an_answer_is_a_crash_and_the_next_one_is_answered(
    apart: Apart, accepts: Callable[[Json], bool], cause: str, detail: str
):
    subject = theirs(accepts)
    assert apart.ask(subject, Payload(0), JUDGES) == ()
    [crash] = apart.ask(subject, Payload(1), JUDGES)
    assert (crash.what, crash.cause, crash.detail) == ("crash", cause, detail)
    assert apart.ask(subject, Payload(2), JUDGES) == ()


def test_a_hang_is_reduced_and_who_never_answers_is_not_asked_forever(apart: Apart):
    def hangs_on_a(value: Json) -> bool:
        while isinstance(value, dict) and "a" in value:
            pass
        return True

    payloads = [Payload({"a": number, "b": [number]}) for number in range(200)]
    [found] = disagreements("Thing", payloads, [theirs(hangs_on_a)], JUDGES, apart.ask)
    assert (found.what, found.payload.value) == ("crash", {"a": 0})


def test_what_somebodys_code_prints_is_no_part_of_the_report(apart: Apart, capfd: pytest.CaptureFixture[str]):
    def prints(value: Json) -> bool:
        print(f"got {value}", flush=True)  # noqa: T201 - what it is about
        return True

    assert apart.ask(theirs(prints), Payload(1), JUDGES) == ()
    out, err = capfd.readouterr()
    assert out == ""
    assert "got 1" in err


def test_what_schemakit_brings_along_is_asked_here(apart: Apart):
    asked_by: list[int] = []

    def here(value: Json) -> bool:
        del value
        asked_by.append(os.getpid())
        return True

    assert apart.ask(Subject("the reference engine", here), Payload(1), JUDGES) == ()
    assert asked_by == [os.getpid()]
