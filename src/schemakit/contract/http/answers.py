"""Answers of a service, judged as they arrive: for tests of those who call it."""

from collections.abc import Mapping, Sequence
from typing import Final, final
from urllib.parse import unquote, urlsplit

from schemakit.contract.http.bodies import Bodies
from schemakit.contract.http.exchange import Answer
from schemakit.contract.http.judged import wrong_content
from schemakit.contract.http.operation import Operation, matches
from schemakit.contract.http.problems import UNDECLARED_STATUS, WRONG_ANSWER
from schemakit.core.finding import Finding
from schemakit.core.record import dataclass

_METHODS_WITHOUT_CONTRACT: Final = frozenset({"OPTIONS", "TRACE", "CONNECT"})


@final
@dataclass(frozen=True, slots=True)
class Seen:
    """An answer that arrived: what was asked, and what came back."""

    method: str
    url: str
    status: int
    content: bytes


@final
class Answers:
    """The operations of a contract and the schemas of their answers."""

    def __init__(self, operations: Sequence[Operation], bodies: Bodies, prefix: str = "") -> None:
        """Know them; ``prefix`` is what stands before the paths of the contract in those of requests."""
        self._bodies = bodies
        self._prefix = prefix.rstrip("/")
        # of two paths that match, the one without variables is meant (OpenAPI 3.1, Paths Object)
        self._operations = sorted(operations, key=lambda one: one.path.count("{"))

    def operation(self, method: str, url: str) -> Operation | None:
        """Return the operation that a request is one of; None: the contract has none."""
        # a slash that is written as %2F is part of a value, not the end of it
        path = "/".join(unquote(part).replace("/", "%2F") for part in urlsplit(url).path.split("/"))
        if not path.startswith(f"{self._prefix}/"):
            return None
        below = path[len(self._prefix) :]
        same = (one for one in self._operations if one.method == method.upper())
        return next((one for one in same if matches(below, one.path)), None)

    def finding(self, seen: Seen) -> Finding | None:
        """Return what is wrong with an answer; nothing is known of those that the contract does not have.

        A status of 400 or more is judged only where it is declared.
        """
        operation = self.operation(seen.method, seen.url)
        if operation is None or seen.method.upper() in _METHODS_WITHOUT_CONTRACT:
            return None
        if not operation.promises(seen.status):
            if seen.status >= 400:
                return None
            said = f"{operation.name} answers {seen.status}, which is not declared"
            return UNDECLARED_STATUS.at(operation.place, said, help=(_declared(operation.answers),))
        trouble, _ = wrong_content(operation, Answer(seen.status, seen.content), self._bodies)
        if trouble is None:
            return None
        return WRONG_ANSWER.at(trouble.place or operation.place, f"{operation.name} {trouble.said}")


def _declared(answers: Mapping[str, str | None]) -> str:
    return f"declared: {', '.join(answers)}"
