"""Schemas that others published, with values that others labelled."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final
from urllib.parse import urldefrag, urljoin

from corpora import corpora_records
from schemakit.core.json import Json
from schemakit.pipeline.schemas import Schemas, from_schema

CORPORA: Final = ("maskbench", "schemastore")

_LABELS: Final = {True: "valid", False: "invalid"}


@dataclass(frozen=True)
class Published:
    """A schema, what it refers to as far as the corpus has it, and values with the verdict they were published with."""

    corpus: str
    name: str
    schema: Json
    resources: Mapping[str, Json]
    values: tuple[tuple[Json, bool], ...]

    @property
    def id(self) -> str:
        """A name that is unique in all corpora."""
        return f"{self.corpus}/{self.name}"

    def resolved(self) -> Schemas:
        """Resolve the schema, called ``Root``; formats are asserted."""
        return from_schema(self.schema, resources=self.resources)


def published(corpus: str, *, every: int = 1) -> Iterator[Published]:
    """Yield one schema of so many of a corpus, none where the corpora are missing."""
    for number, record in enumerate(corpora_records(f"{corpus}.jsonl.gz")):
        if number % every == 0:
            resources = _referred(record["schema"]) if corpus == "schemastore" else {}
            values = [(_data(one), valid) for valid, of in _LABELS.items() for one in record[of]]
            yield Published(corpus, record["name"], record["schema"], resources, tuple(values))


def _data(labelled: Json) -> Json:
    """Return the value of a label: SchemaStore says which file it is from, too."""
    return labelled["data"] if isinstance(labelled, dict) and labelled.keys() == {"file", "data"} else labelled


@cache
def _store() -> Mapping[str, Json]:
    return {record["name"]: record["schema"] for record in corpora_records("schemastore.jsonl.gz")}


def _referred(schema: Json) -> dict[str, Json]:
    """Return the schemas of the store that a schema refers to, by URI, also in several steps."""
    found: dict[str, Json] = {}
    work = [("file:///Root", schema)]
    while work:
        base, part = work.pop()
        for uri in _references(base, part):
            name = uri.rpartition("/")[2].removesuffix(".json")
            if uri not in found and name in _store():
                found[uri] = _store()[name]
                work.append((uri, found[uri]))
    return found


def _references(base: str, schema: Json) -> Iterator[str]:
    """Yield the documents that a schema refers to; ``base``: where it is, unless it says so itself."""
    work: list[tuple[str, Json]] = [(base, schema)]
    while work:
        around, part = work.pop()
        if isinstance(part, dict):
            own = part.get("$id", part.get("id"))
            around = urljoin(around, own) if isinstance(own, str) else around
            if isinstance(part.get("$ref"), str):
                yield urldefrag(urljoin(around, part["$ref"]))[0]
            work.extend((around, inner) for inner in part.values())
        elif isinstance(part, list):
            work.extend((around, inner) for inner in part)
