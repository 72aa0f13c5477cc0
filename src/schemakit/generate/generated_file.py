"""What a target hands on."""

from pathlib import PurePosixPath
from typing import final

from schemakit.core.record import dataclass


@final
@dataclass(frozen=True, slots=True)
class GeneratedFile:
    """One file of a generated package; the path is relative to its root."""

    path: PurePosixPath
    text: str
