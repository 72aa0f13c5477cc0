"""The tools schemakit is measured beside: installed, at pinned versions, into ``.schemakit/`` and nowhere else."""

import os
import platform
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, final

REPOSITORY: Final = Path(__file__).resolve().parents[2]
_VENV: Final = REPOSITORY / ".schemakit" / "bench-venv"
_FUZZERS: Final = REPOSITORY / ".schemakit" / "bench-fuzzers"
_NODE: Final = REPOSITORY / ".schemakit" / "bench-node"
NODE_PATH: Final = str(_NODE / "node_modules")

PYTHON_PACKAGES: Final = (
    "check-jsonschema==0.39.0",
    "fastjsonschema==2.22.3",
    "jsonschema==4.26.0",
    "jsonschema-rs==0.60.3",
    "orjson==3.13.0",
    "sourcemeta-jsonschema==17.3.0",
)
#: hypothesis-jsonschema 0.23.1 works with no later hypothesis.
FUZZER_PACKAGES: Final = ("hypothesis==6.170.9", "hypothesis-jsonschema==0.23.1", "schemathesis==4.32.5")
NODE_PACKAGES: Final = ("ajv@8.20.0", "ajv-formats@3.0.1")

#: What a user's shell does not have: without compiled modules, every start would compile all of them.
_UNSET: Final = frozenset({"PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "COVERAGE_PROCESS_START"})
ENVIRONMENT: Final = {name: value for name, value in os.environ.items() if name not in _UNSET}


@final
@dataclass(frozen=True, slots=True)
class Peers:
    """Where everything is.

    Attributes:
        schemakit: the command of this checkout.
        python: an interpreter that has the Python peers.
        check_jsonschema: its command.
        sourcemeta: the program of the sourcemeta CLI itself, without its wrapper; None: none for this machine.
        ajv: node and a script that takes ``SCHEMA FILE...``; None: no node here.
        node_path: what the script needs in the environment.
    """

    schemakit: tuple[str, ...]
    python: str
    check_jsonschema: str
    sourcemeta: str | None
    ajv: tuple[str, ...] | None
    node_path: str

    @property
    def environment(self) -> dict[str, str]:
        """The environment that every command runs in."""
        return ENVIRONMENT | {"NODE_PATH": self.node_path}


def peers() -> Peers:
    """Install what is not installed yet."""
    binaries = _VENV / ("Scripts" if os.name == "nt" else "bin")
    _once(_VENV, PYTHON_PACKAGES, lambda: _make_venv(_VENV, binaries, PYTHON_PACKAGES))
    node = node_with_ajv()
    own = Path(sys.executable).with_name("schemakit")
    return Peers(
        schemakit=(str(own),) if own.exists() else (sys.executable, "-m", "schemakit"),
        python=str(binaries / "python"),
        check_jsonschema=str(binaries / "check-jsonschema"),
        sourcemeta=_sourcemeta(),
        ajv=(node, str(Path(__file__).with_name("ajv.cjs"))) if node else None,
        node_path=NODE_PATH,
    )


def node_with_ajv() -> str | None:
    """Install ajv if it is not installed yet and return node, which finds it by ``NODE_PATH``; None: no node here."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    _once(_NODE, NODE_PACKAGES, lambda: _run(npm, "install", "--silent", "--prefix", str(_NODE), *NODE_PACKAGES))
    return node


def fuzzers() -> str:
    """Install what draws payloads, and return an interpreter that has it."""
    binaries = _FUZZERS / ("Scripts" if os.name == "nt" else "bin")
    _once(_FUZZERS, FUZZER_PACKAGES, lambda: _make_venv(_FUZZERS, binaries, FUZZER_PACKAGES))
    return str(binaries / "python")


def _once(folder: Path, packages: Sequence[str], install: Callable[[], None]) -> None:
    """Install unless the folder holds exactly these packages already."""
    stamp, wanted = folder / "installed.txt", "\n".join(packages)
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return
    sys.stderr.write(f"installing {', '.join(packages)} into {folder.relative_to(REPOSITORY)}\n")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    install()
    stamp.write_text(wanted, encoding="utf-8")


def _make_venv(folder: Path, binaries: Path, packages: Sequence[str]) -> None:
    venv.create(folder, with_pip=True)
    _run(str(binaries / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages)


def _run(*command: str) -> None:
    subprocess.run(command, check=True, env=ENVIRONMENT, stdout=subprocess.DEVNULL)


def _sourcemeta() -> str | None:
    machine = {"amd64": "x86_64", "aarch64": "arm64"}.get(platform.machine().lower(), platform.machine().lower())
    name = f"jsonschema-{platform.system().lower()}-{machine}{'.exe' if os.name == 'nt' else ''}"
    found = next(_VENV.rglob(f"sourcemeta_jsonschema/{name}"), None)
    if found is not None:
        found.chmod(0o755)
    return None if found is None else str(found)
