"""The laws in their quick form: prints what breaks, one line of JSON for each, until a check breaks one that it may.

python probe.py [BASELINE]; the package under test is the one that PYTHONPATH finds first.
"""

import json
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import jsonschema_rs

from conformance.laws import lowered, resolved
from conformance.verdicts import all_groups
from conformance.verdicts import resolved as loaded
from fuzzed_schema import fuzzed_schema
from generated_models import accepts, model_of, shape_accepts
from official_suite import DRAFTS, groups, remotes
from schemakit.core.errors import BrokenSchemaError
from schemakit.core.json import Json, json_equal
from schemakit.ir.emit import emit
from schemakit.pipeline import load
from schemakit.pipeline.fuzzing import fuzz_schemas
from schemas_of_every_draft import SCHEMAS

REPOSITORY: Final = Path(__file__).resolve().parents[2]


def verdicts() -> Iterator[str]:
    """The fast engine, through the public API, says what the suite says."""
    for draft in DRAFTS:
        for group in all_groups(draft):
            validator = loaded(group).validator("Root")
            for test in group.tests:
                if validator.is_valid(test.data) is not test.valid:
                    yield f"{group.id}: {test.description}"


def emitted() -> Iterator[str]:
    """L1: the schema that is lowered and emitted says what the suite says."""
    for draft in DRAFTS:
        for group in groups(draft):
            _, document = lowered(resolved(group))
            try:
                engine = jsonschema_rs.Draft202012Validator(document, validate_formats=False, offline=True)
            except (ValueError, jsonschema_rs.ReferencingError) as error:
                yield f"{group.id}: {error}"
                continue
            for test in group.tests:
                if engine.is_valid(test.data) is not test.valid:
                    yield f"{group.id}: {test.description}"
            judge = loaded(group).validator("Root")
            for value in COMMON:
                if engine.is_valid(value) is not judge.is_valid(value):
                    yield f"{group.id}: {value!r}"


def models() -> Iterator[str]:
    """L7, L8 and L10: models take what the suite says is valid, nothing else, and carry it through."""
    for draft in DRAFTS:
        for group in list(groups(draft))[::11]:
            model = model_of(group.schema, dialect=DRAFTS[draft], resources=remotes(draft), formats="annotation")
            for test in group.tests:
                if accepts(model, test.data) is not test.valid or (test.valid and not _carried(model, test.data)):
                    yield f"{group.id}: {test.description}"


def _carried(model: object, value: Json) -> bool:
    return shape_accepts(model, value) and json_equal(model.dump(model.load(value)), value)  # type: ignore[arg-type,attr-defined]


def fuzzed() -> Iterator[str]:
    """``schemakit fuzz``: engines and models agree about the payloads of the seeds."""
    found = fuzz_schemas(load([REPOSITORY / "schemas"]).value, max_examples=20, seed=1)
    for result in found:
        for one in result.disagreements:
            yield f"{one.schema}: {one.subject} {one.what} {one.payload}"


def awkward() -> Iterator[str]:
    """L8 over schemas of our own, by payloads of our own: what models do not show, and what they show too narrowly."""
    for name, dialect, schema in (*SCHEMAS, *AWKWARD):
        judged = fuzzed_schema(schema, dialect)
        model = model_of(schema, dialect=dialect)
        document = jsonschema_rs.Draft202012Validator(emit(judged.graph, judged.root), offline=True)
        for value in PAYLOADS.get(name, COMMON):
            valid = judged.reference.is_valid(value)
            if "format" not in str(schema) and document.is_valid(value) is not judged.fast.is_valid(value):
                yield f"{name}: emitted, {value!r}"
            if accepts(model, value) is not valid or (valid and not _carried(model, value)):
                yield f"{name}: {value!r}"


#: What anybody may send to anything.
COMMON: Final[tuple[Json, ...]] = (
    None,
    True,
    False,
    0,
    1,
    1.0,
    -1,
    1.5,
    2**53,
    "",
    "a",
    "1",
    "é\U0001f600",
    [],
    [None],
    ["a", 1],
    [1, 1.0],
    {},
    {"a": 1},
    {"a": None},
)

