"""What a hook of pre-commit costs beside check-jsonschema's: all of ``pre-commit run``, and the hook's own process.

pre-commit itself installs both: ours from a clone of what is committed here, theirs with the entry and the settings of
their repository. The files are staged and valid, the environments warm.
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.peers import ENVIRONMENT, PYTHON_PACKAGES, REPOSITORY, Peers
from benchmarks.processes import costs
from benchmarks.subjects import PLAIN, order, write_json
from benchmarks.table import Table, compared

_MANY: Final = 1_000
_OURS: Final = "schemakit-validate"
_THEIRS: Final = "check-jsonschema"
_YARDSTICK: Final = f"{_OURS}: the hook itself"
_SETTINGS: Final = 'schemas = ["schema.json"]\n\n[data]\n"data/*" = "order"\n'
_NOTE: Final = "User and system time of all processes. The hook itself is the one command that pre-commit starts."


def tables(peers: Peers, folder: Path, runs: int) -> Iterator[Table]:
    """Measure one staged file, then a thousand."""
    store, clone = folder / "store", folder / "schemakit"
    _run(folder, store, "git", "clone", "--quiet", str(REPOSITORY), str(clone))
    for number, few in ((1, runs), (_MANY, max(3, runs // 4))):
        project = folder / f"project-{number}"
        files = _project(project, store, clone, number)
        commands = {_YARDSTICK: (_program(store, "schemakit"), "validate", "--quiet", "--changed", *files)}
        theirs = (_program(store, _THEIRS), "--schemafile", "schema.json", *files)
        commands[f"{_THEIRS}: the hook itself"] = theirs
        for name in (_OURS, _THEIRS):
            commands[f"{name}: pre-commit run"] = ("env", f"PRE_COMMIT_HOME={store}", *_pre_commit(), "run", name)
        staged = "One staged JSON file" if number == 1 else f"{number:,} staged JSON files of 2 KB"
        measured = costs(peers, commands, folder=project, runs=few)
        yield compared(f"{staged}, {few} runs", measured, "ms", _YARDSTICK, _NOTE)


def _project(project: Path, store: Path, clone: Path, number: int) -> list[str]:
    """Make a repository whose hooks are installed and whose data is staged; return the names of the data."""
    (project / "data").mkdir(parents=True)
    write_json(project / "schema.json", PLAIN)
    (project / "schemakit.toml").write_text(_SETTINGS, encoding="utf-8")
    write_json(project / ".pre-commit-config.yaml", _hooks(store, clone))
    _run(project, store, "git", "init", "--quiet")
    _run(project, store, "git", "add", "--all")
    author = ("-c", "user.name=bench", "-c", "user.email=bench@schemakit.invalid")
    _run(project, store, "git", *author, "commit", "--quiet", "--message", "before")
    for one in range(number):
        write_json(project / "data" / f"{one:04}.json", order(one))
    _run(project, store, "git", "add", "--all")
    _run(project, store, *_pre_commit(), "install-hooks")
    return [f"data/{one:04}.json" for one in range(number)]


def _hooks(store: Path, clone: Path) -> dict[str, object]:
    revision = _run(clone, store, "git", "rev-parse", "HEAD")
    package = next(text for text in PYTHON_PACKAGES if text.startswith(_THEIRS))
    theirs = {
        "id": _THEIRS,
        "name": _THEIRS,
        "entry": f"{_THEIRS} --schemafile schema.json",
        "language": "python",
        "files": "^data/",
        "require_serial": True,
        "additional_dependencies": [package],
    }
    return {
        "repos": [
            {"repo": clone.as_uri(), "rev": revision.strip(), "hooks": [{"id": _OURS}]},
            {"repo": "local", "hooks": [theirs]},
        ]
    }


def _program(store: Path, name: str) -> str:
    return str(next(store.glob(f"repo*/py_env-*/bin/{name}")))


def _pre_commit() -> tuple[str, ...]:
    return (sys.executable, "-m", "pre_commit")


def _run(folder: Path, store: Path, *command: str) -> str:
    environment = ENVIRONMENT | {"PRE_COMMIT_HOME": str(store)}
    return subprocess.run(command, cwd=folder, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout
