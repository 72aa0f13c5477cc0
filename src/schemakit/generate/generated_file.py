"""What a target hands on."""

from pathlib import PurePosixPath
from typing import final

from schemakit.core.record import dataclass


@final
@dataclass(frozen=True, slots=True)
class GeneratedFile:
    """One file of a generated package.

    Attributes:
        path: relative to the root of the package.
        text: what it holds.
        made_from: digest of what decided that, where making it again can be saved.
    """

    path: PurePosixPath
    text: str
    made_from: str = ""
