"""What an interpreter generates, as digests: run in a process of its own."""

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import schemakit

_PROGRAM: Final = """
import hashlib, json, sys
from schemakit.generate.run import TARGETS
from schemakit.pipeline.generating import generated_files
from schemakit.pipeline.schemas import load
schemas = load(sys.argv[1:]).value
for target in TARGETS:
    files = generated_files(schemas, target=target)
    text = "".join(f"{file.path}{file.text}" for file in files)
    print(json.dumps([target, hashlib.sha256(text.encode()).hexdigest()]))
"""


def digests(python: str, paths: Sequence[str], *, seed: str) -> Mapping[str, str]:
    """Return the digest of the package of each target that an interpreter generates from files, with a hash seed."""
    here = str(Path(schemakit.__file__).parents[1])
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": here}
    done = subprocess.run([python, "-c", _PROGRAM, *paths], env=environment, check=True, capture_output=True, text=True)
    return dict(json.loads(line) for line in done.stdout.splitlines())
