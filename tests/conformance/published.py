"""Published files of the seeds' shape, whole folders at a time: what resolves, how, and what engines say of bundles."""

import gzip
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import jsonschema_rs

from corpora import corpora_path, corpora_records
from schemakit.core.json import Json
from schemakit.core.location import Uri
from schemakit.ir.bundle import bundle
from schemakit.ir.lower import lower
from schemakit.loading.decode import decode
from schemakit.loading.source import Source
from schemakit.resolve.closure import Closure
from schemakit.resolve.resolve import resolve
from schemakit.resolve.schema_set import SchemaSet, Via

#: Published files that are no schemas: (provider, name) -> what is wrong. They are refused by every engine, rightly.
NO_SCHEMAS = {
    ("ebay", name): "`enum` is a string and not an array"
    for name in ("ItemAvailabilityData", "ItemPriceRevisionData", "PriorityListingRevisionData")
}


@dataclass(frozen=True)
class Figures:
    """What one folder or document came to."""

    name: str
    schemas: int
    references: int
    via: Counter[Via | None]
    refused: tuple[tuple[str, str], ...]
    incomplete: int
    accepted: int
    seconds: float

    @property
    def line(self) -> str:
        """One row of the table."""
        share = 100 * self.via[Via.SIBLING] / self.references if self.references else 100.0
        return (
            f"{self.name:<16} {self.schemas:>6} {self.references:>7} {share:>9.1f} % {self.via[None]:>9}"
            f" {self.accepted:>9} {self.incomplete:>11} {len(self.refused):>8} {self.seconds:>7.1f} s"
        )


HEADING = (
    f"{'':<16} {'schemas':>6} {'refs':>6} {'by sibling':>12} {'dangling':>9} {'accepted':>9} {'incomplete':>11}"
    f" {'refused':>8} {'time':>9}"
)


def folders() -> Iterator[Figures]:
    """Measure every provider of the corpus of published files."""
    for record in corpora_records("api-evangelist.jsonl.gz"):
        provider = record["provider"]
        sources = [
            Source(f"{provider}/{name}", Uri(f"file:///{provider}/{name}"), "", "json", document)
            for name, document in record["files"].items()
        ]
        yield _measure(provider, sources, time.perf_counter())


def documents() -> Iterator[Figures]:
    """Measure the two large OpenAPI documents, from their bytes on."""
    for path in sorted(corpora_path("openapi").glob("*.gz")):
        name = path.name.removesuffix(".gz")
        data = gzip.decompress(path.read_bytes())
        start = time.perf_counter()
        read = decode(data, path=name, uri=Uri(f"file:///{name}"))
        if read.findings:
            raise AssertionError(read.findings)
        yield _measure(name.split("_")[0], list(read.value), start)


def _measure(name: str, sources: list[Source], start: float) -> Figures:
    schemas = resolve(sources).value
    graph, closure = lower(schemas), Closure.of(schemas)
    broken = _incomplete(schemas, closure)
    refused: list[tuple[str, str]] = []
    accepted = 0
    for known, uri in schemas.names.items():
        if uri in broken:
            continue
        reason = refusal(bundle(schemas, graph, closure, known))
        accepted += reason is None
        if reason is not None:
            refused.append((known, reason))
    via = Counter(reference.via for reference in schemas.references)
    return Figures(
        name, len(schemas.names), len(schemas.references), via, tuple(refused), len(broken), accepted,
        time.perf_counter() - start,
    )  # fmt: skip


def refusal(document: Json) -> str | None:
    """Return why jsonschema-rs refuses a bundle, None where it compiles and passes its metaschema."""
    try:
        jsonschema_rs.meta.validate(document)  # type: ignore[arg-type]
        jsonschema_rs.validator_for(document, offline=True)  # type: ignore[arg-type]
    except (jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError, ValueError) as error:
        return str(error).splitlines()[0]
    return None


def _incomplete(schemas: SchemaSet, closure: Closure) -> set[str]:
    """The named schemas from which a dangling reference is reached."""
    dangling = {reference.location for reference in schemas.references if reference.target is None}
    holds = {
        resource.uri
        for resource in schemas.resources.values()
        if any(
            place.uri == resource.location.uri and place.pointer.startswith(resource.location.pointer)
            for place in dangling
        )
    }
    return {uri for uri in schemas.names.values() if holds & set(closure.reachable(Uri(uri)))}


def main() -> int:
    """Print the table; the exit status is 1 where a bundle is refused that is not known to be no schema."""
    print(
        "published folders (api-evangelist) and OpenAPI documents: bundles judged by jsonschema-rs and the metaschema"
    )
    print(HEADING)
    status = 0
    total: Counter[str] = Counter()
    for figures in (*folders(), *documents()):
        print(figures.line, flush=True)
        for name, reason in figures.refused:
            status |= (figures.name, name) not in NO_SCHEMAS
            known = NO_SCHEMAS.get((figures.name, name))
            print(f"    {name}: {reason}{' (known: ' + known + ')' if known else ''}")
        if figures.name not in {"plaid", "baserow"}:
            total["references"] += figures.references
            total["sibling"] += figures.via[Via.SIBLING]
    print(f"references of the folders found by sibling $id: {100 * total['sibling'] / total['references']:.1f} %"
          f" ({total['sibling']} of {total['references']})")  # fmt: skip
    return status
