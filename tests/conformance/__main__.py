"""``make conformance``: every figure that the project claims, printed from a run.

python -m conformance [SECTION...]
"""

import sys
import time

from conformance import careless, enums, fuzzing, hostile, laws, locations, messages, payload_laws, published, verdicts
from corpora import corpora_missing

SECTIONS = {
    "laws": laws,
    "locations": locations,
    "verdicts": verdicts,
    "messages": messages,
    "published": published,
    "enums": enums,
    "hostile": hostile,
    "payload-laws": payload_laws,
    "fuzzing": fuzzing,
    "careless": careless,
}


def main(names: list[str]) -> int:
    """Print all tables, or some; the exit status is 1 where one of them shows something unknown."""
    if unknown := [name for name in names if name not in SECTIONS]:
        print(f"there is no section {', '.join(unknown)}; there are {', '.join(SECTIONS)}", file=sys.stderr)
        return 2
    missing = corpora_missing()
    if missing:
        print(missing, file=sys.stderr)
        return 2
    status = 0
    for name in names or SECTIONS:
        start = time.perf_counter()
        status |= SECTIONS[name].main()
        print(f"({time.perf_counter() - start:.0f} s)\n", flush=True)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
