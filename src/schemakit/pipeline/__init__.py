"""The stages in order: each module here is one use of the toolkit, readable from top to bottom.

Only what validating needs is imported with the package; the modules for checking, generating and fuzzing are imported
by who uses them.
"""

from schemakit.pipeline.schemas import Schemas, from_schema, load

__all__ = ["Schemas", "from_schema", "load"]
