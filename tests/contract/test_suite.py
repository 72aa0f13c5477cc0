"""The seeds, fuzzed: everything covered both ways, both engines of one mind, the same for the same seed."""

from pathlib import Path

import pytest

from schemakit.contract.asking import Judges
from schemakit.contract.subject import Subject
from schemakit.contract.suite import Fuzzed, FuzzResult, fuzz
from schemakit.contract.waivers import waiver
from schemakit.core.json import Json
from schemakit.fuzz import second_source
from schemakit.fuzz.coverage import Shown
from schemakit.ir.emit import emit
from schemakit.ir.lower import lower
from schemakit.pipeline import load
from schemakit.resolve.schema_set import Name
from schemakit.validate.engine import judge

SEEDS = (
    "ClaudeTaskRunCreateSchema",
    "CodexTaskRunCreateSchema",
    "PatchedTaskRunUpdate",
    "TaskRunBootstrapCreateRequest",
    "TaskRunResumeRequestSchema",
)


def fuzzed(repository: Path, name: str, seed: int = 0, count: int = 60) -> FuzzResult:
    schemas = load([repository / "schemas"]).value
    graph = lower(schemas.set)
    fast = judge(schemas.set, schemas.root(name), engine="fast")
    reference = judge(schemas.set, schemas.root(name), engine="reference")
    root = graph.roots[Name(name)]
    judges = Judges(fast.is_valid, reference.violations)
    subjects = (
        Subject("fast", fast.is_valid),
        Subject("reference", reference.is_valid, waived=waiver(reference.violations)),
    )
    target = Fuzzed(name, graph, root, judges, schemas.set.origin, emit(graph, root))
    return fuzz(target, subjects, max_examples=count, seed=seed)


@pytest.mark.parametrize("name", SEEDS)
def test_every_assertion_of_a_seed_is_reached_and_violated(repository: Path, name: str):
    found = fuzzed(repository, name)
    assert found.disagreements == ()
    assert found.coverage.occurrences
    assert found.coverage.reached == found.coverage.violated == len(found.coverage.occurrences)
    # the type of a nullable or enumerated member cannot be wrong without its enum being wrong, too
    assert found.coverage.count(Shown.ALONE, Shown.DOMINATED) == len(found.coverage.occurrences)


def test_a_seed_gives_the_same_result_again_and_another_seed_another_one(repository: Path):
    first, again, other = (fuzzed(repository, SEEDS[2], seed, 40) for seed in (3, 3, 4))
    assert first == again
    assert (first.valid, first.invalid) != (0, 0)
    assert other.seed != first.seed


@pytest.mark.skipif(second_source.why_not() is not None, reason="SECOND SOURCE: the installed pair does not work")
def test_the_second_source_adds_payloads_of_its_own(repository: Path):
    assert fuzzed(repository, SEEDS[0], count=200).second > 0


def test_a_second_source_that_does_not_work_says_so(monkeypatch: pytest.MonkeyPatch):
    def broken(_: Json) -> None:
        raise AttributeError("'many' object has no attribute 'more'")

    second_source.why_not.cache_clear()
    monkeypatch.setattr(second_source, "from_schema", broken)
    try:
        assert "does not work with hypothesis" in second_source.why_not()
        assert second_source.second_payloads({"type": "object"}, 5, 0).payloads == ()
    finally:
        second_source.why_not.cache_clear()


MUTUAL: dict[str, Json] = {
    "$ref": "#/$defs/a",
    "$defs": {
        "a": {"type": "object", "properties": {"b": {"$ref": "#/$defs/b"}}},
        "b": {"type": "object", "properties": {"a": {"$ref": "#/$defs/a"}}},
    },
}


@pytest.mark.skipif(second_source.why_not() is not None, reason="SECOND SOURCE: the installed pair does not work")
@pytest.mark.parametrize("document", [MUTUAL, {"$ref": "#/nowhere"}, {"$ref": "https://example.invalid/other"}])
def test_a_schema_the_second_source_fails_at_has_none_and_says_why(document: Json):
    made = second_source.second_payloads(document, 5, 0)
    assert made.payloads == ()
    assert "hypothesis-jsonschema fails at it" in made.why_none
