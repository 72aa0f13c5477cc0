"""What ``generate --check`` finds: each file that generating would change, and why."""

import json
from collections.abc import Iterator, Mapping, Sequence
from difflib import unified_diff
from pathlib import Path

from schemakit.core.finding import Finding
from schemakit.core.json import Json, json_equal
from schemakit.core.location import Location, Uri
from schemakit.core.pointer import ROOT, Pointer, child, tokens
from schemakit.core.shown import text as shown
from schemakit.generate import problems
from schemakit.generate.generated_file import GeneratedFile
from schemakit.generate.on_disk import PATH, Manifest, digest, read_manifest, says_the_same
from schemakit.generate.package import SCHEMAS, documents_in
from schemakit.generate.write import stale_files

#: So many changes of a schema are told one by one.
_MOST_CHANGES = 3

#: So much of a patch is shown.
_MOST_LINES = 24
_LONGEST_LINE = 160

_HELP = ("schemakit generate",)


def drift(files: Sequence[GeneratedFile], out: Path) -> tuple[Finding, ...]:
    """Return what writing the files to a folder would change, file by file; nothing is written."""
    known = read_manifest(out)
    changes = _changes(files, out)
    sources = _sources(files)
    found: list[Finding] = []
    for file in files:
        is_inside = len(file.path.parts) > 1  # the runtime of a package that stands alone: no schema is in there
        uris = () if is_inside else sources.get(file.path.stem, changes)
        told = [change for uri in uris for change in changes.get(uri, ())]
        # The manifest differs where another file does, and then has nothing to say of its own.
        if file.path != PATH or not (out / PATH).is_file():
            found.extend(_compared(file, out, known, told))
    for path, _ in stale_files([str(file.path) for file in files], out):
        message = f"{path.name}: no schema makes this file any more"
        found.append(problems.STALE_FILE.at(_place(path), message, help=_HELP))
    if not found:
        found.extend(finding for file in files for finding in _compared(file, out, known, []))
    return tuple(found)


def _compared(file: GeneratedFile, out: Path, known: Manifest | None, changes: Sequence[str]) -> Iterator[Finding]:
    path, name = out / file.path, str(file.path)
    try:
        text = path.read_bytes().decode("utf-8", "replace")
    except FileNotFoundError:
        yield problems.MISSING_FILE.at(_place(path), f"{name} is not there", help=_HELP)
        return
    if text == file.text or (file.path == PATH and says_the_same(text, file.text)):
        return
    help_ = (*_HELP, _difference(text, file.text, name))
    is_ours = file.path == PATH or (known is not None and known.files.get(name) == digest(text))
    if not is_ours:
        message = f"{name} was edited by hand at line {_first_difference(text, file.text)}"
        yield problems.EDITED_BY_HAND.at(_place(path), message, help=help_)
    elif changes:
        more = f", and {len(changes) - _MOST_CHANGES} more" if len(changes) > _MOST_CHANGES else ""
        message = f"{name}: its schema changed ({', '.join(changes[:_MOST_CHANGES])}{more})"
        yield problems.SCHEMA_CHANGED.at(_place(path), message, help=help_)
    else:
        version = f"schemakit {known.version}" if known is not None else "an unknown version"
        message = f"{name} was made by {version} or with other settings, which write other code"
        yield problems.OTHER_VERSION.at(_place(path), message, help=help_)


def _difference(old: str, new: str, name: str) -> str:
    """Return what generating would change, as a patch; only its beginning where it is long."""
    patch = [
        line if len(line) <= _LONGEST_LINE else f"{line[:_LONGEST_LINE]}..."
        for line in unified_diff(_lines(old), _lines(new), name, name, "now", "generated", 2, "")
    ]
    more = len(patch) - _MOST_LINES
    told = [*patch[:_MOST_LINES], f"... {more} more lines"] if more > 1 else patch
    return "\n".join(["it would change", *told])


def _place(path: Path) -> Location:
    return Location(Uri(path.absolute().as_uri()), ROOT)


def _first_difference(old: str, new: str) -> int:
    left, right = _lines(old), _lines(new)
    pairs = enumerate(zip(left, right, strict=False), 1)
    return next((number for number, (one, other) in pairs if one != other), min(len(left), len(right)) + 1)


def _lines(text: str) -> list[str]:
    """Return the lines of a text, with line ends to be seen where they are not ours: that is a difference, too."""
    *lines, last = text.replace("\r", "\\r").split("\n")
    return [*lines, f"{last} [no line end]"] if last else lines


def _sources(files: Sequence[GeneratedFile]) -> Mapping[str, list[str]]:
    """Return the URIs of the schemas that each module of types was made from."""
    text = next((file.text for file in files if file.path == PATH), "{}")
    found: dict[str, list[str]] = {}
    for about in json.loads(text).get("types", {}).values():
        found.setdefault(about["module"], []).append(about["schema"].partition("#")[0])
    return {module: list(dict.fromkeys(uris)) for module, uris in found.items()}


def _changes(files: Sequence[GeneratedFile], out: Path) -> Mapping[str, list[str]]:
    """Return by URI what is different between the schemas embedded on disk and the new ones."""
    new = next((documents_in(file.text) for file in files if file.path == SCHEMAS), {})
    try:
        old = documents_in((out / SCHEMAS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    known = {uri: list(map(_told, _different(old[uri], new[uri]))) if uri in old else ["it is new"] for uri in new}
    return known | {uri: ["it is gone"] for uri in old if uri not in new}


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
    where = " ".join(part for part in path[:-1] if part not in {"properties", "$defs", "items"})
    return f"{where + ': ' if where else ''}{''.join(path[-1:])} {_value(old)} -> {_value(new)}"


def _value(value: Json) -> str:
    return "absent" if value is None else shown(value)
