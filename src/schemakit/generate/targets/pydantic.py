"""Models for pydantic 2: classes, enums, type aliases."""

from typing import Final

from schemakit.generate.generated_file import GeneratedFile
from schemakit.generate.naming import Names
from schemakit.generate.package import HEADER, pydantic_files
from schemakit.generate.render import render
from schemakit.generate.safety import UnsafeCodeError, fields, parse
from schemakit.generate.shape import ClassOf, Plan, RootOf
from schemakit.generate.skeleton import skeleton, wire_names
from schemakit.generate.target import Target

#: What ``pydantic.BaseModel`` has, listed here so that a newer pydantic changes no name that is generated.
_ATTRIBUTES: Final = frozenset(
    (
        "construct", "copy", "dict", "from_orm", "json", "model_computed_fields", "model_config", "model_construct",
        "model_copy", "model_dump", "model_dump_json", "model_extra", "model_fields", "model_fields_set",
        "model_json_schema", "model_parametrized_name", "model_post_init", "model_rebuild", "model_validate",
        "model_validate_json", "model_validate_strings", "parse_file", "parse_obj", "parse_raw", "root", "schema",
        "schema_json", "update_forward_refs", "validate",
    )
)  # fmt: skip

#: The modules that stand for our own base classes, and the empty one.
_OURS: Final = frozenset(("guard.py", "__init__.py"))


def modules(plan: Plan, names: Names) -> tuple[GeneratedFile, ...]:
    """Render the modules of types, and make sure that they are what was decided.

    Raises:
        UnsafeCodeError: they are not: a bug.
    """
    if not plan.definitions:
        return ()
    rendered = render(skeleton(plan, names), wire_names(plan, names), HEADER)
    files = tuple(file for file in rendered if str(file.path) not in _OURS)
    siblings = ["guard", *(file.path.stem for file in files)]
    found: dict[str, dict[str, str]] = {}
    for file in files:
        found.update(fields(parse(file.text, siblings)))
    for node, definition in plan.definitions.items():
        if isinstance(definition, (ClassOf, RootOf)):
            wanted = {attribute: wire for wire, attribute in names.fields.get(node, {"root": "root"}).items()}
            got = found.get(names.types[node])
            if got != wanted:
                raise UnsafeCodeError(f"{names.types[node]} got the fields {got}, not {wanted}")
    return files


PYDANTIC: Final = Target("pydantic", _ATTRIBUTES, modules, pydantic_files)
