"""The laws that a model keeps for every value, whichever target it is made for."""

from collections.abc import Iterator

from generated_models import accepts, shape_accepts
from schemakit.core.json import Json, json_equal
from schemakit.generate.run import BuiltModel

LAWS = ("verdict", "bare shape", "round trip")


def broken_laws(model: BuiltModel, value: Json, *, valid: bool) -> Iterator[str]:
    """Yield the laws that a model breaks for a value: L8, and L7 and L10 for what it takes."""
    if accepts(model, value) is not valid:
        yield "verdict"
    elif valid:
        if not shape_accepts(model, value):
            yield "bare shape"
        if not json_equal(model.dump(model.load(value)), value):
            yield "round trip"
