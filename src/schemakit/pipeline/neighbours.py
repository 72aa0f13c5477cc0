"""Files that references lead to: read when asked for, inside the folders the user gave and nowhere else."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import final

from schemakit.core.finding import Finding
from schemakit.core.location import Uri
from schemakit.core.record import dataclass, field
from schemakit.core.uri import file_path
from schemakit.loading.read import read
from schemakit.loading.source import Source


@final
@dataclass(slots=True)
class Neighbours:
    """A reader with fences; keeps what was wrong with the files it read."""

    folders: tuple[Path, ...]
    findings: list[Finding] = field(default_factory=list)

    @classmethod
    def of(cls, paths: Iterable[Path]) -> "Neighbours":
        """Fence in the given folders, and the folders of the given files."""
        return cls(tuple(dict.fromkeys((path if path.is_dir() else path.parent).resolve() for path in paths)))

    def retrieve(self, uri: Uri) -> Source | None:
        """Return the document of a ``file:`` URI, or None where it is outside, missing or unreadable."""
        named = file_path(uri)
        if named is None or not os.path.isfile(named):  # noqa: PTH113 - some texts are the name of no file anywhere
            return None
        # Symbolic links are followed before the fence is looked at, so that none leads out.
        path = Path(os.path.realpath(named))
        if not any(path.is_relative_to(folder) for folder in self.folders):
            return None
        outcome = read([path])
        self.findings.extend(outcome.findings)
        return next(iter(outcome.value), None)
