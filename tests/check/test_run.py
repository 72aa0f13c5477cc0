"""What checking promises about any schemas."""

import json
import random
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora import corpora_path, corpora_records
from official_suite import DRAFTS, groups
from schemakit.check.rule import Checked
from schemakit.check.rules import RULES
from schemakit.check.run import run
from schemakit.check.suppress import Selection
from schemakit.core.finding import Finding, Severity
from schemakit.core.json import Json
from schemakit.core.location import Location
from schemakit.core.pointer import lookup, tokens
from schemakit.resolve.draft import DIALECTS
from schemakit.resolve.vocabulary import KEYWORDS

METASCHEMA = {folder: DIALECTS[name].draft.metaschema for folder, name in DRAFTS.items()}
EVERYTHING = Selection(select=("all",))
SAMPLE = 40
Check = Callable[[Mapping[str, Json]], Checked]


def places(finding: Finding) -> list[Location]:
    return [finding.location, *finding.related]


def seeds(*folders: Path) -> dict[str, Json]:
    paths = [path for folder in folders for path in sorted(folder.glob("*.json"))]
    return {path.name: json.loads(path.read_text(encoding="utf-8")) for path in paths}


@pytest.mark.corpora
def test_the_seeds_have_exactly_their_three_problems(check: Check):
    found = run(check(seeds(corpora_path().parent / "seeds")))
    assert {finding.name: len(places(finding)) for finding in found} == {
        "dangling-ref": 24,
        "fragment-only-id": 5,
        "nullable-keyword": 8,
    }
    assert "13 definitions" in found[0].message
    assert [finding.name for finding in found if finding.severity is Severity.ERROR] == ["dangling-ref"]


@pytest.mark.corpora
@pytest.mark.parametrize("corpus", ["maskbench.jsonl.gz", "schemastore.jsonl.gz"])
def test_any_schema_is_checked_and_every_place_exists(corpus: str, check: Check):
    records = [record for record in corpora_records(corpus) if len(json.dumps(record["schema"])) < 20_000]
    for record in random.Random(0).sample(records, SAMPLE):  # noqa: S311 - a sample, no secret
        checked = check({record["name"]: record["schema"]})
        for place in (place for finding in run(checked, EVERYTHING) for place in places(finding)):
            lookup(checked.schemas.sources[place.uri].document, place.pointer)


@pytest.mark.corpora
@pytest.mark.parametrize("provider", ["cohere", "xero"])
def test_a_published_folder_is_checked_and_every_place_exists(provider: str, check: Check):
    (record,) = (record for record in corpora_records("api-evangelist.jsonl.gz") if record["provider"] == provider)
    checked = check(record["files"])
    found = run(checked, EVERYTHING)
    assert found
    for place in (place for finding in found for place in places(finding)):
        lookup(checked.schemas.sources[place.uri].document, place.pointer)


@pytest.mark.corpora
@pytest.mark.parametrize("draft", DRAFTS)
def test_a_schema_that_accepts_something_is_never_called_unsatisfiable(draft: str, check: Check):
    for group in groups(draft):
        if any(test.valid for test in group.tests):
            schema = group.schema if isinstance(group.schema, bool) else {"$schema": METASCHEMA[draft], **group.schema}
            found = run(check({"group.json": schema}), EVERYTHING, [RULES["unsatisfiable-schema"]])
            roots = [finding for finding in found if len(tokens(finding.location.pointer)) < 2]
            assert not roots, group.id


@pytest.mark.corpora
def test_checking_twice_says_the_same(check: Check):
    documents = seeds(corpora_path().parent / "seeds")
    assert run(check(documents), EVERYTHING) == run(check(documents), EVERYTHING)


def test_a_schema_of_great_depth_is_checked(check: Check):
    deep: Json = {"type": "integer", "maxlength": 1}
    for _ in range(600):
        deep = {"properties": {"a": deep}}
    (finding,) = run(check({"deep.json": {"$id": "https://example.com/deep", **deep}}))
    assert tokens(finding.location.pointer)[-1] == "maxlength"


def test_nothing_is_said_about_documents_that_are_not_the_persons_own(check: Check):
    referring: Json = {"$id": "https://example.com/a", "$ref": "https://json-schema.org/draft/2020-12/schema"}
    assert run(check({"a.json": referring})) == ()


def test_keywords_are_found_by_place_and_not_by_name(check: Check):
    names = ("nullable", "maxlength", "$ref", "$id", "format", "pattern", "enum", "default", "example", "required")
    named: Json = {name: {"type": "string"} for name in names}
    schema: Json = {
        "$id": "https://example.com/named",
        "properties": named,
        "default": {name: name for name in names},
        "enum": [{name: name for name in names}],
    }
    assert run(check({"named.json": schema})) == ()


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-2, 3)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text("#a/", max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "b", "$ref", "type"]), inner, max_size=3)
    ),
    max_leaves=6,
)
WORDS = st.sampled_from([*KEYWORDS, "nullable", "x-nullable", "example", "maxlength", "discriminator"])
NONSENSE = st.recursive(
    st.dictionaries(WORDS, JSON, max_size=4),
    lambda inner: st.dictionaries(
        WORDS,
        inner | st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("ab"), inner, max_size=2),
        max_size=4,
    ),
    max_leaves=8,
)


@given(schema=NONSENSE, dialect=st.sampled_from([*METASCHEMA.values(), None]))
def test_no_nonsense_makes_checking_fail(schema: dict[str, Json], dialect: str | None, check: Check):
    named = {**schema, **({} if dialect is None else {"$schema": dialect})}
    checked = check({"nonsense.json": named})
    for place in (place for finding in run(checked, EVERYTHING) for place in places(finding)):
        lookup(checked.schemas.sources[place.uri].document, place.pointer)
