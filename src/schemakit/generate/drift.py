"""What ``generate --check`` finds: each file that generating would change, and why."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from schemakit.core.finding import Finding
from schemakit.core.json import Json, json_equal
from schemakit.core.location import Location, Uri
from schemakit.core.pointer import ROOT, Pointer, child, tokens
from schemakit.core.shown import text as shown
from schemakit.generate import manifest, problems
from schemakit.generate.generated_file import GeneratedFile
from schemakit.generate.package import SCHEMAS, documents_in
from schemakit.generate.write import stale_files

#: So many changes of a schema are told one by one.
_MOST_CHANGES = 3


def drift(files: Iterable[GeneratedFile], out: Path) -> tuple[Finding, ...]:
    """Return what writing the files to a folder would change, file by file; nothing is written."""
    made = tuple(files)
    known = manifest.read_manifest(out)
    found = [finding for file in made for finding in _compared(file, out, known, _changes(made, out))]
    for path, _ in stale_files([str(file.path) for file in made], out):
        found.append(
            problems.STALE_FILE.at(_place(path), f"{path.name}: no schema makes this file any more", help=_HELP)
        )
    return tuple(found)


_HELP = ("schemakit generate",)


def _compared(
    file: GeneratedFile, out: Path, known: manifest.Manifest | None, changes: tuple[str, ...]
) -> Iterator[Finding]:
    path = out / file.path
    name = str(file.path)
    try:
        text = path.read_bytes().decode("utf-8", "replace")
    except FileNotFoundError:
        yield problems.MISSING_FILE.at(_place(path), f"{name} is not there", help=_HELP)
        return
    if text == file.text or file.path == manifest.PATH:
        return  # the manifest differs where another file does, and has nothing to say of its own
    recorded = known.files.get(name) if known is not None else None
    if recorded != manifest.digest(text):
        line = _first_difference(text, file.text)
        yield problems.EDITED_BY_HAND.at(_place(path), f"{name} was edited by hand at line {line}", help=_HELP)
    elif changes:
        listed = ", ".join(changes[:_MOST_CHANGES]) + (
            f", and {len(changes) - _MOST_CHANGES} more" if len(changes) > _MOST_CHANGES else ""
        )
        yield problems.SCHEMA_CHANGED.at(_place(path), f"{name}: its schema changed ({listed})", help=_HELP)
    else:
        version = known.version if known is not None else "an unknown version"
        yield problems.OTHER_VERSION.at(
            _place(path), f"{name} was made by {version}, which writes other code", help=_HELP
        )


def _place(path: Path) -> Location:
    return Location(Uri(path.absolute().as_uri()), ROOT)


def _first_difference(old: str, new: str) -> int:
    lines = enumerate(zip(old.splitlines(), new.splitlines(), strict=False), 1)
    shorter = min(len(old.splitlines()), len(new.splitlines()))
    return next((number for number, (left, right) in lines if left != right), shorter + 1)


def _changes(files: Iterable[GeneratedFile], out: Path) -> tuple[str, ...]:
    """Return what is different between the schemas embedded on disk and the new ones."""
    new = next((documents_in(file.text) for file in files if file.path == SCHEMAS), {})
    try:
        old = documents_in((out / SCHEMAS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ()
    return tuple(_told(change) for uri in new for change in _different(old.get(uri), new[uri])) if old else ()


def _different(old: Json, new: Json) -> Iterator[tuple[Pointer, Json, Json]]:
    work: list[tuple[Pointer, Json, Json]] = [(ROOT, old, new)]
    while work:
        pointer, left, right = work.pop()
        match left, right:
            case dict(), dict():
                names = [*left, *(name for name in right if name not in left)]
                work.extend((child(pointer, name), left.get(name), right.get(name)) for name in reversed(names))
            case list(), list() if len(left) == len(right):
                work.extend((child(pointer, index), left[index], right[index]) for index in reversed(range(len(left))))
            case _ if not json_equal(left, right):
                yield pointer, left, right
            case _:
                pass


def _told(change: tuple[Pointer, Json, Json]) -> str:
    pointer, old, new = change
    path = tokens(pointer)
    if not path:
        return "it is new"
    where = " ".join(part for part in path[:-1] if part not in {"properties", "$defs", "items"})
    return f"{where + ': ' if where else ''}{path[-1]} {_value(old)} -> {_value(new)}"


def _value(value: Json) -> str:
    return "absent" if value is None else shown(value)
