"""L3 to L8 over random schemas of every draft: see ``conformance.payload_laws``."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conformance.payload_laws import of_engines, of_models, of_sets, payloads
from fuzzed_schema import fuzzed_schema
from generated_models import model_of
from random_schemas import DIALECTS, schemas
from schemakit.core.json import Json

_LEISURELY = settings(
    max_examples=5, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)


@pytest.mark.parametrize("dialect", DIALECTS)
@given(data=st.data())
@_LEISURELY
def test_sets_and_engines_agree_about_payloads_of_random_schemas(dialect: str, data: st.DataObject):
    schema: Json = data.draw(schemas(dialect))
    fuzzed = fuzzed_schema(schema, dialect)
    made = payloads(fuzzed, 0)
    assert [one for one in (*of_sets(fuzzed, made), *of_engines(fuzzed, made)) if not one[2]] == []


@pytest.mark.parametrize("dialect", DIALECTS)
@given(data=st.data())
@settings(_LEISURELY, max_examples=1)
def test_models_agree_about_payloads_of_random_schemas(dialect: str, data: st.DataObject):
    schema: Json = data.draw(schemas(dialect))
    fuzzed = fuzzed_schema(schema, dialect)
    made = payloads(fuzzed, 0)
    assert [one for one in of_models(fuzzed, model_of(schema, dialect=dialect), made) if not one[2]] == []
