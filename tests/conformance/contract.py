"""Contract tests of a real service over HTTP: clean on thousands of requests, and every seeded bug found.

And the frozen cases of the same schemas, replayed by a validator that is not Python.
"""

import os
import re
import subprocess
import tempfile
import time
from contextlib import chdir
from pathlib import Path
from typing import Any, Final

from benchmarks.peers import NODE_PATH, node_with_ajv
from schemakit import __version__
from schemakit.cli.assumptions import written_names
from schemakit.contract.http.operation import Contract
from schemakit.contract.http.replays import kept
from schemakit.core.finding import Finding
from schemakit.pipeline.contracts import Sides, replayed
from schemakit.pipeline.corpora import export
from schemakit.pipeline.schemas import Schemas
from schemakit.runtime.text import write_pretty_json
from task_service import BUGS, TaskService, contract_results, found, models, serving, terms, written

_ENOUGH: Final = 2_000
_EXAMPLES: Final = 300
#: ajv-formats takes a URN for a UUID; RFC 4122 and the official suite do not.
_KNOWN: Final = '"urn:uuid:'


def main() -> int:
    """Print a line for the clean service and one for each bug; the exit status is 1 where one is not as it is meant."""
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        contract, sides = written(Path(folder))
        bodies = models(sides.requests)
        status = _clean(contract, sides, bodies) | max(_bug(contract, sides, bodies, bug) for bug in BUGS)
        return status | _replay(sides.requests, Path(folder))


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


def _replay(schemas: Schemas, folder: Path) -> int:
    node = node_with_ajv()
    if node is None:
        print("frozen cases: no node here, nothing replayed by ajv")
        return 0
    status = 0
    for every_way in (False, True):
        files = []
        for one in export(schemas, written_names(schemas.set), every_way=every_way, seed=0, version=__version__):
            files.append(folder / f"{one.name}.json")
            files[-1].write_text(write_pretty_json(one.document), encoding="utf-8")
        environment = os.environ | {"NODE_PATH": NODE_PATH}
        script = str(Path(__file__).with_name("replay.cjs"))
        done = subprocess.run(
            [node, script, *map(str, files)], env=environment, capture_output=True, text=True, check=True
        )
        otherwise = done.stdout.splitlines()
        kind = "one for each way" if every_way else "as few as cover"
        print(f"frozen cases, {kind}: {done.stderr.strip()}, of which ajv judges {len(otherwise)} otherwise")
        print("".join(f"  {line}\n" for line in otherwise), end="")
        status |= int(any(_KNOWN not in line or not every_way for line in otherwise))
    return status
