"""``make bench``: what schemakit costs beside its peers. ``--write`` puts the tables into the README.

python -m benchmarks [--runs N] [--write] [SECTION...]
"""

import os
import re
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Final

from benchmarks.peers import NODE_PACKAGES, PYTHON_PACKAGES, REPOSITORY, Peers, peers
from benchmarks.table import Table

#: Modules with ``tables(peers, folder, runs)``, in the order of the report; ``folder`` is empty and goes away.
SECTIONS: Final = ("startup", "calls", "files", "jsonl", "models", "generating", "fuzzing", "hooks", "plugin")
_BLOCK: Final = re.compile(r"(<!-- bench -->\n).*?(<!-- /bench -->)", re.DOTALL)


def main() -> None:
    """Measure, print, and write where asked to."""
    parser = ArgumentParser(prog="make bench", description="What schemakit costs beside its peers.")
    parser.add_argument("sections", metavar="SECTION", nargs="*", help=f"of {', '.join(SECTIONS)} (default: all)")
    parser.add_argument("--runs", metavar="N", type=int, default=21, help="runs of each command (21)")
    parser.add_argument("--write", action="store_true", help="rewrite the tables of the README")
    arguments = parser.parse_args()
    unknown = set(arguments.sections) - set(SECTIONS)
    if unknown:
        parser.error(f"there is no section {', '.join(sorted(unknown))}")
    found = peers()
    shown = []
    for table in _tables(found, arguments.sections or SECTIONS, arguments.runs):
        sys.stdout.write(f"{table.text()}\n\n")
        sys.stdout.flush()
        shown.append(table.markdown())
    sys.stdout.write(f"{_machine()}\n")
    if arguments.write:
        _write(REPOSITORY / "README.md", "\n\n".join([*shown, _machine()]))


def _tables(found: Peers, sections: tuple[str, ...], runs: int) -> Iterator[Table]:
    for name in sections:
        with tempfile.TemporaryDirectory(prefix="schemakit-bench-") as folder:
            yield from import_module(f"benchmarks.{name}").tables(found, Path(folder), runs)


def _machine() -> str:
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    versions = ", ".join((*PYTHON_PACKAGES, *NODE_PACKAGES)).replace("==", " ").replace("@", " ")
    python = ".".join(map(str, sys.version_info[:3]))
    return f"Python {python}, {os.cpu_count()} processors{load}; {versions}."


def _write(readme: Path, tables: str) -> None:
    text = readme.read_text(encoding="utf-8")
    if not _BLOCK.search(text):
        raise SystemExit(f"{readme.name} has no <!-- bench --> ... <!-- /bench --> to write to")
    readme.write_text(_BLOCK.sub(lambda block: f"{block[1]}\n{tables}\n\n{block[2]}", text), encoding="utf-8")


if __name__ == "__main__":
    main()
