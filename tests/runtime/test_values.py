"""Every kind of value that Python code has, under many schemas and both engines.

The judge is the bare engine on the JSON that the value means, written out by hand; what means nothing is refused.
"""

import datetime as dt
import enum
import math
import uuid
from collections import ChainMap, OrderedDict, deque, namedtuple
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Final

import jsonschema_rs
import pytest

from schemakit.core.json import Json
from schemakit.pipeline import from_schema
from schemakit.runtime.values import as_json
from schemakit.validate.engine import ENGINES, EngineName


class Color(enum.Enum):
    RED = "red"
    PAIR = (1, 2)


class Word(enum.StrEnum):
    A = "a"


class Number(enum.IntEnum):
    ONE = 1


class Text(str):
    __slots__ = ()


class Whole(int):
    pass


class Real(float):
    pass


@dataclass
class Record:
    a: int = 1


Pair = namedtuple("Pair", "x y")  # noqa: PYI024 - the untyped kind is a tuple, too

MEANINGS: Final[dict[str, tuple[object, Json]]] = {
    "tuple": ((1, 2), [1, 2]),
    "named tuple": (Pair(1, 2), [1, 2]),
    "empty tuple": ((), []),
    "Decimal": (Decimal("1.5"), 1.5),
    "whole Decimal": (Decimal("3.0"), 3),
    "Mapping": (MappingProxyType({"a": 1}), {"a": 1}),
    "OrderedDict": (OrderedDict(a=1), {"a": 1}),
    "ChainMap": (ChainMap({"a": 1}), {"a": 1}),
    "member of an Enum": (Color.RED, "red"),
    "member that is a tuple": (Color.PAIR, [1, 2]),
    "StrEnum": (Word.A, "a"),
    "IntEnum": (Number.ONE, 1),
    "member as key": ({Color.RED: 1, Word.A: 1}, {"red": 1, "a": 1}),
    "UUID": (uuid.UUID(int=0), "00000000-0000-0000-0000-000000000000"),
    "datetime": (dt.datetime(2024, 1, 2, 3, 4, tzinfo=dt.UTC), "2024-01-02T03:04:00+00:00"),
    "datetime without zone": (dt.datetime(2024, 1, 2, 3, 4), "2024-01-02T03:04:00"),  # noqa: DTZ001 - on purpose
    "date": (dt.date(2024, 1, 2), "2024-01-02"),
    "time": (dt.time(3, 4, tzinfo=dt.UTC), "03:04:00+00:00"),
    "str of a subclass": (Text("red"), "red"),
    "int of a subclass": (Whole(1), 1),
    "float of a subclass": (Real(1.5), 1.5),
    "bool": (True, True),
    "None": (None, None),
    "beyond 64 bits": (2**64, 2**64),
    "far beyond": (-(2**200), -(2**200)),
    "control character": ("\0", "\0"),
    "negative zero": (-0.0, 0),
}

REFUSED: Final[dict[str, object]] = {
    "set": {1},
    "frozenset": frozenset({1}),
    "bytes": b"x",
    "bytearray": bytearray(b"x"),
    "dataclass": Record(),
    "object": object(),
    "class": int,
    "complex": 1j,
    "Fraction": Fraction(1, 2),
    "timedelta": dt.timedelta(1),
    "range": range(2),
    "deque": deque([1]),
    "generator": (number for number in ()),
    "NaN": math.nan,
    "infinity": -math.inf,
    "Decimal NaN": Decimal("NaN"),
    "signalling NaN": Decimal("sNaN"),
    "Decimal infinity": Decimal("Infinity"),
    "lone surrogate": "\ud800",
    "lone surrogate as key": {"\ud800": 1},
    "int as key": {1: 1},
    "bool as key": {True: 1},
    "None as key": {None: 1},
    "tuple as key": {(1,): 1},
    "bytes as key": {b"a": 1},
    "the same key twice": {Color.RED: 1, "red": 2},
}

#: Under each of these some keyword looks at every value inside.
LOOKS: Final[Json] = {
    "type": ["object", "array", "string", "number", "boolean", "null"],
    "propertyNames": {"maxLength": 40},
    "additionalProperties": {"$ref": "#"},
    "items": {"$ref": "#"},
    "minimum": -(2**300),
    "pattern": "",
}

