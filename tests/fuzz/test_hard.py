"""Hard schemas: an instance is found, or none is said to exist; never the one where the other is true."""

import pytest

from conformance.drawing import draws
from fuzzed_schema import fuzzed_schema
from hard_schemas import HARD
from schemakit.core.json import Json
from schemakit.fuzz.terms import Holds
from schemakit.ir.algebra import Answer, satisfiable
from schemakit.ir.emit import emit

#: Schemas without an instance of which nobody here says so.
UNKNOWN = {"patterns without a common match"}

WITH = [(schema, name) for name, has_instance, schema in HARD if has_instance]
WITHOUT = [(schema, name) for name, has_instance, schema in HARD if not has_instance]


@pytest.mark.parametrize("schema", [one[0] for one in WITH], ids=[one[1] for one in WITH])
def test_an_instance_is_found_where_there_is_one(schema: Json):
    fuzzed = fuzzed_schema(schema)
    found = draws(fuzzed, 5)
    assert found.problem == ""
    assert found.payloads
    assert fuzzed.construction.possible((Holds(fuzzed.root),))
    assert satisfiable(emit(fuzzed.graph, fuzzed.root)) is not Answer.NO


@pytest.mark.parametrize(("schema", "name"), WITHOUT, ids=[one[1] for one in WITHOUT])
def test_where_there_is_none_it_is_said(schema: Json, name: str):
    fuzzed = fuzzed_schema(schema)
    impossible = not fuzzed.construction.possible((Holds(fuzzed.root),))
    assert (impossible or satisfiable(emit(fuzzed.graph, fuzzed.root)) is Answer.NO) is (name not in UNKNOWN)
