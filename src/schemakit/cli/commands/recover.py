"""``schemakit recover``: missing enum components become files."""

import os
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from schemakit.cli.exit_codes import CLEAN, FINDINGS
from schemakit.cli.options import add_output, add_reading, add_report
from schemakit.cli.reading import counted, positions, read_schemas
from schemakit.cli.session import Invocation
from schemakit.pipeline.recovering import Recovered, plan_recovery, write_recovery

_STATES: Final = {"missing": "", "drifted": "descriptions changed", "edited": "edited by hand, kept", "current": ""}
_LONGEST_VALUES: Final = 60


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    add_reading(parser, paths=True)
    parser.add_argument("--out", metavar="DIR", help="where the files go (default: enums/ beside the schemas)")
    parser.add_argument("--check", action="store_true", help="write nothing, end with 1 where a file is due")
    add_output(parser)
    add_report(parser)


def run(invocation: Invocation) -> int:
    """Write what is due, or with ``--check`` only say so."""
    arguments, output = invocation.arguments, invocation.output
    loaded = read_schemas(invocation.config)
    schemas = loaded.value.set
    if loaded.errors and not loaded.value.names:
        return output.report(loaded.findings, positions(schemas), summary="Nothing recovered.")
    recovery = plan_recovery(schemas, Path(arguments.out) if arguments.out else None)
    output.result(_headline(recovery.components))
    for line in _lines(recovery.components):
        output.result(line)
    if arguments.check:
        due = f"{counted(len(recovery.due), 'file')} to write. Next: schemakit recover"
        output.result(due if recovery.due else "Every file is true.")
    else:
        output.result(_written(write_recovery(recovery)))
    status = output.report((*loaded.findings, *recovery.findings), positions(schemas))
    is_due = arguments.check and recovery.due and not arguments.exit_zero
    return FINDINGS if is_due else status or CLEAN


def _headline(components: Sequence[Recovered]) -> str:
    new = [component for component in components if component.state == "missing"]
    old = len(components) - len(new)
    places = sum(component.places for component in new)
    parts = [f"Rebuilt {counted(len(new), 'enum')} from {counted(places, 'description')}."] if new or not old else []
    if old:
        parts.append(f"Compared {counted(old, 'recovered enum')} with the descriptions.")
    return " ".join(parts)


def _lines(components: Sequence[Recovered]) -> Iterator[str]:
    """Yield a line for each enum, in columns."""
    values = [_values(component) for component in components]
    names_width = max((len(component.name) for component in components), default=0)
    values_width = min(max(map(len, values), default=0), _LONGEST_VALUES)
    for component, text in zip(components, values, strict=True):
        agree = f"{component.places} places agree" if component.places != 1 else "1 place"
        state = _STATES[component.state]
        line = f"  {component.name.ljust(names_width)}  {text.ljust(values_width)}  {agree}"
        yield f"{line} ({state})" if state else line


def _values(component: Recovered) -> str:
    """Return the values, as many as fit."""
    text = " · ".join(str(value) for value in component.values)
    if len(text) <= _LONGEST_VALUES:
        return text
    return f"{text[:_LONGEST_VALUES].rpartition(' · ')[0]} ... ({len(component.values)})"


def _written(paths: Sequence[Path]) -> str:
    if not paths:
        return "Nothing to write: every file is true."
    folders = dict.fromkeys(os.path.relpath(path.parent) for path in paths)
    return (
        f"Wrote {counted(len(paths), 'file')} to {', '.join(f'{folder}/' for folder in folders)}. Next: schemakit check"
    )
