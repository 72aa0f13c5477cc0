"""The JSON Schema toolkit: load schemas as published, validate, generate exact Python models, fuzz both.

    import schemakit

    schemas = schemakit.load("schemas/")
    schemas.validator("TaskRunResumeRequestSchema").findings({"mode": "backgruond"})

Names are imported when they are first used: whoever validates does not pay for generating or fuzzing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:  # for type checkers and editors; at run time the table below does this, on first use
    from schemakit.core.errors import (
        BrokenSchemaError,
        ConfigError,
        MissingExtraError,
        SchemakitError,
        UsageError,
        ValidationError,
    )
    from schemakit.core.finding import Finding, Severity
    from schemakit.core.location import Location
    from schemakit.pipeline.generating import build_model
    from schemakit.pipeline.python import from_schema, load
    from schemakit.pipeline.schemas import Schemas
    from schemakit.validate.validator import Validator

__version__ = "0.1.0"

_HOMES: Final = {
    "BrokenSchemaError": "schemakit.core.errors",
    "ConfigError": "schemakit.core.errors",
    "Finding": "schemakit.core.finding",
    "Location": "schemakit.core.location",
    "MissingExtraError": "schemakit.core.errors",
    "SchemakitError": "schemakit.core.errors",
    "Schemas": "schemakit.pipeline.schemas",
    "Severity": "schemakit.core.finding",
    "UsageError": "schemakit.core.errors",
    "ValidationError": "schemakit.core.errors",
    "Validator": "schemakit.validate.validator",
    "build_model": "schemakit.pipeline.generating",
    "from_schema": "schemakit.pipeline.python",
    "load": "schemakit.pipeline.python",
}

__all__ = [
    "BrokenSchemaError",
    "ConfigError",
    "Finding",
    "Location",
    "MissingExtraError",
    "SchemakitError",
    "Schemas",
    "Severity",
    "UsageError",
    "ValidationError",
    "Validator",
    "build_model",
    "from_schema",
    "load",
]


def __getattr__(name: str) -> object:
    """Import a public name from its home (PEP 562)."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    """List the public names without importing them."""
    return [*__all__, "__version__"]
