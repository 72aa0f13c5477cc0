"""Contract tests of a real service over HTTP: clean on thousands of requests, and every seeded bug found."""

import re
import tempfile
import time
from contextlib import chdir
from pathlib import Path
from typing import Any, Final

from schemakit.contract.http.operation import Contract
from schemakit.contract.http.replays import kept
from schemakit.core.finding import Finding
from schemakit.pipeline.contracts import Sides, replayed
from task_service import BUGS, TaskService, contract_results, found, models, serving, terms, written

_ENOUGH: Final = 2_000
_EXAMPLES: Final = 300


def main() -> int:
    """Print a line for the clean service and one for each bug; the exit status is 1 where one is not as it is meant."""
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        contract, sides = written(Path(folder))
        bodies = models(sides.requests)
        return _clean(contract, sides, bodies) | max(_bug(contract, sides, bodies, bug) for bug in BUGS)


def _clean(contract: Contract, sides: Sides, bodies: dict[str, Any]) -> int:
    start = time.perf_counter()
    with serving(TaskService(bodies).app) as url:
        results = contract_results(contract, sides, terms(url, max_examples=_EXAMPLES))
    requests, findings = sum(result.requests for result in results), found(results)
    seconds = time.perf_counter() - start
    print(
        f"a service that parses by generated models: {requests} requests in {seconds:.0f} s, {len(findings)} findings"
    )
    return int(bool(findings) or requests < _ENOUGH)


def _bug(contract: Contract, sides: Sides, bodies: dict[str, Any], bug: str) -> int:
    with serving(TaskService(bodies, bug).app) as url:
        findings = found(contract_results(contract, sides, terms(url, max_examples=20)))
        seen = sum(_is_seen_again(finding, contract, sides, url) for finding in findings)
    shown = findings[0].message if findings else "NOT FOUND"
    print(f"  {bug:<22} {len(findings):>3} findings, {seen} seen again by replay; {shown}")
    return int(not findings or seen < len(findings))


def _is_seen_again(finding: Finding, contract: Contract, sides: Sides, url: str) -> bool:
    name = re.search("--replay ([0-9a-f]{6})", finding.help[-1])
    return name is not None and bool(replayed(kept(name[1]), contract, sides, terms(url)))
