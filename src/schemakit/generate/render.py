"""The door of datamodel-code-generator: a skeleton in, the text of modules out. Its options decide nothing."""

import warnings
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any, Final

from datamodel_code_generator import generate
from datamodel_code_generator.enums import DataModelType, InputFileType, TargetPydanticVersion
from datamodel_code_generator.format import Formatter, PythonVersion

from schemakit.core.json import Json
from schemakit.generate.generated_file import GeneratedFile
from schemakit.generate.skeleton import BASES, OURS
from schemakit.generate.target_name import TargetName

_OPTIONS: Final[Mapping[str, Any]] = {
    "input_file_type": InputFileType.JsonSchema,
    "target_python_version": PythonVersion.PY_311,
    "formatters": [Formatter.BUILTIN],
    "builtin_format_line_length": 120,
    "use_double_quotes": True,
    "disable_timestamp": True,
    "import_overrides": dict.fromkeys(BASES, f".{OURS}"),
    "treat_dot_as_module": True,
    "use_exact_imports": True,
    "skip_root_model": True,
    "use_type_alias": True,
    "field_constraints": True,
    "strict_nullable": True,
    "set_default_enum_member": True,
    "keep_enum_member_values": True,
    "use_default_kwarg": True,
    "use_schema_description": True,
    "use_field_description": True,
    "use_inline_field_description": True,
    "use_single_line_docstring": True,
}

_OPTIONS_OF: Final[Mapping[TargetName, Mapping[str, Any]]] = {
    "pydantic": {
        "output_model_type": DataModelType.PydanticV2BaseModel,
        "target_pydantic_version": TargetPydanticVersion.V2_14,
        "use_missing_sentinel": True,
    },
    "dataclass": {
        "output_model_type": DataModelType.DataclassesDataclass,
        "dataclass_arguments": {"kw_only": True, "slots": True},
        "field_extra_keys": {"metadata"},
    },
    "typeddict": {
        "output_model_type": DataModelType.TypingTypedDict,
        "use_closed_typed_dict": False,  # type checkers do not all know PEP 728 yet
        "use_type_alias_type": True,
    },
    "msgspec": {
        "output_model_type": DataModelType.MsgspecStruct,
        "keyword_only": True,
        "apply_default_values_for_required_fields": True,
    },
}


def render(skeleton: Json, attributes: Mapping[str, str], header: str, target: TargetName) -> tuple[GeneratedFile, ...]:
    """Return the modules of a skeleton as a target writes them, in the order of their names.

    ``attributes`` are those that differ from the property in JSON, by ``module.Type.property``; ``header`` is the
    docstring of every module.
    """
    if not isinstance(skeleton, dict):
        raise TypeError("a skeleton is a schema object")
    with warnings.catch_warnings():
        # Of what msgspec's own decoder cannot do, which is not used; the guard has the limits it leaves out.
        warnings.filterwarnings("ignore", "msgspec", UserWarning)
        rendered = generate(skeleton, aliases=attributes, custom_file_header=header, **_OPTIONS, **_OPTIONS_OF[target])
    if not isinstance(rendered, dict):
        raise TypeError("the renderer made one module of a package")
    return tuple(
        GeneratedFile(PurePosixPath(*path), text if text.endswith("\n") else text + "\n")
        for path, text in sorted(rendered.items())
    )
