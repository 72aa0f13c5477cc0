"""What a target hands on."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import final


@final
@dataclass(frozen=True, slots=True)
class GeneratedFile:
    """One file of a generated package; the path is relative to its root."""

    path: PurePosixPath
    text: str
