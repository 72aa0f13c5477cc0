"""The laws of the graph over the official suite: what the tests assert, and what ``make conformance`` prints.

L1: ``emit(lower(s))`` accepts what ``s`` accepts. The suite's own flag is the judge, and both engines are its subjects.
L2: lowering what was emitted, and emitting it again, changes nothing.
metaschema: what is emitted conforms to the 2020-12 metaschema.
places: every node, and every keyword it spells in its own way, is somewhere in its resource.
"""

import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

import jsonschema
import jsonschema_rs

from corpora import corpora_missing
from official_suite import DRAFTS, Group, groups, remotes
from schemakit.core.json import Json
from schemakit.core.location import Location, Uri
from schemakit.core.pointer import lookup, tokens
from schemakit.ir.emit import emit
from schemakit.ir.graph import SchemaGraph
from schemakit.ir.lower import lower
from schemakit.loading.source import Source
from schemakit.resolve.resolve import resolve
from schemakit.resolve.schema_set import SchemaSet

KNOWN_GAPS: Final = Path(__file__).resolve().parents[1] / "suite" / "known_gaps.toml"


@dataclass(frozen=True, order=True)
class Case:
    """One thing that a law says: ``test`` is empty where the law is about the whole group."""

    law: str
    draft: str
    file: str
    group: str
    test: str = ""


@dataclass
class Tally:
    """How a law fared over a draft."""

    said: int = 0
    broken: list[Case] = field(default_factory=list)


def resolved(group: Group) -> SchemaSet:
    """Resolve the schema of a group beside the suite's remote documents."""
    return schema_set(group.schema, DRAFTS[group.draft], remotes(group.draft))


def schema_set(schema: Json, dialect: str = "2020-12", libraries: Mapping[str, Json] | None = None) -> SchemaSet:
    """Resolve one schema, named Root."""
    known = [Source(uri, Uri(uri), "", "json", document) for uri, document in (libraries or {}).items()]
    source = Source("Root", Uri("file:///Root"), "", "json", schema)
    return resolve([source], libraries=known, dialect=dialect).value


def lowered(schemas: SchemaSet) -> tuple[SchemaGraph, Json]:
    """Lower a set, and emit its first named schema."""
    graph = lower(schemas)
    return graph, emit(graph, next(iter(graph.roots.values())))


def _fast(document: Json) -> Callable[[Json], bool]:
    return jsonschema_rs.Draft202012Validator(document, validate_formats=False, offline=True).is_valid


def _reference(document: Json) -> Callable[[Json], bool]:
    return jsonschema.Draft202012Validator(document).is_valid


ENGINES: Final[dict[str, Callable[[Json], Callable[[Json], bool]]]] = {
    "L1 jsonschema-rs": _fast,
    "L1 jsonschema": _reference,
}
LAWS: Final = (*ENGINES, "L2", "metaschema", "places")


def examine(group: Group) -> Iterator[tuple[Case, bool]]:
    """Yield everything the laws say of a group, and whether it is so."""
    schemas = resolved(group)
    graph, document = lowered(schemas)
    _, again = lowered(schema_set(document))
    whole = {"L2": _same(document, again), "metaschema": _conforms(document), "places": not misplaced(graph, schemas)}
    for law, holds in whole.items():
        yield Case(law, group.draft, group.file, group.description), holds
    for law, engine in ENGINES.items():
        for test in group.tests:
            case = Case(law, group.draft, group.file, group.description, test.description)
            yield case, _verdict(engine, document, test.data) is test.valid


def misplaced(graph: SchemaGraph, schemas: SchemaSet) -> list[Location]:
    """Return the places of nodes and of their spelled keywords where the resource has nothing of the kind."""
    found = []
    for node in graph.nodes.values():
        schema = lookup(schemas.resources[node.place.uri].schema, node.place.pointer)
        if not isinstance(schema, (dict, bool)):
            found.append(node.place)
        keywords = schema.keys() if isinstance(schema, dict) else ()
        places = [node.keyword_place(keyword) for keyword in node.spelled]
        found += [place for place in places if tokens(place.pointer)[-1] not in keywords]
    return found


def _conforms(document: Json) -> bool:
    return jsonschema_rs.meta.is_valid(document)


def _verdict(engine: Callable[[Json], Callable[[Json], bool]], document: Json, value: Json) -> bool | Exception:
    try:
        return engine(document)(value)
    except Exception as crash:  # noqa: BLE001 - an engine that crashes has given no verdict: a gap like any other
        return crash


def _same(left: Json, right: Json) -> bool:
    """Compare as text: the order of members counts."""
    return repr(left) == repr(right)


@cache
def tally(draft: str) -> dict[str, Tally]:
    """Examine the required tests of a draft."""
    found = {law: Tally() for law in LAWS}
    for group in groups(draft):
        for case, holds in examine(group):
            found[case.law].said += 1
            if not holds:
                found[case.law].broken.append(case)
    return found


def known_gaps() -> dict[Case, str]:
    """Return the cases that are known to break a law, each with the reason."""
    listed = tomllib.loads(KNOWN_GAPS.read_text(encoding="utf-8")).get("gap", [])
    return {Case(**{name: gap[name] for name in gap if name != "reason"}): gap["reason"] for gap in listed}


def main() -> int:
    """Print a table; the exit status is 1 where a gap is unknown."""
    missing = corpora_missing()
    if missing:
        print(missing, file=sys.stderr)
        return 2
    known, unknown = known_gaps(), []
    print(f"{'draft':<14}{'law':<18}{'cases':>7}{'agree':>7}{'gaps':>6}{'share':>9}")
    for draft in DRAFTS:
        for law, result in tally(draft).items():
            agree = result.said - len(result.broken)
            print(f"{draft:<14}{law:<18}{result.said:>7}{agree:>7}{len(result.broken):>6}{agree / result.said:>9.2%}")
            unknown += [case for case in result.broken if case not in known]
    for case in unknown:
        print(f"unknown gap: {case}")
    return 1 if unknown else 0


if __name__ == "__main__":
    sys.exit(main())
