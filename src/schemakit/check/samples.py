"""Values that a schema gives of itself, held against the schema."""

import json
from collections.abc import Iterator
from typing import Literal, TypeAlias

from schemakit.check.group import grouped
from schemakit.check.places import Place
from schemakit.check.rule import Survey
from schemakit.core.finding import Finding, Kind
from schemakit.core.json import Json
from schemakit.core.location import Location
from schemakit.core.pointer import Pointer, child

#: The keywords whose values should be valid, and what people call one of those.
Sample: TypeAlias = Literal["default", "example"]

_LONGEST = 40


def refused_samples(survey: Survey, kind: Kind, sample: Sample) -> Iterator[Finding]:
    """Yield a finding for each default or example that the schema around it refuses; equal ones are one finding."""

    def finding(text: str, first: Location, others: tuple[Location, ...]) -> Finding:
        return kind.at(first, _message(sample, text, len(others) + 1), note="refused", related=others)

    return grouped(_refused(survey, sample), finding)


def _refused(survey: Survey, sample: Sample) -> Iterator[tuple[str, Location]]:
    for place in survey.standard:
        for pointer, value in _samples(place, sample):
            if survey.accepts(place.node, value) is False:
                yield _shown(place, value), survey.schemas.origin(Location(place.standard.uri, pointer))


def _samples(place: Place, sample: Sample) -> Iterator[tuple[Pointer, Json]]:
    at, schema = place.standard.pointer, place.schema
    examples = schema.get("examples")
    if sample == "default" and "default" in schema:
        yield child(at, "default"), schema["default"]
    elif sample == "example" and isinstance(examples, list):
        for index, item in enumerate(examples):
            yield child(at, "examples", index), item


def _message(sample: Sample, text: str, times: int) -> str:
    shown = f" {text}" if text else ""
    if times == 1:
        return f"the {sample}{shown} is not valid against its own schema"
    return f"the {sample}{shown} is not valid against its own schema in {times} places"


def _shown(place: Place, value: Json) -> str:
    """Secrets are never repeated."""
    if place.schema.get("writeOnly") is True or place.schema.get("format") == "password":
        return ""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _LONGEST else ""
