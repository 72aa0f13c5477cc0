"""What starting costs: user and system time of a fresh interpreter, median of many runs, next to a yardstick.

Processor time, not wall-clock time, and the runs of all commands interleaved: a busy machine then disturbs them alike.
"""

import resource
import statistics
import subprocess
import sys
from typing import Final

RUNS: Final = 41
COMMANDS: Final = {
    "python -c pass": ["-c", "pass"],
    'python -c "import argparse, json"': ["-c", "import argparse, json"],
    "schemakit --version": ["-m", "schemakit", "--version"],
    "schemakit --help": ["-m", "schemakit", "--help"],
    "import schemakit": ["-c", "import schemakit"],
    "import of the validate command": ["-c", "import schemakit.cli.session, schemakit.cli.commands.validate"],
}


def cost(arguments: list[str]) -> float:
    """Return the processor time of one run in milliseconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)


def main() -> None:
    """Print a line for every command."""
    runs: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(RUNS):
        for name, arguments in COMMANDS.items():
            runs[name].append(cost(arguments))
    yardstick = statistics.median(runs['python -c "import argparse, json"'])
    sys.stdout.write(f"processor time, median of {RUNS} runs\n")
    for name, times in runs.items():
        median = statistics.median(times)
        sys.stdout.write(f"  {name:<36} {median:6.1f} ms   {median / yardstick:4.2f}x\n")


if __name__ == "__main__":
    main()