#: What types can show, beside what they cannot.
AWKWARD: Final[tuple[tuple[str, str, Json], ...]] = (
    ("positions", "2020-12", {"type": "array", "prefixItems": [{"type": "string"}], "items": {"type": "integer"}}),
    (
        "open",
        "2020-12",
        {"type": "object", "properties": {"a": {"type": "integer"}}, "additionalProperties": {"type": "string"}},
    ),
    (
        "map",
        "2020-12",
        {
            "type": "object",
            "properties": {
                "m": {
                    "type": "object",
                    "patternProperties": {"^x": {"type": "string"}},
                    "additionalProperties": {"type": "integer"},
                }
            },
        },
    ),
    (
        "bounds",
        "2020-12",
        {
            "type": "object",
            "properties": {
                "n": {"type": "integer", "minimum": 1, "maximum": 5},
                "x": {"type": "number", "maximum": 2.5},
                "s": {"type": "string", "minLength": 1, "maxLength": 3},
            },
        },
    ),
    (
        "either",
        "2020-12",
        {"type": "object", "properties": {"e": {"anyOf": [{"type": "string"}, {"type": "integer"}]}}},
    ),
    ("nullable enum", "2020-12", {"type": "object", "properties": {"e": {"enum": ["a", "b", None]}}}),
    (
        "defaults",
        "2020-12",
        {"type": "object", "properties": {"d": {"type": "string", "default": "x"}, "e": {"const": 2}}},
    ),
    ("ECMA patterns", "2020-12", {"type": "string", "pattern": "^(?=.*\\d)\\w+$"}),
    ("root", "2020-12", {"type": "string", "format": "uuid"}),
    ("code points", "2020-12", {"type": "object", "properties": {"s": {"type": "string", "maxLength": 2}}}),
)
PAYLOADS: Final[dict[str, tuple[Json, ...]]] = {
    "positions": ([], ["a"], ["a", 1], ["a", "b"], [1]),
    "open": ({}, {"a": 1}, {"a": 1.0, "b": "c"}, {"b": 1}, {"b": "c"}),
    "map": ({}, {"m": {"xa": "b"}}, {"m": {"a": 1}}, {"m": {"xa": 1}}),
    "bounds": ({"n": 1}, {"n": 5}, {"n": 6}, {"x": 2.5}, {"x": 2.6}, {"s": "abc"}, {"s": "abcd"}, {"s": ""}, {}),
    "either": ({"e": "a"}, {"e": 1}, {"e": None}, {"e": 1.0}, {"e": True}),
    "nullable enum": ({"e": None}, {"e": "a"}, {"e": "c"}, {}),
    "defaults": ({}, {"d": "y"}, {"e": 2}, {"e": None}, {"e": 2.0}),
    "ECMA patterns": ("1a", "\u0663a", "a\u0663", "é1"),
    "root": ("2eb8aa08-aa98-11ea-b4aa-73b441d16380", "2eb8aa08aa9811eab4aa73b441d16380", 1),
    "code points": ({"s": "\U0001f600\U0001f600"}, {"s": "\U0001f600ab"}),
}

CHECKS: Final[dict[str, Callable[[], Iterator[str]]]] = {
    "verdicts": verdicts, "L1": emitted, "L8": awkward, "fuzz": fuzzed, "L7, L8, L10": models,
}  # fmt: skip


def main() -> None:
    """Run the checks in order; stop at the first thing that the baseline does not have."""
    baseline = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")) if sys.argv[1:] else None
    found: dict[str, list[str]] = {}
    for check, run in CHECKS.items():
        for broken in _guarded(run):
            found.setdefault(check, []).append(broken)
            if baseline is not None and broken not in baseline.get(check, []):
                print(json.dumps([check, broken[:160]]))
                return
    print(json.dumps(found if baseline is None else []))


def _guarded(run: Callable[[], Iterator[str]]) -> Iterator[str]:
    try:
        yield from run()
    except BrokenSchemaError as error:
        yield f"crash: {error}"
    except Exception as error:  # noqa: BLE001 - a bug may raise anything, and that is how it is found
        yield f"crash: {type(error).__name__}: {error} {traceback.format_exc().splitlines()[-3].strip()}"


if __name__ == "__main__":
    main()
