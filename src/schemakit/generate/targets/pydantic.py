"""Models for pydantic 2: classes, enums, type aliases."""

from typing import Final

from schemakit.generate.generated_file import GeneratedFile
from schemakit.generate.modules_of_types import modules_of_types
from schemakit.generate.naming import Names
from schemakit.generate.package import pydantic_files
from schemakit.generate.shape import Plan
from schemakit.generate.skeleton import Style
from schemakit.generate.target import Target

#: What ``pydantic.BaseModel`` has, listed here so that a newer pydantic changes no name that is generated.
_RESERVED: Final = frozenset(
    (
        "construct", "copy", "dict", "from_orm", "json", "model_computed_fields", "model_config", "model_construct",
        "model_copy", "model_dump", "model_dump_json", "model_extra", "model_fields", "model_fields_set",
        "model_json_schema", "model_parametrized_name", "model_post_init", "model_rebuild", "model_validate",
        "model_validate_json", "model_validate_strings", "parse_file", "parse_obj", "parse_raw", "root", "schema",
        "schema_json", "update_forward_refs", "validate",
    )
)  # fmt: skip


def _modules(plan: Plan, names: Names) -> tuple[GeneratedFile, ...]:
    return modules_of_types(plan, names, "pydantic", Style(noted=True))


PYDANTIC: Final = Target("pydantic", _RESERVED, True, _modules, pydantic_files)
