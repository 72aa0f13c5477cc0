"""L7, L8 and L10 on published schemas: values that others labelled, and edits of them that the reference judges."""

import copy
import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpora import corpora_path
from generated_models import accepts, shape_accepts
from schemakit.core.json import Json, json_equal
from schemakit.pipeline.generating import build_model
from schemakit.pipeline.schemas import from_schema

#: One schema of so many, and so many edits of its values.
SAMPLE, EDITS = 60, 20

REPLACEMENTS: tuple[Json, ...] = (None, True, 1, 1.0, 1.5, 10**30, "", "1", [], {})


def records(path: Path) -> list[dict[str, Json]]:
    if not path.is_file():
        return []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for number, line in enumerate(lines) if number % SAMPLE == 0]


def places(value: Json, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield path
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, part in inside:
        yield from places(part, (*path, step))


def edited(value: Json, chance: random.Random) -> Json:
    """Return a value with one part dropped or replaced, or one key more."""
    holder = {"": copy.deepcopy(value)}
    *path, last = ("", *chance.choice(list(places(value))))
    inner: Json = holder
    for step in path:
        inner = inner[step]
    if path and chance.random() < 0.2:
        del inner[last]
    elif isinstance(inner[last], dict) and chance.random() < 0.3:
        inner[last]["added"] = chance.choice(REPLACEMENTS)
    else:
        inner[last] = chance.choice((*REPLACEMENTS, str(inner[last]), [inner[last]]))
    return holder[""]


@pytest.mark.corpora
@pytest.mark.parametrize("record", records(corpora_path("maskbench.jsonl.gz")), ids=lambda record: record["name"])
def test_models_of_published_schemas_are_exact(record: dict[str, Json]) -> None:
    schemas = from_schema(record["schema"])
    model, judge, fast = build_model(schemas), schemas.validator("Root", engine="reference"), schemas.validator("Root")
    chance = random.Random(record["name"])  # noqa: S311 - the same edits every time
    values = [*record["valid"], *record["invalid"]]
    values += [edited(chance.choice(values), chance) for _ in range(EDITS)]
    for value in values:
        valid = judge.is_valid(value)
        if valid is not fast.is_valid(value):
            continue  # the reference knows the formats of a draft only, and models assert all: tests/validate
        assert accepts(model, value) is valid, value
        if valid:
            assert shape_accepts(model, value), value
            assert json_equal(model.dump(model.load(value)), value)
    assert all(judge.is_valid(value) for value in record["valid"])
