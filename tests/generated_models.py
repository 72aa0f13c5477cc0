"""What the tests of generated models share: models made from schemas, and what a model makes of a value."""

import json
from collections.abc import Mapping
from typing import Literal

from pydantic import TypeAdapter, ValidationError

import schemakit
from schemakit.core.json import Json
from schemakit.generate.run import BuiltModel
from schemakit.pipeline.generating import build_model
from schemakit.pipeline.schemas import Formats, from_schema
from schemakit.runtime import pydantic as runtime
from schemakit.runtime.pydantic_gate import judged


def model_of(
    schema: Json,
    *,
    dialect: str | None = None,
    resources: Mapping[str, Json] | None = None,
    formats: Formats = "assert",
) -> BuiltModel:
    """Make the model of a schema."""
    return build_model(from_schema(schema, dialect=dialect, resources=resources, formats=formats))


def accepts(model: BuiltModel, value: Json) -> bool:
    """Tell whether a model takes a value, by every way in; they must agree."""
    verdicts = {_loads(model, value), _validates(model, value, "python"), _validates(model, value, "json")}
    assert len(verdicts) == 1, f"the ways in disagree about {value!r}"
    return verdicts.pop()


def _loads(model: BuiltModel, value: Json) -> bool:
    try:
        model.loads(json.dumps(value))
    except schemakit.ValidationError:
        return False
    return True


def _validates(model: BuiltModel, value: Json, way: Literal["python", "json"]) -> bool:
    if not issubclass(model.type, (runtime.ExactModel, runtime.ExactRoot)):
        return _loads(model, value)  # enums have no way in of their own
    adapter = TypeAdapter(model.type)
    try:
        adapter.validate_python(value) if way == "python" else adapter.validate_json(json.dumps(value))
    except ValidationError:
        return False
    return True


def shape_accepts(model: BuiltModel, value: Json) -> bool:
    """Tell whether the shape alone takes a value: what the gate in front of it says is left out."""
    token = judged.set(True)
    try:
        TypeAdapter(model.type).validate_python(value)
    except ValidationError:
        return False
    else:
        return True
    finally:
        judged.reset(token)
