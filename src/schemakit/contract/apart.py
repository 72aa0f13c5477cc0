"""Subjects asked in processes of their own: one that hangs, or ends its process, is found out and does no harm."""

import os
import pickle
import select
import signal
import sys
from contextlib import suppress
from typing import BinaryIO, Final, NoReturn, final

from schemakit.contract.asking import Judges, Wrong, wrong
from schemakit.contract.subject import Subject
from schemakit.core.record import dataclass
from schemakit.fuzz.payload import Payload

#: Whether this system can copy a process; where it cannot, subjects are asked here and must not hang.
CAN_FORK: Final = hasattr(os, "fork")

#: What a subject did that gave no verdict.
NO_ANSWER: Final = "no answer"
THE_END: Final = "the end of its process"

#: How often a subject may let a question go unanswered before it is not asked any more.
_PATIENCE: Final = 8
#: Seconds after which a process ends itself whose parent is gone and did not end it.
_GRACE: Final = 5


@final
@dataclass(frozen=True, slots=True)
class _Child:
    """A process that answers questions about one subject."""

    process: int
    questions: BinaryIO
    answers: BinaryIO

    def end(self) -> str:
        """End the process whatever it does, and say how it ended if it did by itself."""
        with suppress(BrokenPipeError):
            self.questions.close()
        self.answers.close()
        os.kill(self.process, signal.SIGKILL)
        status = os.waitpid(self.process, 0)[1]
        return f"signal {os.WTERMSIG(status)}" if os.WIFSIGNALED(status) else f"status {os.WEXITSTATUS(status)}"


@final
class Apart:
    """Asks subjects as ``wrong`` does, each in a copy of this process that is ended when it takes too long.

    Nothing is sent to a copy but payloads, which are data; what the subject writes to stdout goes to stderr.
    """

    def __init__(self, deadline: float) -> None:
        """Give a subject so many seconds for a payload."""
        self._deadline = deadline
        self._children: dict[int, _Child] = {}
        self._unanswered: dict[int, int] = {}

    def ask(self, subject: Subject, payload: Payload, judges: Judges) -> tuple[Wrong, ...]:
        """Ask a subject about a payload; a subject of our own, which has no ``spec``, is asked here."""
        key = id(subject)
        if not subject.spec or not CAN_FORK:
            return wrong(subject, payload, judges)
        if self._unanswered.get(key, 0) >= _PATIENCE:
            return ()
        child = self._children.get(key) or self._children.setdefault(key, self._started(subject, judges))
        try:
            pickle.dump(payload, child.questions)
            child.questions.flush()
            if select.select([child.answers], [], [], self._deadline)[0]:
                answer: tuple[Wrong, ...] = pickle.load(child.answers)  # noqa: S301 - written by our own process
                return answer
        except (EOFError, BrokenPipeError):
            return self._failed(key, is_dead=True)
        return self._failed(key, is_dead=False)

    def _failed(self, key: int, *, is_dead: bool) -> tuple[Wrong, ...]:
        self._unanswered[key] = self._unanswered.get(key, 0) + 1
        ending = self._children.pop(key).end()
        if is_dead:
            return (Wrong("crash", f"{THE_END} ({ending})", THE_END),)
        return (Wrong("crash", f"{NO_ANSWER} within {self._deadline:g} s", NO_ANSWER),)

    def close(self) -> None:
        """End the processes."""
        while self._children:
            self._children.popitem()[1].end()

    def _started(self, subject: Subject, judges: Judges) -> _Child:
        asked, questions = os.pipe()
        answers, answered = os.pipe()
        process = os.fork()
        if process == 0:
            os.close(questions)
            os.close(answers)
            _answer(subject, judges, (asked, answered), self._deadline + _GRACE)
        os.close(asked)
        os.close(answered)
        return _Child(process, os.fdopen(questions, "wb"), os.fdopen(answers, "rb"))


def _answer(subject: Subject, judges: Judges, pipes: tuple[int, int], alarm: float) -> NoReturn:
    """Be such a process; it must never go on with what its parent was about to do."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told too, and ends its processes
        os.dup2(2, 1)
        sys.stdout = sys.stderr
        # closed by the end of this process and not before: the parent kills whoever says nothing more
        questions, answers = os.fdopen(pipes[0], "rb"), os.fdopen(pipes[1], "wb")
        while True:
            payload = pickle.load(questions)  # noqa: S301 - written by our own process
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.setitimer(signal.ITIMER_REAL, alarm)
            pickle.dump(wrong(subject, payload, judges), answers)
            signal.setitimer(signal.ITIMER_REAL, 0)
            answers.flush()
    except (EOFError, BrokenPipeError):  # the parent has seen enough
        os._exit(0)
    except SystemExit as ending:
        os._exit(ending.code if isinstance(ending.code, int) else int(ending.code is not None))
    finally:
        os._exit(1)  # without the exit handlers and buffers of the parent
