"""What the engine says about one thing that it refuses; only ``judge.py`` knows which engine it is."""

from typing import Any, Protocol


class ErrorKind(Protocol):
    """What kind of error it is; the kinds have fields of their own besides."""

    @property
    def name(self) -> str:
        """Return the engine's name for the kind, mostly that of the keyword."""
        ...


class EngineError(Protocol):
    """An error about a value, or about a schema."""

    @property
    def kind(self) -> ErrorKind:
        """Return what kind of error it is."""
        ...

    @property
    def instance(self) -> Any:  # noqa: ANN401 - any JSON value
        """Return what is refused."""
        ...

    @property
    def instance_path(self) -> list[str | int]:
        """Return where that is."""
        ...

    @property
    def schema_path(self) -> list[str | int]:
        """Return where the keyword that refuses it stands in its document."""
        ...

    @property
    def evaluation_path(self) -> list[str | int]:
        """Return the way through keywords and references to the one that refuses it."""
        ...
