"""What people read: invalid documents, each with the whole report. ``make accept`` rewrites what is expected.

A folder is a case: ``data.json`` or ``data.yaml``; the schema is ``schema.json`` beside it, or named in ``schema``: one
of ``schemas/``, or ``schemastore:NAME`` of the corpora.
"""

import os
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from corpora import corpora_records
from schemakit.core.json import Json
from schemakit.core.location import Uri
from schemakit.loading.decode import decode
from schemakit.loading.positions import Positions
from schemakit.loading.source import Source
from schemakit.pipeline import schemas
from schemakit.pipeline.schemas import Schemas
from schemakit.pipeline.validating import validate_documents
from schemakit.report import full
from schemakit.report.presentation import Presentation
from schemakit.validate.run import Validated
from schemakit.validate.veil import Veiled

CASES: Final = Path(__file__).parent / "transcripts"
PUBLISHED: Final = Path(__file__).resolve().parents[2] / "schemas"
STORE: Final = "schemastore:"


def named(case: Path) -> str:
    """The schema that a case names; empty where it brings its own."""
    path = case / "schema"
    return path.read_text(encoding="utf-8").strip() if path.exists() else ""


def marked(case: Path) -> object:
    marks = [pytest.mark.corpora] if named(case).startswith(STORE) else []
    return pytest.param(case, id=case.name, marks=marks)


each_case = pytest.mark.parametrize("case", [marked(case) for case in sorted(CASES.iterdir())])


@cache
def published() -> Schemas:
    return schemas.load([PUBLISHED]).value


@cache
def stored() -> dict[str, Json]:
    needed = {named(case).removeprefix(STORE) for case in CASES.iterdir()}
    records = corpora_records("schemastore.jsonl.gz")
    return {record["name"]: record["schema"] for record in records if record["name"] in needed}


def of(case: Path) -> tuple[Schemas, str]:
    name = named(case)
    if not name:
        document = decode((case / "schema.json").read_bytes(), path="schema.json", uri=Uri("file:///schema.json"))
        return schemas.from_schema(document.value[0].document), "Root"
    if name.startswith(STORE):
        return schemas.from_schema(stored()[name.removeprefix(STORE)]), "Root"
    return published(), name


def data(case: Path) -> tuple[Source, ...]:
    [path] = case.glob("data.*")
    return decode(path.read_bytes(), path=path.name, uri=Uri(f"file:///{path.name}")).value


def validated(case: Path) -> Validated:
    known, name = of(case)
    return validate_documents(known, data(case), schema=name)


def told(case: Path) -> str:
    """Return the report for people, without the places of schemas, which are not about the document."""
    known, _ = of(case)
    done = validated(case)
    locate = Veiled(Positions((*known.set.sources.values(), *data(case))), done.hidden)
    lines = full.render(done.findings, locate, Presentation()).splitlines(keepends=True)
    return "".join(line for line in lines if " = schema: " not in line)


@each_case
def test_the_transcript_is_as_expected(case: Path):
    expected = case / "expected.txt"
    if os.environ.get("SCHEMAKIT_ACCEPT"):
        expected.write_text(told(case), encoding="utf-8")
    assert told(case) == expected.read_text(encoding="utf-8")


@each_case
def test_every_transcript_has_a_finding_with_the_line_and_column_of_the_value(case: Path):
    locate = Positions(data(case))
    done = validated(case)
    assert done.findings
    for finding in done.findings:
        excerpt = locate(finding.location)
        assert excerpt is not None
        assert f"{excerpt.path}:{excerpt.span.line}:{excerpt.span.column}\n" in told(case)


@each_case
def test_nothing_in_a_transcript_acts_on_a_terminal(case: Path):
    assert all(line.isprintable() for line in (case / "expected.txt").read_text(encoding="utf-8").splitlines())
