"""Many files read by several processes: parsing is what takes the time, above all of YAML."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from schemakit.core.finding import Finding
from schemakit.core.outcome import Outcome
from schemakit.loading.read import read
from schemakit.loading.source import Source, Syntax
from schemakit.pipeline.processes import CAN_FORK, mapped

#: Files of a share: enough to outweigh sending their values, few enough that no process waits for another at the end.
_SHARE: Final = 32


def read_files(
    files: Sequence[Path], *, syntax: Syntax | None, processes: int, told: Callable[[int], None]
) -> Outcome[tuple[Source, ...]]:
    """Read files as ``loading.read`` does, in the order given; where processes cannot be copied, one after the other.

    ``told`` learns, from time to time, how many are read.

    Raises:
        UsageError: a file does not exist.
    """
    if not CAN_FORK or len(files) <= _SHARE:
        return read(files, syntax=syntax)
    sources: list[Source] = []
    findings: list[Finding] = []
    shares = list(_shares(files))
    for done, outcome in enumerate(mapped(lambda share: read(share, syntax=syntax), shares, processes), 1):
        told(min(done * _SHARE, len(files)))
        sources += outcome.value
        findings += outcome.findings
    return Outcome(tuple(sources), tuple(findings))


def _shares(files: Sequence[Path]) -> Iterator[Sequence[Path]]:
    for start in range(0, len(files), _SHARE):
        yield files[start : start + _SHARE]
