"""L5: a valid payload is valid for everybody; and what makes payloads good ones."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st

from fuzzed_schema import fuzzed_schema
from official_suite import DRAFTS, groups, remotes
from schemakit.contract.waivers import waiver
from schemakit.core.json import Json
from schemakit.fuzz.draws import drawn
from schemakit.fuzz.valid import valid_payloads
from schemakit.testing import payloads
from schemas_of_every_draft import SCHEMAS

SEEDS = (
    "ClaudeTaskRunCreateSchema",
    "CodexTaskRunCreateSchema",
    "PatchedTaskRunUpdate",
    "TaskRunBootstrapCreateRequest",
    "TaskRunResumeRequestSchema",
)

_EVERY_CHECK = settings(
    max_examples=15, database=None, derandomize=True, deadline=None, phases=[Phase.generate], suppress_health_check=[]
)


def draw(strategy: st.SearchStrategy[Json]) -> list[Json]:
    """Draw with all health checks on: too much filtering is an error here."""
    found: list[Json] = []

    @_EVERY_CHECK
    @given(strategy)
    def collect(payload: Json) -> None:
        found.append(payload)

    collect()
    return found


@pytest.mark.parametrize(("schema", "dialect"), [one[1:][::-1] for one in SCHEMAS], ids=[one[0] for one in SCHEMAS])
def test_schemas_of_every_draft_have_payloads_that_both_engines_accept(schema: Json, dialect: str):
    fuzzed = fuzzed_schema(schema, dialect)
    found = draw(valid_payloads(fuzzed.construction, fuzzed.root, fuzzed.fast.is_valid))
    assert found
    known = waiver(fuzzed.reference.violations)
    assert [payload for payload in found if not fuzzed.reference.is_valid(payload) and known(payload) is None] == []


@pytest.mark.corpora
@pytest.mark.parametrize("draft", DRAFTS)
def test_groups_of_the_suite_with_a_valid_instance_have_payloads(draft: str):
    failed = []
    for group in list(groups(draft))[::16]:
        if any(test.valid for test in group.tests):
            fuzzed = fuzzed_schema(group.schema, DRAFTS[draft], remotes(draft), formats=False)
            found = draw(valid_payloads(fuzzed.construction, fuzzed.root, fuzzed.fast.is_valid))
            if not found or not all(map(fuzzed.fast.is_valid, found)):
                failed.append(group.id)
    assert failed == []


@pytest.mark.parametrize("seed", SEEDS)
def test_each_optional_key_is_in_about_half_of_the_payloads(seed: str, repository: Path):
    found = drawn(payloads(seed, schemas=repository / "schemas"), 700, 1)
    present = Counter(key for payload in found for key in payload)
    known = {key: count / len(found) for key, count in present.items() if count > len(found) / 4}
    optional = {key: share for key, share in known.items() if share < 1}
    assert optional
    assert {key: share for key, share in optional.items() if not 0.38 <= share <= 0.62} == {}


def test_every_branch_and_every_listed_value_comes_up():
    schema = {"anyOf": [{"enum": list(range(8))}, {"type": "string"}, {"type": "array", "maxItems": 1}]}
    found = drawn(payloads(schema), 200, 0)
    assert set(range(8)) <= {payload for payload in found if isinstance(payload, int)}
    assert {type(payload) for payload in found} == {int, str, list}


def test_recursion_ends_and_goes_beyond_one_level():
    schema = next(schema for name, _, schema in SCHEMAS if name == "tree")
    found = drawn(payloads(schema), 100, 0)
    assert max(map(_depth, found)) > 1


def _depth(tree: Json) -> int:
    assert isinstance(tree, dict)
    return 1 + max(map(_depth, tree["children"]), default=0)


def test_a_payload_shrinks_to_what_matters(repository: Path):
    strategy = payloads("ClaudeTaskRunCreateSchema", schemas=repository / "schemas")
    minimal = find(
        strategy, lambda payload: payload.get("branch") is not None, settings=settings(database=None, derandomize=True)
    )
    assert minimal == {"model": "", "runtime_adapter": "claude", "branch": ""}


def test_required_levels_deeper_than_the_stack_of_python_do_not_matter():
    schema: Json = {"type": "null"}
    for _ in range(60):
        schema = {"type": "object", "required": ["a"], "properties": {"a": schema}}
    assert drawn(payloads(schema), 3, 0)


def test_the_same_seed_draws_the_same_payloads():
    schema = {"type": "object", "properties": {"a": {"type": "number"}, "b": {"type": "string", "pattern": "^a+"}}}
    assert drawn(payloads(schema), 50, 7) == drawn(payloads(schema), 50, 7)
    assert drawn(payloads(schema), 50, 7) != drawn(payloads(schema), 50, 8)


@given(st.data())
@settings(suppress_health_check=[HealthCheck.data_too_large])
def test_numbers_are_exact(data: st.DataObject):
    divisor = data.draw(st.sampled_from([1, 3, 7, 0.01, 0.1, 2.5, 1e-8]))
    low = data.draw(st.integers(-1000, 1000))
    schema = {"type": "number", "multipleOf": divisor, "minimum": low, "exclusiveMaximum": low + 2 * divisor}
    fuzzed = fuzzed_schema(schema)
    payload = data.draw(valid_payloads(fuzzed.construction, fuzzed.root, fuzzed.fast.is_valid))
    assert low <= payload < low + 2 * divisor


def test_a_format_is_as_long_as_it_has_to_be():
    found = drawn(payloads({"type": "string", "format": "email", "minLength": 30}), 20, 0)
    assert found
    assert all(len(payload) >= 30 for payload in found)
    assert drawn(payloads({"type": "string", "format": "uri-reference", "minLength": 3}), 40, 0)
