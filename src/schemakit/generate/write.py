"""Writes a package: only what changed, each file in one step, and takes away what is ours and not made any more."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import final

from schemakit.core.atomic import write_text
from schemakit.core.record import dataclass
from schemakit.generate.generated_file import GeneratedFile
from schemakit.generate.on_disk import digest, read_manifest


@final
@dataclass(frozen=True, slots=True)
class Written:
    """What writing did, as paths on disk.

    Attributes:
        changed: new files, and those with another text than before.
        unchanged: left alone, with their time of change.
        removed: generated before and not made any more.
        kept: the same, but edited since, so somebody may want them.
    """

    changed: tuple[Path, ...]
    unchanged: tuple[Path, ...]
    removed: tuple[Path, ...]
    kept: tuple[Path, ...]


def write(files: Iterable[GeneratedFile], out: Path) -> Written:
    """Make a folder hold the files; what people put there is not touched.

    Raises:
        OSError: the folder or a file cannot be written.
    """
    new = {str(file.path): file.text for file in files}
    stale = list(stale_files(new, out))
    changed: list[Path] = []
    unchanged: list[Path] = []
    for name, text in new.items():
        (changed if write_text(out / name, text) else unchanged).append(out / name)
    for path, is_ours in stale:
        if is_ours:
            path.unlink(missing_ok=True)
    return Written(
        tuple(changed),
        tuple(unchanged),
        tuple(path for path, is_ours in stale if is_ours),
        tuple(path for path, is_ours in stale if not is_ours),
    )


def stale_files(new: Iterable[str], out: Path) -> Iterator[tuple[Path, bool]]:
    """Yield what the manifest of a folder lists besides the new paths and is there, and whether it is as it was."""
    manifest = read_manifest(out)
    made = frozenset(new)
    for path, known in manifest.files.items() if manifest is not None else ():
        if path not in made and (out / path).is_file():
            yield out / path, digest(_text(out / path)) == known


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")
