"""``make conformance``: every figure that the project claims, printed from a run.

python -m conformance [--every N] [SECTION...]
"""

import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from conformance import (
    careless,
    code,
    contract,
    enums,
    fuzzing,
    hostile,
    laws,
    locations,
    messages,
    models,
    payload_laws,
    published,
    verdicts,
)
from corpora import corpora_missing

#: What prints each section, from one schema of so many where there are very many.
SECTIONS: Final[Mapping[str, Callable[[int], int]]] = MappingProxyType(
    {
        "laws": lambda _: laws.main(),
        "locations": lambda _: locations.main(),
        "verdicts": lambda _: verdicts.main(),
        "messages": lambda _: messages.main(),
        "published": lambda _: published.main(),
        "enums": lambda _: enums.main(),
        "models": models.main,
        "code": code.main,
        "hostile": lambda _: hostile.main(),
        "payload-laws": lambda _: payload_laws.main(),
        "fuzzing": lambda _: fuzzing.main(),
        "careless": lambda _: careless.main(),
        "contract": lambda _: contract.main(),
    }
)


def main() -> int:
    """Print tables; the exit status is 1 where one of them shows something unknown."""
    parser = ArgumentParser(prog="make conformance", description="Every figure that the project claims.")
    parser.add_argument("sections", metavar="SECTION", nargs="*", help=f"of {', '.join(SECTIONS)} (default: all)")
    parser.add_argument("--every", metavar="N", type=int, default=1, help="models, code: of one schema of so many (1)")
    arguments = parser.parse_args()
    unknown = set(arguments.sections) - set(SECTIONS)
    if unknown or arguments.every < 1:
        parser.error(f"there is no section {', '.join(sorted(unknown))}" if unknown else "--every is at least 1")
    missing = corpora_missing()
    if missing:
        print(missing, file=sys.stderr)
        return 2
    status = 0
    for name in arguments.sections or SECTIONS:
        start = time.perf_counter()
        status |= SECTIONS[name](arguments.every)
        print(f"({name}: {time.perf_counter() - start:.0f} s)\n", flush=True)
    return status


if __name__ == "__main__":
    sys.exit(main())
