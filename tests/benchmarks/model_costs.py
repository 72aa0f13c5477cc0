"""RUNS PLAIN NAME VALUE PACKAGE...: microseconds of one call of models, in and out, all in one process, interleaved.

PLAIN is the module that datamodel-code-generator made, each PACKAGE one of schemakit's, called ``models_TARGET``.
"""

import json
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, Final, TypeAlias

_CALLS: Final = 2_000

#: Who does it and how, by what is done.
Calls: TypeAlias = Mapping[str, Mapping[str, Callable[[], object]]]


def main(runs: int, plain: str, name: str, value: str, *packages: str) -> None:
    """Print the times as JSON."""
    sys.path[:0] = [str(Path(path).parent) for path in (plain, *packages)]
    doors = {Path(package).name.partition("_")[2]: import_module(Path(package).name) for package in packages}
    types = {target: _type(Path(package), name) for target, package in zip(doors, packages, strict=True)}
    peer, text = getattr(import_module(Path(plain).stem), name), Path(value).read_text(encoding="utf-8")
    calls = _calls(text, peer, doors, types)
    measured: dict[str, dict[str, list[float]]] = {done: {who: [] for who in whose} for done, whose in calls.items()}
    for _ in range(runs):
        for done, whose in calls.items():
            for who, call in whose.items():
                measured[done][who].append(_cost(call))
    sys.stdout.write(json.dumps(measured))


def _type(package: Path, name: str) -> Any:  # noqa: ANN401 - a type made just now
    modules = (import_module(f"{package.name}.{path.stem}") for path in package.glob("[a-z]*.py"))
    return next(getattr(module, name) for module in modules if hasattr(module, name))


def _calls(text: str, peer: Any, doors: Mapping[str, Any], types: Mapping[str, Any]) -> Calls:  # noqa: ANN401 - made just now
    ours, payload = types["pydantic"], json.loads(text)
    read = {target: door.loads(types[target], text) for target, door in doors.items()}
    theirs, plain = peer.model_validate_json(text), "datamodel-code-generator: "
    own = "schemakit, pydantic: "
    return {
        "from JSON text": {
            f"{plain}model_validate_json": partial(peer.model_validate_json, text),
            f"{own}model_validate_json": partial(ours.model_validate_json, text),
            **{f"schemakit, {target}: loads": partial(doors[target].loads, types[target], text) for target in doors},
        },
        "from Python values": {
            f"{plain}model_validate": partial(peer.model_validate, payload),
            f"{own}model_validate": partial(ours.model_validate, payload),
            **{f"schemakit, {target}: load": partial(doors[target].load, types[target], payload) for target in doors},
        },
        "to JSON text": {
            f"{plain}model_dump_json": partial(theirs.model_dump_json, exclude_unset=True),
            f"{own}model_dump_json, judged": read["pydantic"].model_dump_json,
            **{
                f"schemakit, {target}: dumps, judged": _dumps(doors[target], types[target], read[target])
                for target in doors
            },
        },
    }


def _dumps(door: Any, type_: Any, value: object) -> Callable[[], object]:  # noqa: ANN401 - made just now
    return partial(door.dumps, value, type_) if isinstance(value, dict) else partial(door.dumps, value)


def _cost(call: Callable[[], object]) -> float:
    begin = time.process_time()
    for _ in range(_CALLS):
        call()
    return 1_000_000 * (time.process_time() - begin) / _CALLS


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:])
