"""What ``schemakit fuzz`` finds in the default models of datamodel-code-generator for the seeds, and how soon."""

import sys
import tempfile
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from careless_models import held_against_the_seeds
from schemakit.contract.agree import Disagreement
from schemakit.contract.suite import FuzzResult

#: What has to be found, and in how many of the five schemas.
WANTED: Final[Mapping[str, int]] = {
    "null for an optional member": 5,
    "UUID without hyphens": 4,
    "UUID as URN": 4,
    "UUID in braces": 4,
    "forbidden nulls after a round trip": 5,
    "ten of them": 2,
    "upper-case UUID changed by a round trip": 4,
}


def classes(result: FuzzResult) -> set[str]:
    """Return which of these a schema's disagreements show."""
    return {name for one in result.disagreements for name in _classes(one)}


def _classes(one: Disagreement) -> Iterable[str]:
    payload = one.payload.value
    members = list(payload.values()) if isinstance(payload, dict) else []
    texts = [member for member in members if isinstance(member, str)]
    violated = "" if one.payload.violation is None else one.payload.violation.keyword
    match one.what, violated:
        case "too-wide", "type" if None in members:
            yield "null for an optional member"
        case "too-wide", "format":
            yield from (name for text in texts for name, is_so in _SPELLINGS.items() if is_so(text))
        case "lossy", _ if ": null" in one.detail and ", which the schema refuses at " in one.detail:
            yield "forbidden nulls after a round trip"
            if "refuses at 10 places" in one.detail:
                yield "ten of them"
        case "lossy", _ if any(f'"{text.lower()}" at /' in one.detail for text in texts if text != text.lower()):
            yield "upper-case UUID changed by a round trip"
        case _:
            pass


_SPELLINGS: Final = {
    "UUID without hyphens": lambda text: len(text) == 32 and text.isalnum(),
    "UUID as URN": lambda text: text.startswith("urn:uuid:"),
    "UUID in braces": lambda text: text.startswith("{"),
}


def main() -> int:
    """Print a table; the exit status is 1 where something is not found."""
    with tempfile.TemporaryDirectory(prefix="schemakit-careless-") as folder:
        start = time.perf_counter()
        found = held_against_the_seeds(Path(folder), max_examples=100)
        seconds = time.perf_counter() - start
    payloads = sum(result.valid + result.invalid for result in found.values())
    print(
        f"default models of datamodel-code-generator, 5 schemas, {payloads} payloads, made and tried: {seconds:.1f} s"
    )
    print(f"{'found':<42}{'schemas':>9}{'of':>5}")
    shown = [classes(result) for result in found.values()]
    missing = 0
    for name, wanted in WANTED.items():
        count = sum(name in one for one in shown)
        missing += count < wanted
        print(f"{name:<42}{count:>9}{wanted:>5}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
