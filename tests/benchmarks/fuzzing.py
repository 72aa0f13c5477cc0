"""How fast payloads are drawn: schemakit, schemathesis' own generator, hypothesis-jsonschema, same schemas, one run."""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from benchmarks.peers import ENVIRONMENT, Peers, fuzzers
from benchmarks.table import Table
from corpora import corpora_records

#: Each schema: so many payloads, or so many seconds of processor time.
_COUNT, _SECONDS = 50, 3
_WORKER: Final = str(Path(__file__).with_name("fuzz_worker.py"))
_YARDSTICK: Final = "schemathesis"


def tables(peers: Peers, folder: Path, runs: int) -> Iterator[Table]:
    """Measure valid payloads of sixty real schemas of MaskBench, the same that ``make conformance`` breaks."""
    del peers, runs
    schemas = [record["schema"] for record in islice(corpora_records("maskbench.jsonl.gz"), 0, None, 20)]
    if not schemas:
        return
    path = folder / "schemas.jsonl"
    path.write_text("\n".join(map(json.dumps, schemas)), encoding="utf-8")
    tools = {"schemakit": sys.executable, _YARDSTICK: fuzzers(), "hypothesis-jsonschema": fuzzers()}
    speeds = {tool: _speeds(tool, python, path) for tool, python in tools.items()}
    both = [index for index in range(len(schemas)) if all(one[index] for one in speeds.values())]
    medians = {tool: statistics.median(one[index] or 0 for index in both) for tool, one in speeds.items()}
    rows = tuple(
        (
            tool,
            f"{sum(one is not None for one in speeds[tool])} of {len(schemas)}",
            f"{median:,.0f}",
            f"{median / medians[_YARDSTICK]:.2f}x",
        )
        for tool, median in medians.items()
    )
    yield Table(
        f"Valid payloads of {len(schemas)} real schemas, {_COUNT} of each",
        ("", "schemas it draws from", "payloads a second, median", f"of {_YARDSTICK}"),
        rows,
        "Processor time, building the strategy included; the median is over the schemas that all of them draw from.",
    )


def _speeds(tool: str, python: str, path: Path) -> list[float | None]:
    """Return the payloads a second for each schema, None where the tool draws none."""
    done = subprocess.run(
        [python, _WORKER, tool, str(path), str(_COUNT), str(_SECONDS)],
        env=ENVIRONMENT | {"PYTHONHASHSEED": "0", "PATH": os.environ.get("PATH", "")},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=True,
    )
    measured = [json.loads(line) for line in done.stdout.splitlines()]
    return [None if one is None else one[0] / one[1] for one in measured]
