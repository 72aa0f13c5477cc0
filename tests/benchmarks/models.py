"""What a generated model costs beside the plain one that datamodel-code-generator makes of the same schema."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.peers import Peers
from benchmarks.processes import costs
from benchmarks.subjects import SEED, SEED_PAYLOAD, write_json, write_seeds
from benchmarks.table import Table, compared
from schemakit.generate.run import TARGETS

_COSTS: Final = str(Path(__file__).with_name("model_costs.py"))
_IMPORTS: Final = {
    who: (sys.executable, "-c", code)
    for who, code in (
        ("pydantic and one class of one field", "from pydantic import BaseModel\nclass One(BaseModel): x: int"),
        ("schemakit.runtime.pydantic", "import schemakit.runtime.pydantic"),
        ("a generated model of a seed", "import models_pydantic.claude_task_run_create_schema"),
    )
}
_NOTE: Final = "The plain model is a yardstick of speed alone: it accepts what the schema refuses."


def tables(peers: Peers, folder: Path, runs: int) -> Iterator[Table]:
    """Measure one payload of a seed on its way in and out, and what importing costs."""
    bundled, value = write_seeds(peers, folder), write_json(folder / "value.json", SEED_PAYLOAD)
    plain, packages = _plain(peers, bundled, folder), [_package(peers, target, folder) for target in TARGETS]
    for done, measured in _measured(peers, runs, plain, value, *packages).items():
        yield compared(f"One payload {done}, {runs} rounds", measured, "us", next(iter(measured)), _NOTE)
    yield compared(f"Import, {runs} runs", costs(peers, _IMPORTS, folder=folder, runs=runs), "ms", next(iter(_IMPORTS)))


def _plain(peers: Peers, bundled: str, folder: Path) -> str:
    """Generate with the peer's own defaults, but for the formatter, which it is about to make its default."""
    module = folder / "plain_model.py"
    command = (sys.executable, "-m", "datamodel_code_generator", "--input", bundled, "--input-file-type", "jsonschema")
    options = ("--output", str(module), "--output-model-type", "pydantic_v2.BaseModel", "--formatters", "builtin")
    subprocess.run([*command, *options], check=True, env=peers.environment)
    return str(module)


def _package(peers: Peers, target: str, folder: Path) -> str:
    out = folder / f"models_{target}"
    command = [*peers.schemakit, "generate", "--quiet", "--target", target, "--out", str(out)]
    subprocess.run(command, check=True, cwd=folder, env=peers.environment)
    return str(out)


def _measured(peers: Peers, runs: int, plain: str, value: str, *packages: str) -> dict[str, dict[str, list[float]]]:
    done = subprocess.run(
        [sys.executable, _COSTS, str(runs), plain, SEED, value, *packages],
        check=True,
        env=peers.environment,
        stdout=subprocess.PIPE,
    )
    measured: dict[str, dict[str, list[float]]] = json.loads(done.stdout)
    return measured
