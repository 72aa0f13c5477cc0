"""What generating models of a thousand schemas costs, and finding that nothing changed, beside the peer's own way."""

import json
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Final

from benchmarks.peers import Peers
from benchmarks.table import Table, compared
from corpora import corpora_records
from schemakit.core.json import Json

_SCHEMAS: Final = 1_000
_MOST_RUNS: Final = 3
_PEER: Final = "datamodel-code-generator"
_OURS: Final = "schemakit"
_NOTE: Final = "MaskBench in one folder, pydantic models; the peer with its builtin formatter, its models check less."


def tables(peers: Peers, folder: Path, runs: int) -> Iterator[Table]:
    """Measure both commands on the same folder, in turns."""
    number = write_folder(folder / "schemas")
    generate = {
        _PEER: (
            *(
                sys.executable,
                "-m",
                "datamodel_code_generator",
                "--input",
                "schemas",
                "--input-file-type",
                "jsonschema",
            ),
            *("--output", "peer", "--output-model-type", "pydantic_v2.BaseModel", "--formatters", "builtin"),
            "--disable-timestamp",
        ),
        _OURS: (*peers.schemakit, "generate", "--quiet", "--schemas", "schemas", "--out", "ours"),
    }
    check = {who: (*command, "--check") for who, command in generate.items()}
    times = min(runs, _MOST_RUNS)
    for what, commands, fresh in (
        (f"{number:,} schemas generated", generate, True),
        ("--check, unchanged", check, False),
    ):
        wall, processor = _measured(peers, commands, folder, times, fresh=fresh)
        yield compared(f"{what}, {times} runs", wall, "ms", _PEER, _NOTE)
        yield compared(f"{what}: processor time of all processes", processor, "ms", _PEER)


def write_folder(folder: Path) -> int:
    """Write schemas that both can read together, and return how many: each with identifiers of its own, and a name."""
    folder.mkdir()
    seen: set[str] = set()
    together = (record for record in corpora_records("maskbench.jsonl.gz") if _fits(record["schema"], seen))
    number = 0
    for record in islice(together, _SCHEMAS):
        number += 1
        (folder / f"schema_{number:04}.json").write_text(json.dumps(record["schema"]), encoding="utf-8")
    return number


def _fits(schema: Json, seen: set[str]) -> bool:
    identifiers = list(_identifiers(schema))
    title = schema.get("title") if isinstance(schema, dict) else None
    # The peer refuses titles that do not begin like a name, and needs the whole folder to be right.
    is_named = not isinstance(title, str) or title[:1].isalpha()
    if not is_named or len(set(identifiers)) < len(identifiers) or not seen.isdisjoint(identifiers):
        return False
    seen.update(identifiers)
    return True


def _identifiers(schema: Json) -> Iterator[str]:
    work = [schema]
    while work:
        value = work.pop()
        if isinstance(value, dict):
            yield from (own for name in ("id", "$id") if isinstance(own := value.get(name), str))
            work.extend(value.values())
        elif isinstance(value, list):
            work.extend(value)


def _measured(
    peers: Peers, commands: Mapping[str, Sequence[str]], folder: Path, runs: int, *, fresh: bool
) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    """Return the time on the clock, and that of all processors, of each run of each command; both in milliseconds."""
    wall: dict[str, list[float]] = {who: [] for who in commands}
    processor: dict[str, list[float]] = {who: [] for who in commands}
    for _ in range(runs):
        for who, command in commands.items():
            if fresh:
                shutil.rmtree(folder / ("peer" if who == _PEER else "ours"), ignore_errors=True)
            before, start = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
            subprocess.run(command, check=True, cwd=folder, env=peers.environment, capture_output=True)
            wall[who].append(1000 * (perf_counter() - start))
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            spent = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
            processor[who].append(1000 * spent)
    return wall, processor
