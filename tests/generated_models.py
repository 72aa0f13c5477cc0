"""What the tests of generated models share: models made from schemas, and what a model makes of a value."""

import json
from collections.abc import Mapping
from functools import partial
from typing import Literal

from pydantic import TypeAdapter, ValidationError

import schemakit
from annotated import holds
from schemakit.core.json import Json
from schemakit.generate.run import BuiltModel
from schemakit.generate.target_name import TargetName
from schemakit.pipeline.generating import build_model
from schemakit.pipeline.schemas import Formats, from_schema
from schemakit.runtime import pydantic as runtime
from schemakit.runtime.pydantic_shapes import judged


def model_of(
    schema: Json,
    *,
    dialect: str | None = None,
    resources: Mapping[str, Json] | None = None,
    formats: Formats = "assert",
    target: TargetName = "pydantic",
) -> BuiltModel:
    """Make the model of a schema."""
    return build_model(from_schema(schema, dialect=dialect, resources=resources, formats=formats), target=target)


def accepts(model: BuiltModel, value: Json) -> bool:
    """Tell whether a model takes a value, by every way in; they must agree."""
    verdicts = {_loads(model, value), _validates(model, value, "python"), _validates(model, value, "json")}
    assert len(verdicts) == 1, f"the ways in disagree about {value!r}"
    return verdicts.pop()


def _has_hooks(model: BuiltModel) -> bool:
    """Tell whether a type has ways in of its own: neither enums have nor what is not pydantic's."""
    return isinstance(model.type, type) and issubclass(model.type, (runtime.ExactModel, runtime.ExactRoot))


def _loads(model: BuiltModel, value: Json) -> bool:
    try:
        model.loads(json.dumps(value))
    except schemakit.ValidationError:
        return False
    return True


def _validates(model: BuiltModel, value: Json, way: Literal["python", "json"]) -> bool:
    if not _has_hooks(model):
        return _loads(model, value)
    adapter = TypeAdapter(model.type)
    try:
        adapter.validate_python(value) if way == "python" else adapter.validate_json(json.dumps(value))
    except ValidationError:
        return False
    return True


def shape_accepts(model: BuiltModel, value: Json) -> bool:
    """Tell whether the shape alone takes a valid value: what the gate in front of it says is left out.

    Types without hooks refuse nothing; whether the value is what their annotations say is another's reading of them.
    """
    if not _has_hooks(model):
        door = model.dump.func.__self__ if isinstance(model.dump, partial) else None
        builder = getattr(door, "_builder", None)  # pydantic has none, and its enums have no hooks
        return builder is None or holds(model.load(value), model.type, builder._parts._names())
    token = judged.set(True)
    try:
        TypeAdapter(model.type).validate_python(value)
    except ValidationError:
        return False
    else:
        return True
    finally:
        judged.reset(token)
