"""What is validated: a plain schema with orders for it, and the five schemas of this repository with payloads."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any, Final

from benchmarks.peers import REPOSITORY, Peers

SEED: Final = "ClaudeTaskRunCreateSchema"
SEED_PAYLOAD: Final = {
    "mode": "interactive",
    "branch": None,
    "resume_from_run_id": "7f0c2a34-9f4e-4f6e-8d3c-2c6a3ad0a111",
    "pending_user_message": "please go on",
    "pending_user_artifact_ids": ["one", "two"],
    "pr_authorship_mode": "user",
    "runtime_adapter": "claude",
    "model": "opus",
}

PLAIN: Final = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://example.com/order",
    "type": "object",
    "required": ["id", "lines"],
    "properties": {
        "id": {"type": "string", "format": "uuid"},
        "customer": {"type": "string", "minLength": 1},
        "email": {"type": "string", "format": "email"},
        "state": {"enum": ["new", "paid", "sent"]},
        "lines": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/line"}},
    },
    "$defs": {
        "line": {
            "type": "object",
            "required": ["sku"],
            "properties": {
                "sku": {"type": "string", "pattern": "^[A-Z]{2}-[0-9]+$"},
                "count": {"type": "integer", "minimum": 1},
            },
            "additionalProperties": False,
        }
    },
}


def order(number: int, lines: int = 40) -> dict[str, Any]:
    """Return a valid order; forty lines of it are 2 KB."""
    return {
        "id": f"7f0c2a34-9f4e-4f6e-8d3c-{number:012}",
        "customer": f"Ann {number}",
        "email": f"ann{number}@example.com",
        "state": ("new", "paid", "sent")[number % 3],
        "lines": [{"sku": f"AB-{number + line}", "count": 1 + line % 7} for line in range(lines)],
    }


def write_json(path: Path, value: object) -> str:
    """Write a JSON file and return its path."""
    path.write_text(json.dumps(value, indent=2), encoding="utf-8")
    return str(path)


def write_seeds(peers: Peers, folder: Path) -> str:
    """Copy ``schemas/`` into a folder and return the seed as one standard document, which everybody can read."""
    shutil.copytree(REPOSITORY / "schemas", folder / "schemas")
    subprocess.run([*peers.schemakit, "bundle", "--quiet", "--out", "bundled", SEED], check=True, cwd=folder)
    return str(folder / "bundled" / f"{SEED}.json")
