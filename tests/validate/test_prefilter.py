"""The pre-filter of rows: what it accepts, the judge accepts; and it accepts what it is there for."""

import json
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from json_rows import NAMES, SCALARS, values, written
from official_suite import groups, remotes
from schemakit import Schemas, from_schema, load
from schemakit.core.json import Json
from schemakit.ir.lower import lower
from schemakit.testing import invalid_payloads, payloads
from schemakit.validate.prefilter import Prefilter, prefilter
from schemas_of_every_draft import SCHEMAS

SEEDS: Final = (
    "ClaudeTaskRunCreateSchema",
    "CodexTaskRunCreateSchema",
    "PatchedTaskRunUpdate",
    "TaskRunBootstrapCreateRequest",
    "TaskRunResumeRequestSchema",
)


def filter_of(schemas: Schemas, name: str = "Root") -> Prefilter | None:
    graph = lower(schemas.set)
    return prefilter(graph, graph.roots[name])


def accepted(accepts: Prefilter, rows: tuple[bytes, ...]) -> list[bytes]:
    """Ask about all rows in one go, and about each alone: the answers are the same."""
    doubtful = set(accepts.doubtful(rows))
    alone = {index for index, row in enumerate(rows) if accepts.doubtful([row])}
    assert doubtful == alone
    return [row for index, row in enumerate(rows) if index not in doubtful]


def bounds(names: tuple[str, ...], limits: st.SearchStrategy[Json]) -> st.SearchStrategy[dict[str, Json]]:
    return st.fixed_dictionaries({}, optional=dict.fromkeys(names, limits))


def schemas() -> st.SearchStrategy[Json]:
    """Schemas of the keywords that shapes can say, and of some that they cannot."""
    counts = st.integers(0, 4)
    numbers = st.sampled_from([-1, 0, 0.0, 0.5, 1, 2, 2.5, 10, 1e300, 2**53 + 1, 2**63, 2**64])
    scalars = st.one_of(
        st.just({"type": "null"}),
        st.just({"type": "boolean"}),
        st.just({}),
        st.lists(SCALARS, min_size=1, max_size=4).map(lambda listed: {"enum": listed}),
        SCALARS.map(lambda value: {"const": value}),
        bounds(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"), numbers).flatmap(
            lambda known: st.sampled_from(["integer", "number", ["number", "string"]]).map(
                lambda kind: {"type": kind, **known}
            )
        ),
        bounds(("minLength", "maxLength"), counts).map(lambda known: {"type": "string", **known}),
        st.sampled_from(["uuid", "date", "int32", "unheard-of"]).map(lambda name: {"type": "string", "format": name}),
        st.sampled_from([["string", "null"], ["integer", "boolean", "null"]]).map(lambda kinds: {"type": kinds}),
        st.sampled_from([{"multipleOf": 2}, {"pattern": "^a"}, {"not": {"type": "null"}}, False, True]),
    )
    return st.recursive(scalars, _larger, max_leaves=6)


