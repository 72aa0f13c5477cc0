"""What the repository holds is what its own commands would write."""

from pathlib import Path

import pytest

import schemakit
from schemakit.generate.drift import drift
from schemakit.pipeline.generating import generated_files
from schemakit.pipeline.recovering import plan_recovery


@pytest.fixture
def schemas(repository: Path) -> schemakit.Schemas:
    return schemakit.load(repository / "schemas")


def test_the_recovered_enums_are_true(schemas: schemakit.Schemas):
    recovery = plan_recovery(schemas.set)

    assert {component.state for component in recovery.components} == {"current"}
    assert len(recovery.components) == 13
    assert recovery.findings == ()


def test_the_generated_models_are_what_the_schemas_make(schemas: schemakit.Schemas, repository: Path):
    assert drift(generated_files(schemas), repository / "generated") == ()
