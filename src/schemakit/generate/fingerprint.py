"""Which generator this is: what was generated stays as it is only for as long as that would make the same."""

import os
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Final

#: The packages whose code decides what is written.
_OURS: Final = "schemakit"
_RENDERER: Final = "datamodel_code_generator"


def fingerprint() -> str:
    """Return the digest of our own modules and of the renderer's version.

    A version alone would not do: whoever works on schemakit changes one without the other.
    """
    found = sha256()
    root = _folder(_OURS)
    for folder, inner, names in os.walk(root):
        inner.sort()
        for name in sorted(name for name in names if name.endswith(".py")):
            path = Path(folder, name)
            found.update(f"{path.relative_to(root).as_posix()}\0".encode())
            found.update(path.read_bytes())
    found.update("\0".join(_versions()).encode())
    return found.hexdigest()


def _versions() -> list[str]:
    """Return the names of the folders that say which renderer is installed: asking ``importlib`` takes much longer."""
    around = _folder(_RENDERER).parent
    return sorted(name for name in os.listdir(around) if name.startswith(_RENDERER)) if around.is_dir() else []  # noqa: PTH208 - names are all that is needed


def _folder(package: str) -> Path:
    spec = find_spec(package)
    return Path(spec.origin).parent if spec is not None and spec.origin is not None else Path(package)
