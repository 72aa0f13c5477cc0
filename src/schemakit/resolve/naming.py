"""What people call a schema, and the canonical URI it has in the set."""

from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import unquote

from schemakit.core import uri
from schemakit.core.json import Json
from schemakit.core.location import Location, Uri
from schemakit.core.pointer import ROOT, from_fragment, tokens
from schemakit.loading.source import Source
from schemakit.resolve.detect import Root
from schemakit.resolve.draft import Draft
from schemakit.resolve.identify import identifier
from schemakit.resolve.schema_set import Name

_SUFFIXES: Final = (".json", ".yaml", ".yml", ".schema")


def names_of(
    roots: Iterable[Root], sources: Mapping[Uri, Source], schemas: Mapping[Location, Json], given: Mapping[Uri, Name]
) -> dict[Location, Name]:
    """Name each root: as given, by the last segment of its ``$id``, its component key, or its file's name.

    Two roots of one name are told apart by their folder or file, then by a number, in the order given.
    """
    named: dict[Location, Name] = {}
    taken: dict[str, int] = {}
    for root in roots:
        source = sources[root.location.uri]
        own = given.get(root.location.uri) if root.location.pointer == ROOT else None
        candidates = ([str(own)] if own else []) + _candidates(root, source, schemas[root.location])
        name = next((name for name in candidates if name not in taken), None) or _numbered(candidates[0], taken)
        taken[name] = 1
        named[root.location] = Name(name)
    return named


def _numbered(name: str, taken: dict[str, int]) -> str:
    """Return the name with the next number; each name counts on from its last, so that thousands cost no more."""
    while True:
        taken[name] += 1
        numbered = f"{name}-{taken[name]}"
        if numbered not in taken:
            return numbered


def _candidates(root: Root, source: Source, schema: Json) -> list[str]:
    stem = _stem(source.path)
    own = root.component or _from_identifier(schema, root.dialect.draft) or stem
    folder = source.path.rpartition("/")[0].rpartition("/")[2]
    return [own, *([f"{stem}.{own}"] if own != stem else []), *([f"{folder}.{own}"] if folder else [])]


def _from_identifier(schema: Json, draft: Draft) -> str | None:
    text = identifier(schema, draft) if isinstance(schema, dict) else None
    if text is None:
        return None
    absolute, fragment = uri.split(text)
    pointer = from_fragment(fragment)
    if pointer:
        return tokens(pointer)[-1] or None
    if fragment:
        return unquote(fragment)
    return _stem(unquote(absolute.rstrip("/"))) or None


def _stem(path: str) -> str:
    stem = path.rpartition("/")[2].rpartition(":")[2] if path.startswith("urn:") else path.rpartition("/")[2]
    shorter = True
    while shorter:
        shorter = False
        for suffix in _SUFFIXES:
            if stem.endswith(suffix) and len(stem) > len(suffix):
                stem, shorter = stem.removesuffix(suffix), True
    return stem


def canonical_uri(root: Root, schema: Json, name: Name) -> Uri:
    """Return the URI that identifies a root in the set: its own absolute ``$id``, the URI it was given, or a URN."""
    text = identifier(schema, root.dialect.draft) if isinstance(schema, dict) else None
    absolute, fragment = uri.split(uri.join(root.location.uri, text or ""))
    if uri.is_file(absolute) or fragment.startswith("/") or root.location.pointer != ROOT:
        return uri.urn(name)
    return absolute
