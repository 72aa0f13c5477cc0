"""How a request is written: for the service with everything in it, for people without what is secret."""

import re
import shlex
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final, final
from urllib.parse import quote, urlencode

from schemakit.contract.http.exchange import Request
from schemakit.contract.http.operation import Operation
from schemakit.core.errors import UsageError
from schemakit.core.json import Json
from schemakit.core.record import dataclass, field
from schemakit.runtime.text import write_json

_VARIABLE: Final = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
_PATH_VARIABLE: Final = re.compile(r"\{([^{}/]+)\}")
_SECRET_NAMES: Final = re.compile(
    "authorization|cookie|token|secret|password|api-?key|session|credential", re.IGNORECASE
)
_HEADER_NAME: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_STARS: Final = "***"
#: Shorter values are everywhere; hiding them would hide everything.
_SHORTEST_SECRET: Final = 4


@final
@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the requests of a run.

    Attributes:
        headers: of every request, with ``${NAME}`` for variables.
        environment: what the variables are.
        url: where the service is; None: in this process, and no ``curl`` reaches it.
    """

    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    environment: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    url: str | None = None

    def request(self, operation: Operation, text: str | None) -> Request:
        """Return the request with a JSON text as its body, None: without one.

        Raises:
            UsageError: a header names a variable that is not set, or is none.
        """
        headers = tuple((name, self._expanded(name, value)) for name, value in self._headers(operation, text))
        return Request(operation.method, target(operation), headers, text)

    def curl(self, operation: Operation, text: str | None, file: str | None = None) -> str:
        """Return the command that sends the request: variables stay variables, other secrets are stars.

        ``file``: where the body is, if it is not to be shown.
        """
        parts = ["curl", "-sS", "-i", "-X", operation.method, shlex.quote(f"{self.url}{target(operation)}")]
        for name, value in self._headers(operation, text):
            parts += ["-H", _shell(name, value)]
        if text is not None:
            parts += ["--data-binary", shlex.quote(text if file is None else f"@{file}")]
        return " ".join(parts)

    def masked(self, text: str, operation: Operation) -> str:
        """Return a text of the service with stars where it repeats what a header kept secret."""
        for name, value in self._headers(operation, None):
            secrets = [self._expanded(name, value)] if _SECRET_NAMES.search(name) else []
            secrets += [self.environment.get(variable, "") for variable in _VARIABLE.findall(value)]
            for secret in (part for whole in secrets for part in (whole, whole.rpartition(" ")[2])):
                text = text.replace(secret, _STARS) if len(secret) >= _SHORTEST_SECRET else text
        return text

    def _headers(self, operation: Operation, text: str | None) -> Iterable[tuple[str, str]]:
        content = {} if text is None else {"content-type": ("Content-Type", "application/json")}
        said = ((name.lower(), (name, value)) for name, value in (*self.headers.items(), *operation.headers.items()))
        return {"accept": ("Accept", "application/json"), **content, **dict(said)}.values()

    def _expanded(self, name: str, value: str) -> str:
        if not _HEADER_NAME.fullmatch(name) or not value.isprintable():
            raise UsageError(f"{name!r} cannot be a header with this value", help="names and values are printable text")
        for variable in _VARIABLE.findall(value):
            if variable not in self.environment:
                raise UsageError(f"the header {name} needs the variable {variable}, which is not set")
        return _VARIABLE.sub(lambda found: self.environment[found[1]], value)


def target(operation: Operation) -> str:
    """Return path and query, with the values that the contract gives."""
    path = _PATH_VARIABLE.sub(lambda found: quote(operation.variables[found[1]], safe=""), operation.path)
    return f"{path}?{urlencode(operation.query)}" if operation.query else path


def body_text(payload: Json) -> str:
    """Return the text that a payload is sent as."""
    return write_json(payload)


def _shell(name: str, value: str) -> str:
    if not _VARIABLE.search(value):
        return shlex.quote(f"{name}: {_STARS if _SECRET_NAMES.search(name) else value}")
    pieces = _VARIABLE.split(f"{name}: {value}")
    escaped = (
        re.sub(r'([\\"$`])', r"\\\1", piece) if index % 2 == 0 else f"${{{piece}}}"
        for index, piece in enumerate(pieces)
    )
    return f'"{"".join(escaped)}"'
