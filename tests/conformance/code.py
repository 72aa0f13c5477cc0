"""Generated code as the tools of others see it, and the same bytes every time: seeds and published schemas."""

import os
import sys
import tempfile
from itertools import islice
from pathlib import Path
from typing import Final

from generated_digests import digests
from published_schemas import CORPORA, published
from schemakit.core.errors import BrokenSchemaError
from schemakit.generate.run import TARGETS
from schemakit.generate.target_name import TargetName
from schemakit.generate.write import write
from schemakit.pipeline.generating import generated_files
from schemakit.pipeline.schemas import load
from type_checkers import NO_PYRIGHT, mypy, pyright, pyright_command, ruff

SCHEMAS: Final = Path(__file__).resolve().parents[2] / "schemas"

#: So many schemas of each corpus, one of so many.
_MANY: Final = 50
_EVERY: Final = {"maskbench": 24, "schemastore": 8}

#: Another interpreter to compare with, as in tests/generate/test_same_bytes.py.
_OTHER: Final = "SCHEMAKIT_OTHER_PYTHON"


def main(every: int = 1) -> int:
    """Print what the tools say of each target, and whether bytes differ; the exit status is 1 where something is."""
    bad = 0
    tools = {"mypy --strict": mypy, "ruff": ruff} | ({"pyright": pyright} if pyright_command() else {})
    print("generated code, seeds and published schemas: complaints")
    print(f"{'target':<12}{'packages':>9}{'modules':>9}" + "".join(f"{tool:>15}" for tool in tools))
    for target in TARGETS:
        with tempfile.TemporaryDirectory() as folder:
            packages = _write(target, Path(folder), every)
            modules = sum(1 for _ in Path(folder).rglob("*.py"))
            said = {tool: check(Path(folder), packages) for tool, check in tools.items()}
        print(f"{target:<12}{len(packages):>9}{modules:>9}" + "".join(f"{len(lines):>15}" for lines in said.values()))
        for tool, lines in said.items():
            bad |= bool(lines)
            print("".join(f"    {tool}: {line}\n" for line in lines[:20]), end="", flush=True)
    if pyright_command() is None:
        print(f"(no pyright: {NO_PYRIGHT})")
    return int(bad) | _same_bytes()


def _write(target: TargetName, folder: Path, every: int) -> list[str]:
    write(generated_files(load([SCHEMAS]).value, target=target), folder / "seeds")
    for corpus in CORPORA:
        for number, schema in enumerate(islice(published(corpus, every=_EVERY[corpus] * every), _MANY)):
            try:
                write(generated_files(schema.resolved(), target=target), folder / f"{corpus}_{number}")
            except BrokenSchemaError:
                continue  # refers to what the corpus does not have
    return sorted(path.name for path in folder.iterdir() if path.is_dir())


def _same_bytes() -> int:
    paths = [str(SCHEMAS)]
    first = digests(sys.executable, paths, seed="1")
    runs = {"another hash seed": digests(sys.executable, paths, seed="2")}
    files = sorted(map(str, SCHEMAS.rglob("*.json")), reverse=True)
    runs["files in another order"] = digests(sys.executable, files, seed="3")
    other = os.environ.get(_OTHER)
    if other:
        runs[f"another Python ({Path(other)})"] = digests(other, paths, seed="4")
    else:
        print(f"(one version of Python: set {_OTHER} to compare with another)")
    for name, found in runs.items():
        print(
            f"the same bytes with {name}: {sum(found[target] == first[target] for target in TARGETS)} of {len(TARGETS)}"
        )
    return int(any(found != first for found in runs.values()))