SCHEMAS: Final[dict[str, Json]] = {
    "type": {"type": ["string", "array"]},
    "object": {"type": "object", "required": ["a"], "additionalProperties": {"type": "integer"}},
    "integer": {"type": "integer"},
    "bounds": {"minimum": 0, "exclusiveMaximum": 2**64},
    "multipleOf": {"multipleOf": 0.5},
    "lengths": {"minLength": 3, "minItems": 1, "minProperties": 1},
    "pattern": {"pattern": "^re"},
    "formats": {"format": "date-time"},
    "uuid": {"format": "uuid"},
    "const": {"const": {"a": 1}},
    "enum": {"enum": [1, 1.5, "red", "a", [1, 2], None, {"red": 1, "a": 1}]},
    "items": {"items": {"type": "integer"}, "contains": {"const": 1}, "uniqueItems": True},
    "names": {"propertyNames": {"maxLength": 1}},
    "patternProperties": {"patternProperties": {"^r": {"const": 1}}, "additionalProperties": False},
    "unevaluated": {"unevaluatedProperties": False, "unevaluatedItems": False},
    "not": {"not": {"type": "string"}},
    "anyOf": {"anyOf": [{"type": "integer"}, {"type": "string", "maxLength": 1}]},
    "everything": LOOKS,
    "nothing": False,
    "anything": True,
}

each_engine = pytest.mark.parametrize("engine", ENGINES)


def wrapped(value: object) -> list[object]:
    return [value, [value], {"a": value}, ({"b": (value, 1)},)]


@each_engine
@pytest.mark.parametrize("name", SCHEMAS)
def test_a_value_is_judged_as_the_json_that_it_means(name: str, engine: EngineName):
    bare = jsonschema_rs.validator_for(SCHEMAS[name], validate_formats=True)
    validator = from_schema(SCHEMAS[name]).validator("Root", engine=engine)
    for kind, (given, meaning) in MEANINGS.items():
        for value, plain in zip(wrapped(given), wrapped(meaning), strict=True):
            assert validator.is_valid(value) is bare.is_valid(plain), (kind, value)
            assert bool(validator.findings(value)) is not validator.is_valid(value), (kind, value)


@each_engine
@pytest.mark.parametrize("kind", REFUSED)
def test_what_means_nothing_is_refused_and_said_to_be_where_it_is(kind: str, engine: EngineName):
    validator = from_schema(LOOKS).validator("Root", engine=engine)
    for value, place in zip(wrapped(REFUSED[kind]), ("", "/0", "/a", "/0/b/0"), strict=True):
        assert not validator.is_valid(value)
        [finding] = validator.findings(value)
        assert finding.location.pointer == place
        assert "JSON" in finding.message or "twice" in finding.message


@each_engine
@pytest.mark.parametrize("name", SCHEMAS)
def test_no_value_ends_in_an_error_of_the_engine(name: str, engine: EngineName):
    validator = from_schema(SCHEMAS[name]).validator("Root", engine=engine)
    huge = (Decimal("1e999999999"), 10**5_000, -(10**5_000), Decimal("1e400"), Decimal("1e-400"), Decimal(10**5_000))
    for given in (*REFUSED.values(), *huge):
        for value in wrapped(given):
            assert bool(validator.findings(value)) is not validator.is_valid(value)


@each_engine
def test_numbers_of_any_size_are_numbers(engine: EngineName):
    validator = from_schema({"type": "integer", "multipleOf": 5}).validator("Root", engine=engine)
    for number in (2**64 * 5, 10**400, Decimal("1e400"), Decimal(10**5_000)):
        assert validator.is_valid(number)
    for number in (2**64 * 5 + 1, 10**400 + 1, Decimal("1e-400"), Decimal(10**5_000 + 1)):
        assert not validator.is_valid(number)


def test_values_that_are_read_can_be_printed():
    for number in (10**5_000, -(10**640)):
        value = as_json({"a": number}).value
        assert str(value)
        assert value == {"a": Decimal(number)}


def test_what_no_keyword_looks_at_is_not_looked_at_by_the_fast_engine():
    """As documented at ``Validator``: looking at everything would cost twice the verdict."""
    assert from_schema({"type": "object"}).validator("Root").is_valid({"a": {1, 2}})
    assert not from_schema({"type": "object"}).validator("Root", engine="reference").is_valid({"a": {1, 2}})
