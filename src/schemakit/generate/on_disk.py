"""What a manifest on disk says of its package, and whether the package still is what it says."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Final, final

from schemakit.core.record import dataclass
from schemakit.generate.generated_file import GeneratedFile

PATH: Final = PurePosixPath("MANIFEST.json")

#: How a manifest ends whose ``inputs`` say nothing yet.
_UNSEALED: Final = '""\n}\n'

#: What says nothing about a package, only when making it again can be saved.
_SAVING: Final = ("made from", "beside", "inputs")


@final
@dataclass(frozen=True, slots=True)
class Manifest:
    """What a manifest says.

    Attributes:
        version: of schemakit, that wrote it.
        files: the digest of each file, by path.
        code: the fingerprint of the generator.
        made_from: the digest of what decided each file, by path, where making it again can be saved.
        inputs: the seal of a package that was made from files; empty where it was not.
        beside: files that were read besides those that were named, as ``inputs`` labels them.
    """

    version: str
    files: Mapping[str, str]
    code: str = ""
    made_from: Mapping[str, str] = {}
    inputs: str = ""
    beside: tuple[str, ...] = ()


def digest(text: str) -> str:
    """Return the SHA-256 of a text."""
    return digest_of(text.encode("utf-8", "surrogatepass"))


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of bytes."""
    return hashlib.sha256(data).hexdigest()


def sealed(text: str, inputs: str) -> str:
    """Return the text of a manifest, which has an empty seal, with the seal that the digest of its inputs gives it."""
    return f'{text.removesuffix(_UNSEALED)}"{digest(inputs + text)}"\n}}\n' if inputs else text


def read_manifest(folder: Path) -> Manifest | None:
    """Return what the manifest of a folder says, or None where there is none that can be read."""
    try:
        content = json.loads((folder / PATH).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError, ValueError, RecursionError):
        return None
    match content:
        case {"generator": {"version": str(version), **generator}, "files": dict(files)}:
            beside = content.get("beside")
            return Manifest(
                version,
                {path: known for path, known in _texts(files) if _is_ours(path)},
                str(generator.get("code", "")),
                dict(_texts(content.get("made from"))),
                str(content.get("inputs", "")),
                tuple(map(str, beside)) if isinstance(beside, list) else (),
            )
        case _:
            return None


def rendered_before(folder: Path, manifest: Manifest) -> Mapping[str, tuple[GeneratedFile, ...]]:
    """Return the files that need not be rendered again, by the digest of what they were made from.

    Only what nobody has touched since: where one file is not as it was made, all that were made with it are left out.
    """
    found: dict[str, list[GeneratedFile]] = {}
    spoilt: set[str] = set()
    for path, made_from in manifest.made_from.items():
        text = _text(folder / path) if path in manifest.files else None
        if text is None or digest(text) != manifest.files[path]:
            spoilt.add(made_from)
        else:
            found.setdefault(made_from, []).append(GeneratedFile(PurePosixPath(path), text, made_from))
    return {made_from: tuple(files) for made_from, files in found.items() if made_from not in spoilt}


def _text(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def says_the_same(manifest: str, other: str) -> bool:
    """Tell whether the texts of two manifests say the same of their packages, however these were made."""
    return _said(manifest) == _said(other)


def _said(manifest: str) -> object:
    try:
        content = json.loads(manifest)
    except (ValueError, RecursionError):
        return manifest
    match content:
        case {"generator": dict(generator)}:
            kept = {key: value for key, value in content.items() if key not in _SAVING}
            return {**kept, "generator": {key: value for key, value in generator.items() if key != "code"}}
        case _:
            return content


def is_as_made(folder: Path, manifest: Manifest, inputs: str) -> bool:
    """Tell whether a package is what generating from inputs of this digest made: every file, and the manifest."""
    text = (folder / PATH).read_text(encoding="utf-8")
    if not manifest.inputs or sealed(text.replace(manifest.inputs, "", 1), inputs) != text:
        return False
    return all(_holds(folder / path, known) for path, known in manifest.files.items())


def _holds(path: Path, known: str) -> bool:
    try:
        return digest_of(path.read_bytes()) == known
    except OSError:
        return False


def _texts(table: object) -> list[tuple[str, str]]:
    return [(key, value) for key, value in table.items() if isinstance(value, str)] if isinstance(table, dict) else []


def _is_ours(path: str) -> bool:
    """Tell whether a path can be one that we wrote: inside the folder, and spelled in the one way that we spell it."""
    pure = PurePosixPath(path)
    is_inside = bool(pure.parts) and ".." not in pure.parts and not pure.is_absolute()
    return is_inside and str(pure) == path and path.isprintable()
