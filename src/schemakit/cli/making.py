"""Making a package, or saying what making it would change: for ``generate``, where something is not as it should be."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import final

from schemakit.cli.assumptions import assumptions
from schemakit.cli.progress import progress
from schemakit.cli.reading import Shown, counted, positions, read_schemas
from schemakit.cli.session import Invocation
from schemakit.core.finding import Finding
from schemakit.core.location import Locator
from schemakit.core.record import dataclass
from schemakit.generate.drift import drift
from schemakit.generate.generated_file import GeneratedFile
from schemakit.generate.write import Written, write
from schemakit.pipeline.config import Config
from schemakit.pipeline.packages import few_collections, package
from schemakit.pipeline.schemas import Schemas
from schemakit.pipeline.wanted import Wanted


@final
@dataclass(frozen=True, slots=True)
class Made:
    """What became of a package: what was found, where that is, lines about its files, and one about all of them.

    ``is_changed``: a file was written or taken away.
    """

    findings: tuple[Finding, ...]
    locate: Locator
    lines: tuple[str, ...]
    summary: str
    is_changed: bool = False


def make(invocation: Invocation, config: Config, wanted: Wanted) -> Made:
    """Write a package, or with ``--check`` say what writing would change."""
    with few_collections():
        return _make(invocation, config, wanted)


def _make(invocation: Invocation, config: Config, wanted: Wanted) -> Made:
    loaded = read_schemas(config)
    locate = Shown(positions(loaded.value.set))
    invocation.output.detail(lambda: assumptions(loaded.value.set, config))
    if loaded.errors:
        return Made(loaded.errors, locate, (), "Nothing generated.")
    out = Path(config.out)
    files = _files(invocation, loaded.value, wanted)
    if invocation.arguments.check:
        findings = drift(files, out)
        return Made(findings, locate, (), _drifted(findings, files, out))
    written = write(files, out)
    if written.unchanged:
        invocation.output.detail(
            lambda: "\n".join(f"  {os.path.relpath(path)} (unchanged)" for path in written.unchanged)
        )
    is_changed = bool(written.changed or written.removed)
    return Made((), locate, tuple(_touched(written)), _counts(written, out), is_changed)


def _files(invocation: Invocation, schemas: Schemas, wanted: Wanted) -> tuple[GeneratedFile, ...]:
    with progress(quiet=invocation.arguments.quiet) as line:
        line.show(f"{counted(len(schemas.names), 'schema')}: deciding what their types are")
        return package(
            schemas,
            wanted,
            lambda done, whole: line.show(f"{counted(len(schemas.names), 'schema')}: {100 * done // whole} % rendered"),
        )


def _drifted(findings: Sequence[Finding], files: Sequence[GeneratedFile], out: Path) -> str:
    if findings:
        return f"{len(findings)} of {counted(len(files), 'file')} drifted."
    return f"{counted(len(files), 'file')} in {out.as_posix()}/, all as the schemas make them."


def _touched(written: Written) -> Iterator[str]:
    """Yield a line for each file that writing touched."""
    states = (("wrote", written.changed), ("removed", written.removed), ("kept, edited by hand", written.kept))
    yield from (f"  {os.path.relpath(path)} ({state})" for state, paths in states for path in paths)


def _counts(written: Written, out: Path) -> str:
    total = len(written.changed) + len(written.unchanged)
    counts = f"{counted(total, 'file')} in {out.as_posix()}/: {len(written.changed)} written"
    return f"{counts}, {len(written.unchanged)} already as the schemas make them."
