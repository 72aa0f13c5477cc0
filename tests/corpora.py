"""Where the corpora are, for tests that read them while they are collected or while they run.

A test that needs them carries ``@pytest.mark.corpora`` and is skipped, with one line for all, where they are missing.
At collection time ``corpora_files`` and ``corpora_records`` simply yield nothing there.
"""

import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_DEFAULT = Path(__file__).resolve().parents[2] / "shared" / "corpora"


def corpora_path(*parts: str) -> Path:
    """Return a path in the corpora, whether or not it exists."""
    return Path(os.environ.get("SCHEMAKIT_CORPORA") or _DEFAULT).joinpath(*parts)


def corpora_missing() -> str | None:
    """Say why the tests that need the corpora cannot run, or None where they can."""
    if corpora_path("json-schema-test-suite", "tests").is_dir():
        return None
    return f"CORPORA MISSING: nothing at {corpora_path()}; set SCHEMAKIT_CORPORA to run the tests that need them"


def corpora_files(pattern: str) -> tuple[Path, ...]:
    """Return the files that match a glob pattern, sorted: ``json-schema-test-suite/tests/draft7/*.json``."""
    return tuple(sorted(corpora_path().glob(pattern)))


def corpora_records(name: str) -> Iterator[Any]:
    """Yield the records of a ``*.jsonl.gz`` file one after the other, as plain JSON."""
    path = corpora_path(name)
    if path.is_file():
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)
