"""Which files hold one JSON value a line; apart from what reads them, because every run asks."""

from typing import Final

#: What the names of such files end with.
ROW_SUFFIXES: Final = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")


def is_rows(path: str) -> bool:
    """Tell whether the name of a file says that it holds one JSON value a line (https://jsonlines.org)."""
    return path.lower().endswith(ROW_SUFFIXES)
