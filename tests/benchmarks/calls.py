"""What one call costs: ``validator.is_valid(payload)`` through the public API, beside the libraries."""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.peers import REPOSITORY, Peers
from benchmarks.subjects import SEED, SEED_PAYLOAD, write_json, write_seeds
from benchmarks.table import Table, compared

_TREE: Final = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://example.com/tree",
    "type": "object",
    "required": ["name"],
    "properties": {
        "name": {"type": "string"},
        "size": {"type": "integer", "minimum": 0},
        "children": {"type": "array", "items": {"$ref": "#"}},
    },
}


def tables(peers: Peers, folder: Path, runs: int) -> Iterator[Table]:
    """Measure a seed payload, and a recursive schema, for which the depth of values has to be guarded."""
    bundled = write_seeds(peers, folder)
    tree = write_json(folder / "tree.json", _TREE)
    subjects = (
        ("a seed payload", str(folder / "schemas"), SEED, bundled, SEED_PAYLOAD),
        ("a tree of 40 nodes, a recursive schema", tree, "tree", tree, _nodes(3)),
    )
    for title, schemas, name, standard, payload in subjects:
        measured = _measured(peers, runs, schemas, name, standard, write_json(folder / "value.json", payload))
        yield compared(f"One call of is_valid: {title}, {runs} rounds", measured, "us", "jsonschema-rs")


def _nodes(depth: int) -> dict[str, object]:
    children = [_nodes(depth - 1) for _ in range(3)] if depth else []
    return {"name": f"node {depth}", "size": depth, "children": children}


def _measured(peers: Peers, runs: int, *arguments: str) -> dict[str, list[float]]:
    """Run all libraries in one process, interleaved, with the peers' interpreter and this checkout."""
    environment = peers.environment | {"PYTHONPATH": os.pathsep.join([str(REPOSITORY / "src")])}
    done = subprocess.run(
        [peers.python, str(Path(__file__).with_name("call_costs.py")), str(runs), *arguments],
        check=True,
        env=environment,
        stdout=subprocess.PIPE,
    )
    measured: dict[str, list[float]] = json.loads(done.stdout)
    return measured
