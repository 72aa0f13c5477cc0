"""Joins enum recovery to binding: which references dangle, what they can be rebuilt from, and as which source."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain, count
from json import dumps
from typing import Final, final
from urllib.parse import quote

from schemakit.core import uri
from schemakit.core.finding import Finding
from schemakit.core.json import Json
from schemakit.core.location import Location, Uri
from schemakit.core.outcome import Outcome
from schemakit.core.pointer import Pointer, child, from_fragment, parent, tokens
from schemakit.core.record import dataclass
from schemakit.loading.source import Source
from schemakit.resolve.enum_files import compare, enum_document, is_edited, is_recovered
from schemakit.resolve.enums import Recovered, recover
from schemakit.resolve.referrers import Referrer, constant, referrer_at
from schemakit.resolve.schema_set import Reference, SchemaSet, Via

#: Tells a rebuilt document from the file it would be written to.
_IN_MEMORY: Final = "?recovered"


@final
@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A component that no file holds, made good.

    ``source`` is the document as ``schemakit recover`` would write it, at the place where it would write it.
    ``recovered`` is None for the constants of drf-spectacular.
    """

    source: Source
    references: tuple[Reference, ...]
    via: Via
    recovered: Recovered | None


def dangling_components(references: Iterable[Reference]) -> dict[tuple[str, Pointer], list[Reference]]:
    """Group the dangling references to whole components (``#/components/schemas/Name``) by folder and pointer."""
    grouped: dict[tuple[str, Pointer], list[Reference]] = {}
    for reference in references:
        pointer = from_fragment(reference.text[1:]) if reference.text.startswith("#") else None
        if reference.target is None and pointer and _is_component(pointer):
            grouped.setdefault((uri.folder(reference.location.uri), pointer), []).append(reference)
    return grouped


def rebuild(references: Iterable[Reference], sources: Mapping[Uri, Source]) -> Outcome[tuple[Rebuilt, ...]]:
    """Rebuild every missing component that can be; what cannot be read for sure comes back as findings."""
    rebuilt: list[Rebuilt] = []
    findings: list[Finding] = []
    taken = {source.uri for source in sources.values() if is_recovered(source.document)}
    for (_, pointer), group in dangling_components(references).items():
        name = tokens(pointer)[-1]
        file = _File.beside(sources[group[0].location.uri], name, taken)
        fixed = constant(name)
        if fixed is not None:
            document: Json = {"$id": group[0].text, **fixed}
            rebuilt.append(Rebuilt(file.source(document), tuple(group), Via.CONSTANT, None))
            continue
        outcome = recover(name, _referrers(group, sources))
        findings += outcome.findings
        if outcome.value is not None:
            document = enum_document(outcome.value, _relative_to_enums(sources))
            rebuilt.append(Rebuilt(file.source(document), tuple(group), Via.RECOVERED, outcome.value))
    return Outcome(tuple(rebuilt), tuple(findings))


@final
@dataclass(frozen=True, slots=True)
class Recorded:
    """A recovered enum that has a file, beside what the descriptions say now (None: nothing any more)."""

    source: Source
    recovered: Recovered | None
    document: Json
    conflicts: tuple[Finding, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Where the file and the descriptions differ, or the descriptions among themselves."""
        return self.conflicts or compare(self.source.document, self.recovered, Location(self.source.uri))

    @property
    def edited(self) -> bool:
        """Whether a person changed its values."""
        return is_edited(self.source.document)


def recorded(schemas: SchemaSet) -> tuple[Recorded, ...]:
    """Return every recovered enum of the set that was read from a file."""
    referrers: dict[Location, list[Reference]] = {}
    for reference in schemas.references:
        if reference.target is not None:
            referrers.setdefault(reference.target, []).append(reference)
    found: list[Recorded] = []
    for source in schemas.sources.values():
        if is_recovered(source.document) and not source.uri.endswith(_IN_MEMORY):
            group = referrers.get(Location(source.uri), [])
            outcome = recover(_title(source.document), _referrers(group, schemas.sources))
            document = enum_document(outcome.value, _relative_to_enums(schemas.sources)) if outcome.value else None
            found.append(Recorded(source, outcome.value, document, outcome.errors))
    return tuple(found)


def rebuilt_sources(schemas: SchemaSet) -> tuple[Source, ...]:
    """Return the components of the set that no file holds yet and that could be made good."""
    return tuple(source for source in schemas.sources.values() if source.uri.endswith(_IN_MEMORY))


def file_uri(source: Source) -> Uri:
    """Return the URI of the file that a rebuilt source belongs in."""
    return Uri(source.uri.removesuffix(_IN_MEMORY))


def _title(document: Json) -> str:
    title = document.get("title") if isinstance(document, dict) else None
    return title if isinstance(title, str) else ""


def _referrers(group: Sequence[Reference], sources: Mapping[Uri, Source]) -> list[Referrer]:
    return [referrer_at(sources[reference.location.uri].document, reference.location) for reference in group]


def _is_component(pointer: Pointer) -> bool:
    """Tell whether a pointer names a whole component whose name can be that of a file, and of no path."""
    head, *names = parent(pointer), *tokens(pointer)[-1:]
    is_file = all(name and name.isprintable() and not {"/", "\\"} & set(name) for name in names)
    return is_file and head in {child(Pointer(""), "components", "schemas"), child(Pointer(""), "definitions")}


@final
@dataclass(frozen=True, slots=True)
class _File:
    """Where a rebuilt component would be written: the path that people know it by, and the URI."""

    path: str
    uri: Uri

    @classmethod
    def beside(cls, referrer: Source, name: str, taken: set[Uri]) -> "_File":
        """Find a file that nobody has yet: ``definitions`` and ``components`` may have schemas of one name."""
        folder, beside = uri.folder(referrer.uri), referrer.path.rpartition("/")[0]
        numbered = chain((f"enums/{name}.json",), (f"enums/{name}-{number}.json" for number in count(2)))
        own = next(own for own in numbered if f"{folder}/{quote(own)}" not in taken)
        address = Uri(f"{folder}/{quote(own)}")
        taken.add(address)
        return cls(f"{beside}/{own}" if beside else own, Uri(address + _IN_MEMORY))

    def source(self, document: Json) -> Source:
        """Return the document as if it had been read from there."""
        return Source(self.path, self.uri, enum_text(document), "json", document)


def enum_text(document: Json) -> str:
    """Return the text of a recovered enum's file."""
    return dumps(document, ensure_ascii=False, indent=2) + "\n"


def _relative_to_enums(sources: Mapping[Uri, Source]) -> Callable[[Uri], str]:
    """Provenance names files as seen from ``enums/``: the folder can be moved as a whole."""
    return lambda address: "../" + sources[address].path.rpartition("/")[2]
