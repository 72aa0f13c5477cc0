"""``schemakit generate``: models from the schemas."""

import os
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from schemakit.cli.assumptions import assumptions
from schemakit.cli.exit_codes import CLEAN
from schemakit.cli.options import add_output, add_reading, add_report
from schemakit.cli.reading import Shown, counted, positions, read_schemas
from schemakit.cli.session import Invocation
from schemakit.core.errors import UsageError
from schemakit.generate.drift import drift
from schemakit.generate.generated_file import GeneratedFile
from schemakit.generate.run import TARGETS
from schemakit.generate.target_name import TargetName
from schemakit.generate.write import Written, write
from schemakit.pipeline.catalogue import catalogue
from schemakit.pipeline.generating import generated_files


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("names", metavar="NAME", nargs="*", help="schemas to make models of (default: all)")
    parser.add_argument("--target", metavar="TARGET", help="pydantic (default)")
    parser.add_argument("--out", metavar="DIR", help="folder of the package (default: generated)")
    parser.add_argument("--check", action="store_true", help="write nothing, say what has drifted and why")
    add_reading(parser, paths=False)
    add_output(parser)
    add_report(parser)


def run(invocation: Invocation) -> int:
    """Write the package, or with ``--check`` say what writing would change."""
    config, output = invocation.config, invocation.output
    loaded = read_schemas(config)
    output.detail(lambda: assumptions(loaded.value.set, config))
    if loaded.errors:
        return output.report(loaded.errors, positions(loaded.value.set), summary="Nothing generated.", kinds=catalogue)
    files = generated_files(loaded.value, invocation.arguments.names, target=_target(config.target))
    out = Path(config.out)
    if invocation.arguments.check:
        findings = drift(files, out)
        summary = f"{len(findings)} of {counted(len(files), 'file')} drifted." if findings else _current(files, out)
        return output.report(findings, Shown(positions(loaded.value.set)), summary=summary, kinds=catalogue)
    written = write(files, out)
    if written.unchanged:
        output.detail(lambda: "\n".join(f"  {os.path.relpath(path)} (unchanged)" for path in written.unchanged))
    for line in _told(written, out):
        output.result(line)
    return CLEAN


def _target(name: str) -> TargetName:
    for known in TARGETS:
        if known == name:
            return known
    raise UsageError(f"there is no target `{name}`", help=f"the targets are {', '.join(TARGETS)}")


def _current(files: Sequence[GeneratedFile], out: Path) -> str:
    return f"{counted(len(files), 'file')} in {out.as_posix()}/, all as the schemas make them."


def _told(written: Written, out: Path) -> Sequence[str]:
    """Return a line for each file that writing touched, then the counts."""
    states = (("wrote", written.changed), ("removed", written.removed), ("kept, edited by hand", written.kept))
    lines = [f"  {os.path.relpath(path)} ({state})" for state, paths in states for path in paths]
    total = len(written.changed) + len(written.unchanged)
    counts = f"{counted(total, 'file')} in {out.as_posix()}/: {len(written.changed)} written"
    return [*lines, f"{counts}, {len(written.unchanged)} already as the schemas make them."]