def _larger(inner: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
    branches = st.lists(inner, min_size=1, max_size=3)
    objects = st.fixed_dictionaries(
        {"type": st.just("object")},
        optional={
            "properties": st.dictionaries(NAMES, inner, max_size=3),
            "required": st.lists(NAMES, max_size=2, unique=True),
            "additionalProperties": inner,
            "minProperties": st.integers(0, 2),
            "propertyNames": st.just({"maxLength": 1}),
            "patternProperties": st.just({"^b": {"type": "string"}}),
            "unevaluatedProperties": st.just(False),
        },
    )
    arrays = st.fixed_dictionaries(
        {"type": st.just("array")},
        optional={
            "items": inner,
            "minItems": st.integers(0, 2),
            "maxItems": st.integers(1, 3),
            "prefixItems": branches,
            "uniqueItems": st.booleans(),
            "contains": inner,
        },
    )
    choices = st.sampled_from(["allOf", "anyOf", "oneOf"]).flatmap(
        lambda keyword: branches.map(lambda listed: {keyword: listed})
    )
    return objects | arrays | choices


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(schemas(), st.lists(values(), min_size=1, max_size=8))
def test_what_it_accepts_of_any_schema_the_judge_accepts(schema: Json, instances: list[Json]) -> None:
    loaded = from_schema({"type": ["object", "array"], "allOf": [schema]})
    accepts = filter_of(loaded)
    if accepts is None:
        return
    validator = loaded.validator("Root")
    for instance in (*instances, [instances[0]], {"a": instances[0]}, [instances]):
        for row in accepted(accepts, written(instance)):
            assert validator.is_valid_json(row), row


def _of_seed(name: str, repository: Path) -> tuple[Schemas, Prefilter]:
    loaded = load(repository / "schemas")
    accepts = filter_of(loaded, name)
    assert accepts is not None
    return loaded, accepts


@pytest.mark.parametrize("name", SEEDS)
def test_it_accepts_rows_of_the_seeds_as_programs_write_them(name: str, repository: Path) -> None:
    loaded, accepts = _of_seed(name, repository)
    validator = loaded.validator(name)
    adapter = next(one for one in ("claude", "codex") if validator.is_valid({"model": "m", "runtime_adapter": one}))
    row = {"model": "\u00fc \U0001f600", "runtime_adapter": adapter, "branch": None, "reasoning_effort": "high"}
    known = json.loads(next(repository.glob(f"schemas/posthog-{name.lower()}-schema.json")).read_text())["properties"]
    mine = {member: value for member, value in row.items() if member in known}
    assert validator.is_valid(mine)
    for text in (json.dumps(mine), json.dumps(mine, ensure_ascii=False), json.dumps(mine, separators=(",", ":"))):
        assert not accepts.doubtful([text.encode()])


@pytest.mark.parametrize("name", SEEDS)
def test_what_it_accepts_of_payloads_of_the_seeds_the_judge_accepts(name: str, repository: Path) -> None:
    loaded, accepts = _of_seed(name, repository)
    validator = loaded.validator(name)
    mutants = invalid_payloads(name, schemas=loaded).map(lambda payload: payload.value)

    @settings(max_examples=60, suppress_health_check=list(HealthCheck))
    @given(payloads(name, schemas=loaded) | mutants)
    def check(payload: Json) -> None:
        for row in accepted(accepts, written(payload)):
            assert validator.is_valid_json(row), row

    check()


@pytest.mark.corpora
@pytest.mark.parametrize("folder", ["", "optional", "optional/format"])
def test_what_it_accepts_in_the_official_suite_the_suite_accepts(folder: str) -> None:
    filters = tests = 0
    for group in groups("draft2020-12", folder):
        loaded = from_schema(group.schema, resources=remotes("draft2020-12"))
        accepts = filter_of(loaded)
        if accepts is None:
            continue
        filters += 1
        for test in group.tests:
            rows = (json.dumps(test.data).encode(),)
            tests += 1
            assert not accepted(accepts, rows) or test.valid, (group.id, test.description)
    assert filters or folder


@pytest.mark.parametrize(("name", "dialect", "schema"), SCHEMAS, ids=[name for name, _, _ in SCHEMAS])
def test_what_it_accepts_in_any_draft_the_judge_accepts(name: str, dialect: str, schema: Json) -> None:
    assert name
    loaded = from_schema(schema, dialect=dialect)
    accepts = filter_of(loaded)
    if accepts is None:
        return
    validator = loaded.validator("Root")

    @settings(suppress_health_check=list(HealthCheck))
    @given(values())
    def check(value: Json) -> None:
        for row in accepted(accepts, written(value)):
            assert validator.is_valid_json(row), row

    check()


def _member(schema: Json, row: bytes) -> tuple[Json, bytes]:
    return {"type": "object", "properties": {"a": schema}}, row


@pytest.mark.parametrize(
    ("schema", "row"),
    [
        _member({"type": "string", "format": "uuid"}, b'{"a": "12345678123456781234567812345678"}'),
        _member({"type": "number", "minimum": 0}, b'{"a": -1e-400}'),
        _member({"type": "integer"}, b'{"a": 1e-400}'),
        _member({"type": "number", "maximum": 2**53}, b'{"a": 9007199254740993}'),
        _member({"type": "boolean", "enum": [True, True]}, b'{"a": false}'),
        _member({"type": "string", "maxLength": 1}, '{"a": "\U0001f600\U0001f600"}'.encode()),
        _member(True, b'{"b": "\xff"}'),
        _member(True, b'{"a": NaN}'),
        _member({"type": "string"}, b'{"a": 1, "a": "b"}'),
        ({"type": "object", "properties": {"a": {"type": "null"}}, "required": ["a"]}, b"{}"),
    ],
)
def test_it_leaves_to_the_judge_what_a_looser_parser_would_take(schema: Json, row: bytes) -> None:
    accepts = filter_of(from_schema(schema))
    assert accepts is None or accepts.doubtful([row])


def test_a_schema_that_no_shape_is_narrower_than_has_none() -> None:
    for schema in ({"not": {"type": "null"}}, {"type": "array", "uniqueItems": True}, {"if": True, "then": False}):
        assert filter_of(from_schema(schema)) is None


def test_schemas_of_any_depth_are_looked_at() -> None:
    deep: Json = {"type": "string"}
    for _ in range(300):
        deep = {"type": "object", "properties": {"a": {"anyOf": [deep, {"type": "null"}]}}}
    accepts = filter_of(from_schema(deep))
    assert accepts is None or not accepts.doubtful([b'{"a": null}'])
