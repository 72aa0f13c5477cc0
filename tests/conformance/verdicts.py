"""Both engines over the official suite, through the public API."""

import json
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from official_suite import DRAFTS, Group, groups, remotes
from schemakit.core.json import Json
from schemakit.pipeline import Schemas, from_schema
from schemakit.validate.engine import ENGINES, EngineName

KNOWN_GAPS: Final = Path(__file__).resolve().parents[1] / "validate" / "known_gaps.toml"

FOLDERS = ("", "optional", "optional/format")


@cache
def known_gaps() -> frozenset[tuple[str, str, str, str, str]]:
    text = KNOWN_GAPS.read_text(encoding="utf-8")
    return frozenset(
        (gap["engine"], draft, gap["file"], gap["group"], gap["test"])
        for gap in tomllib.loads(text)["gap"]
        for draft in gap["drafts"]
    )


@cache
def documents(draft: str) -> dict[str, Json]:
    """The remote documents of every draft: references may cross them; those without `$schema` are of this one."""
    return {uri: document for one in (*DRAFTS, draft) for uri, document in remotes(one).items()}


def resolved(group: Group) -> Schemas:
    formats = "assert" if group.file.startswith("optional/format/") else "annotation"
    resources = documents(group.draft) if "localhost:1234" in json.dumps(group.schema) else {}
    return from_schema(group.schema, dialect=DRAFTS[group.draft], resources=resources, formats=formats)


def all_groups(draft: str) -> Iterator[Group]:
    for folder in FOLDERS:
        yield from groups(draft, folder)


@cache
def verdicts(engine: EngineName, draft: str) -> tuple[int, frozenset[tuple[str, str, str, str, str]]]:
    """Return how many tests a draft has, and those where the engine's verdict is not the suite's."""
    wrong, count = set(), 0
    for group in all_groups(draft):
        validator = resolved(group).validator("Root", engine=engine)
        for test in group.tests:
            count += 1
            if validator.is_valid(test.data) != test.valid:
                wrong.add((engine, draft, group.file, group.description, test.description))
    return count, frozenset(wrong)


def main() -> int:
    """Print a table; the exit status is 1 where a wrong verdict is no known gap."""
    print("verdicts through the public API: required, optional and optional/format (formats asserted)")
    print(f"{'engine':<12}{'draft':<14}{'tests':>7}{'right':>7}{'known gaps':>12}{'unknown':>9}")
    status = 0
    for engine in ENGINES:
        for draft in DRAFTS:
            count, wrong = verdicts(engine, draft)
            unknown = len(wrong - known_gaps())
            status |= unknown > 0
            print(f"{engine:<12}{draft:<14}{count:>7}{count - len(wrong):>7}{len(wrong) - unknown:>12}{unknown:>9}")
    return status
