"""``make conformance``: every figure that the project claims, printed from a run."""

import sys
import time

from conformance import contract, enums, hostile, laws, locations, messages, published, verdicts
from corpora import corpora_missing


def main() -> int:
    """Print all tables; the exit status is 1 where one of them shows something unknown."""
    missing = corpora_missing()
    if missing:
        print(missing, file=sys.stderr)
        return 2
    status = 0
    for part in (laws, locations, verdicts, messages, published, enums, hostile, contract):
        start = time.perf_counter()
        status |= part.main()
        print(f"({time.perf_counter() - start:.0f} s)\n", flush=True)
    return status


if __name__ == "__main__":
    sys.exit(main())
