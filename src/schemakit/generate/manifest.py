"""``MANIFEST.json``: what was generated, from what, by which version, and what no type shows."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Final, final

from schemakit.core.json import Json
from schemakit.core.record import dataclass
from schemakit.generate.generated_file import GeneratedFile
from schemakit.generate.naming import Names
from schemakit.generate.shape import AliasOf, Plan
from schemakit.runtime.text import write_json

PATH: Final = PurePosixPath("MANIFEST.json")


@final
@dataclass(frozen=True, slots=True)
class Manifest:
    """What a manifest on disk says: the version that wrote it, and the digest of each file by path."""

    version: str
    files: Mapping[str, str]


def digest(text: str) -> str:
    """Return the SHA-256 of a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def manifest(
    plan: Plan, names: Names, documents: Mapping[str, Json], files: Iterable[GeneratedFile], about: Mapping[str, Json]
) -> GeneratedFile:
    """Write the manifest of files; ``about`` says which version of what made them, and how."""
    types: dict[str, Json] = {
        names.types[node]: {
            "module": names.modules[node],
            "schema": node,
            # The guard judges everything; these are the keywords a reader of the type does not see.
            "left to the guard": [
                {"keyword": left.keyword, "schema": f"{left.place.uri}#{left.place.pointer}"}
                for left in plan.residuals[node]
            ],
        }
        for node in plan.definitions
        if not isinstance(plan.definitions[node], AliasOf) or plan.residuals[node]
    }
    content: dict[str, Json] = {
        "generator": dict(about),
        "schemas": {uri: digest(write_json(document)) for uri, document in documents.items()},
        "types": types,
        "files": {str(file.path): digest(file.text) for file in sorted(files, key=lambda file: str(file.path))},
    }
    return GeneratedFile(PATH, json.dumps(content, indent=2, ensure_ascii=True) + "\n")


def read_manifest(folder: Path) -> Manifest | None:
    """Return what the manifest of a folder says, or None where there is none that can be read."""
    try:
        content = json.loads((folder / PATH).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    match content:
        case {"generator": {"version": str(version)}, "files": dict(files)}:
            known = {path: known for path, known in files.items() if isinstance(known, str) and _is_inside(path)}
            return Manifest(version, known)
        case _:
            return None


def _is_inside(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return bool(parts) and ".." not in parts and not PurePosixPath(path).is_absolute()
