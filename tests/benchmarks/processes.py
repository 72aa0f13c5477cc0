"""The cost of commands: user and system time of their processes, the runs of all commands interleaved."""

import resource
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.peers import Peers


def costs(
    peers: Peers, commands: Mapping[str, Sequence[str]], *, folder: Path, runs: int, expected: int = 0
) -> dict[str, list[float]]:
    """Return the processor time of each run of each command in milliseconds; all run once before, unmeasured.

    Not wall-clock time, and never one command after the other: a busy machine then disturbs all alike.
    """
    measured: dict[str, list[float]] = {name: [] for name in commands}
    for run in range(runs + 1):
        for name, command in commands.items():
            cost, status = _cost(peers, command, folder)
            if status != expected:
                raise SystemExit(f"{name} ended with status {status}: {' '.join(command[:6])}")
            if run:
                measured[name].append(cost)
    return measured


def _cost(peers: Peers, command: Sequence[str], folder: Path) -> tuple[float, int]:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        command,
        check=False,
        cwd=folder,
        env=peers.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return 1000 * spent, done.returncode
