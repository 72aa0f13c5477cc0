"""Both engines asked about the same values."""

from collections.abc import Iterable

import pytest

from corpora import corpora_records
from schemakit.contract.second_opinion import SecondOpinion
from schemakit.core.json import Json
from schemakit.core.location import Location, Uri
from schemakit.core.pointer import Pointer
from schemakit.core.violation import Violation
from schemakit.pipeline import from_schema
from schemakit.validate.engine import Judge, judge

DOCUMENT = Uri("file:///data.json")


class Refuses:
    """An engine that is wrong: it refuses every value."""

    def is_valid(self, value: object) -> bool:
        del value
        return False

    def violations(self, value: object) -> Iterable[Violation]:
        del value
        return [Violation("minimum", Location(Uri("file:///Root"), Pointer("/properties/a/minimum")), Pointer("/a"))]


def engines(schema: Json) -> tuple[Judge, Judge]:
    schemas = from_schema(schema)  # type: ignore[arg-type]
    return judge(schemas.set, schemas.root("Root")), judge(schemas.set, schemas.root("Root"), engine="reference")


@pytest.mark.parametrize("value", [{"a": 5}, {"a": 0}, {"a": "x"}, {}])
def test_engines_that_agree_are_silent(value: Json):
    assert list(SecondOpinion(*engines({"properties": {"a": {"minimum": 1}}})).findings(value, DOCUMENT)) == []


@pytest.mark.parametrize("is_fast_wrong", [True, False])
def test_an_engine_that_refuses_what_the_other_accepts_is_a_finding_at_the_value(is_fast_wrong: bool):
    fast, reference = engines({"properties": {"a": {"minimum": 1}}})
    opinion = SecondOpinion(Refuses(), reference) if is_fast_wrong else SecondOpinion(fast, Refuses())
    [finding] = opinion.findings({"a": 5}, DOCUMENT)
    assert (finding.code, finding.location) == ("SK905", Location(DOCUMENT, Pointer("/a")))
    refusing = "fast" if is_fast_wrong else "reference"
    assert finding.message.startswith(f"the {refusing} engine refuses this by `minimum`")


@pytest.mark.parametrize(
    ("schema", "value"),
    [({"format": "date-time"}, "1998-12-31T23:59:60Z"), ({"multipleOf": 0.01}, 0.07)],
)
def test_what_the_reference_engine_is_known_to_get_wrong_is_nobodys_news(schema: Json, value: Json):
    fast, reference = engines(schema)
    assert fast.is_valid(value)
    assert list(SecondOpinion(fast, reference).findings(value, DOCUMENT)) == []


@pytest.mark.corpora
def test_the_engines_agree_about_published_values():
    asked = 0
    for number, record in enumerate(corpora_records("maskbench.jsonl.gz")):
        if number % 40 == 0:
            opinion = SecondOpinion(*engines(record["schema"]))
            for value in (*record["valid"], *record["invalid"]):
                asked += 1
                assert list(opinion.findings(value, DOCUMENT)) == [], record["name"]
    assert asked > 50
