"""What it costs to validate 200 MB of rows: processor time, memory, and what a second process gains."""

import json
import os
import random
import statistics
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, final
from uuid import UUID

from benchmarks.peers import Peers
from benchmarks.subjects import SEED, write_json, write_seeds
from benchmarks.table import Table

_BARE: Final = str(Path(__file__).with_name("bare_rows.py"))
_COUNT: Final = str(Path(__file__).with_name("count.py"))
_YARDSTICK: Final = "orjson + jsonschema-rs, a loop"
_BYTES: Final = 200_000_000
_DISTINCT: Final = 2_000

#: ``propertyNames`` is nothing that a typed parser checks: every row goes to the judge.
_JUDGED: Final = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "required": ["model", "mode"],
    "properties": {
        "mode": {"enum": ["interactive", "background"]},
        "branch": {"type": ["string", "null"], "maxLength": 255},
        "model": {"type": "string"},
        "pending_user_artifact_ids": {"type": "array", "items": {"type": "string", "maxLength": 128}},
    },
    "propertyNames": {"maxLength": 40},
}


@final
@dataclass(frozen=True, slots=True)
class _Run:
    """What one run took: seconds on the wall, seconds of processors, and the most memory of a process in bytes."""

    wall: float
    processor: float
    memory: int


def tables(peers: Peers, folder: Path, runs: int) -> Iterator[Table]:
    """Measure a schema of the seeds, for which a typed parser accepts the rows, and one that it can do nothing for."""
    few = max(3, runs // 4)
    data = _write_rows(folder / "rows.jsonl")
    bundled, judged = write_seeds(peers, folder), write_json(folder / "judged.json", _JUDGED)
    size = Path(data).stat().st_size
    commands = {
        _YARDSTICK: (peers.python, _BARE, bundled, data),
        "schemakit validate": (*peers.schemakit, "validate", "--schema", SEED, data),
        "schemakit validate --jobs 2": (*peers.schemakit, "validate", "--jobs", "2", "--schema", SEED, data),
    }
    if peers.sourcemeta:
        commands["sourcemeta jsonschema validate (a native program)"] = (peers.sourcemeta, "validate", bundled, data)
    yield _table(
        f"Validate {size // 1_000_000} MB of rows by a seed schema, {few} runs", peers, commands, folder, few, size
    )
    commands = {
        _YARDSTICK: (peers.python, _BARE, judged, data),
        "schemakit validate": (*peers.schemakit, "validate", "--schema", judged, data),
        "schemakit validate --jobs 2": (*peers.schemakit, "validate", "--jobs", "2", "--schema", judged, data),
    }
    title = f"The same rows by a schema that leaves every row to the judge, {few} runs"
    yield _table(title, peers, commands, folder, few, size)
    validate = (*peers.schemakit, "validate", data, "--schema")
    pairs = {
        "schemakit validate": [(*validate, SEED, "--jobs", jobs) for jobs in "12"],
        "schemakit validate, every row to the judge": [(*validate, judged, "--jobs", jobs) for jobs in "12"],
        "a loop that only counts": [(peers.python, _COUNT, jobs) for jobs in "12"],
    }
    yield _gains(f"The same rows by one process and by two, {runs} runs", peers, pairs, folder, runs)


def _gains(title: str, peers: Peers, pairs: Mapping[str, Sequence[Sequence[str]]], folder: Path, runs: int) -> Table:
    """Compare the shortest times on the wall: what others do on the machine at the time only makes them longer."""
    measured: dict[str, list[tuple[float, ...]]] = {name: [] for name in pairs}
    for _ in range(runs):
        for name, pair in pairs.items():
            measured[name].append(tuple(_run(peers, command, folder).wall for command in pair))
    rows = []
    for name, walls in measured.items():
        one, two = map(min, zip(*walls, strict=True))
        rows.append((name, f"{one:.3f} s", f"{two:.3f} s", f"{one / two:.2f}x"))
    note = "The shortest time on the wall, start included. The loop tells what the machine has for a second process."
    return Table(title, ("", "one process", "two processes", "gain"), tuple(rows), note)


def _table(
    title: str, peers: Peers, commands: Mapping[str, Sequence[str]], folder: Path, runs: int, size: int
) -> Table:
    measured: dict[str, list[_Run]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            measured[name].append(_run(peers, command, folder))
    least = statistics.median(run.processor for run in measured[_YARDSTICK])
    rows = []
    for name, all_runs in measured.items():
        processor = statistics.median(run.processor for run in all_runs)
        wall = statistics.median(run.wall for run in all_runs)
        memory = statistics.median(run.memory for run in all_runs)
        cells = f"{processor:.2f} s", f"{wall:.2f} s", f"{size / processor / 1e6:.0f} MB/s", f"{least / processor:.2f}x"
        rows.append((name, *cells, f"{memory / 1e6:.0f} MB"))
    columns = ("", "processor time", "on the wall", "throughput", f"of {_YARDSTICK}", "peak memory")
    note = "Interpreter and schema included; throughput by processor time; peak memory of the largest process."
    return Table(title, columns, tuple(rows), note)


def _run(peers: Peers, command: Sequence[str], folder: Path) -> _Run:
    begin = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=peers.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"status {process.returncode}: {' '.join(command[:6])}")
    return _Run(time.perf_counter() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def _write_rows(path: Path) -> str:
    """Write rows of a payload for the seed schema, 526 bytes on average, as Python writes them."""
    chance = random.Random(526)  # noqa: S311 - the same rows every time
    lines = "".join(f"{json.dumps(_row(chance))}\n" for _ in range(_DISTINCT))
    with path.open("w", encoding="utf-8") as file:
        for _ in range(_BYTES // len(lines) + 1):
            file.write(lines)
    return str(path)


def _row(chance: random.Random) -> dict[str, object]:
    return {
        "mode": chance.choice(["interactive", "background"]),
        "branch": chance.choice([None, "feature/" + "x" * chance.randrange(5, 40)]),
        "resume_from_run_id": str(UUID(int=chance.getrandbits(128))),
        "pending_user_message": "Please fix the flaky test in checkout" + " and tell me why" * chance.randrange(4),
        "pending_user_artifact_ids": [f"art_{chance.getrandbits(32):08x}" for _ in range(3)],
        "sandbox_environment_id": str(UUID(int=chance.getrandbits(128))),
        "run_source": chance.choice(["manual", "signal_report"]),
        "signal_report_id": f"r-{chance.randrange(10_000)}",
        "runtime_adapter": "claude",
        "model": "claude-opus",
        "reasoning_effort": chance.choice(["low", "medium", "high"]),
        "initial_permission_mode": chance.choice(["default", "plan", "auto"]),
    }
